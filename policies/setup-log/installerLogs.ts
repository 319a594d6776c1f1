import type { MsiLog, SetupError, SetupLog } from '../../facts/sections/setupLog'
import { causesIn, installerCodes, wordOf } from '../../setup-log/runOfMsi'

const baseName = (path: string | null): string => (path ?? '').split('\\').pop()?.trim().toLowerCase() ?? ''

const namesPackage = /\.ms[ip]\b|\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/

/** Whether a failed log of the installer is that of an error: by its result, and by the package that both name. */
const tellsOf = (error: SetupError, { file, state, result, package: path, patch, productCode }: MsiLog): boolean => {
  const isSame = error.codes.some(({ kind, value }) => kind === 'msi' && value === String(result ?? 1603))
  if (state !== 'failed' || !isSame) return false
  const said = [error.message, ...error.exceptions.map(({ message }) => message)].join('\n').toLowerCase()
  const names = [baseName(path), baseName(patch), (productCode ?? '').replace(/[{}]/g, '').toLowerCase()]
  const known = names.filter((name) => name !== '')
  if (known.length === 0) return /^exchangesetup\.msilog$/i.test(file)
  return !namesPackage.test(said) || known.some((name) => said.includes(name))
}

/** The logs of the installer that belong to one of these errors; others may be of another run or package. */
export const logsOf = ({ msi }: SetupLog, errors: ReadonlyArray<SetupError>): ReadonlyArray<MsiLog> =>
  msi.filter((log) => errors.some((error) => tellsOf(error, log)))

const withCause = (run: SetupLog, error: SetupError): SetupError => {
  const causes = logsOf(run, [error]).flatMap((log) =>
    causesIn(log)
      .slice(0, 4)
      .map((cause) => ({ log, cause }))
  )
  const told = causes.filter(({ cause }) => !error.message.includes(cause.text) || cause.text === '')
  const known = error.codes.map(({ value }) => value)
  const codes = causes.flatMap(({ log }) => installerCodes(log)).filter(({ value }) => !known.includes(value))
  const unique = codes.filter((one, index) => codes.findIndex(({ value }) => value === one.value) === index)
  const texts = told.map(
    ({ log, cause }) => `\n${log.file}, line ${cause.line}: ${wordOf(cause)} ${cause.code}. ${cause.text}`
  )
  return { ...error, message: `${error.message}${texts.join('')}`, codes: [...error.codes, ...unique] }
}

/** A run whose errors of the Windows Installer tell the cause as well, which only the installer's own log holds. */
export const withInstallerCauses = (run: SetupLog): SetupLog =>
  run.msi.length === 0 ? run : { ...run, errors: run.errors.map((error) => withCause(run, error)) }
