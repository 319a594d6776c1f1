import * as O from 'fp-ts/Option'
import type { SetupLog } from '../../facts/sections/setupLog'
import { placeOf } from '../builds/buildNames'
import { licenceSwitch } from '../builds/licenceSwitch'
import { compareBuilds, parseBuild } from '../compare'
import { productOf } from '../product'
import type { Evidence } from './knownIssue'

/** The name by which the steps call the server. */
export const machineOf = ({ machine, file }: SetupLog): string => machine ?? `the server of ${file}`

export const userOf = ({ user }: SetupLog): string => user ?? 'the account that runs setup'

/** Where Exchange is installed, without a backslash at its end; the default place where the log doesn't tell. */
export const installFolder = ({ installPath }: SetupLog): string =>
  (installPath ?? 'C:\\Program Files\\Microsoft\\Exchange Server\\V15').replace(/\\+$/, '')

/** Whether setup was started from the installed bin folder instead of from a medium. */
export const ranFromBin = ({ sourceDirectory }: SetupLog): boolean =>
  sourceDirectory !== null && /\\v1[45]\\bin(?:\\|$)/i.test(sourceDirectory)

/** What cmd.exe takes for a path and nothing else, within quotation marks. */
const plainPath = /^(?:[A-Za-z]:|\\\\[\w.-]+)[\w .()~+\\-]*$/

/** The folder of the medium, here D: where the log doesn't tell. */
const mediaOf = (run: SetupLog): string => {
  const { sourceDirectory } = run
  const folder = sourceDirectory === null || ranFromBin(run) ? 'D:' : sourceDirectory.replace(/[\\"]+$/, '')
  return plainPath.test(folder) ? folder : 'D:'
}

const licenceOf = ({ setupVersion }: SetupLog): string => {
  const version = O.toNullable(parseBuild(setupVersion ?? ''))
  const product = version === null ? null : O.toNullable(productOf(version))
  const place = version === null || product === null ? null : O.toNullable(placeOf(product, version))
  if (product === null || place === null) return '/IAcceptExchangeServerLicenseTerms_DiagnosticDataOFF'
  return licenceSwitch(product, place.cu.name) ?? ''
}

/** A call of setup from the run's own medium, with the licence switch that its version wants. */
export const setupCommand = (run: SetupLog, switches: string): string => {
  const command = `${mediaOf(run)}\\setup.exe`
  return `${command.includes(' ') ? `"${command}"` : command} ${switches} ${licenceOf(run)}`.trim()
}

const isPreparing = ({ command }: SetupLog): boolean => /\/(?:p|ps|pad|prepare\w*)\b/i.test(command ?? '')

const switchesOf = (run: SetupLog): string => {
  if (!isPreparing(run)) return run.mode === null || /upgrade/i.test(run.mode) ? '/m:upgrade' : `/m:${run.mode}`
  const [name = '/PrepareAD'] = /\/(?:ps|pad|p|prepare\w*)\b/i.exec(run.command ?? '') ?? []
  return name
}

/** The step that resumes the run that failed. */
export const runAgain = ({ run }: Evidence): string =>
  `In an elevated Command Prompt (cmd.exe) on ${machineOf(run)}, run setup again by its full path: ${setupCommand(run, switchesOf(run))}`

/** The step that prepares the directory. */
export const prepare = (run: SetupLog, switches: string): string =>
  `In an elevated Command Prompt (cmd.exe), run: ${setupCommand(run, switches)}`

/** Whether the installed Exchange is newer than what the run wanted to install. */
export const isOlder = (version: string | null, than: string | null): boolean => {
  const [a, b] = [version, than].map((text) => O.toNullable(parseBuild(text ?? '')))
  return a !== null && a !== undefined && b !== null && b !== undefined && compareBuilds(a, b) < 0
}
