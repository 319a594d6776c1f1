import type { MsiLog, SetupError, SetupLog } from '../facts/sections/setupLog'
import { holdsFile } from './msiScan'
import { noRun } from './run'

/** That a program holds a file the installer only informs of, by the number of its fatal error. */
const isNotice = ({ code, text }: MsiLog['errors'][number]): boolean => holdsFile(code, text)

/** What the installer itself calls an entry that it numbers. */
export const wordOf = (error: MsiLog['errors'][number]): string => (isNotice(error) ? 'Info' : 'Error')

/** The errors that came before the installation was given up: those of its rollback follow from that. */
export const causesIn = ({ errors, beforeFailure }: MsiLog): MsiLog['errors'] => {
  const last = beforeFailure.at(-1)?.line
  const before = errors.filter(({ line }) => last !== undefined && line <= last)
  return before.length === 0 ? errors : before
}

/** In an error these two numbers tell of a full disk; as results of the installer they tell other things. */
const ofFullDisk = [1601, 1605]

/** The codes of the installer's errors, and those of Windows that their texts name. */
export const installerCodes = (log: MsiLog): SetupError['codes'] =>
  causesIn(log)
    .filter((error) => !isNotice(error))
    .flatMap(({ code, text }): SetupError['codes'] => {
      if (ofFullDisk.includes(code)) return [{ kind: 'win32', value: '112' }]
      const [, system] = /\bSystem error:? (\d{1,5})\b/i.exec(text) ?? []
      const named = { kind: 'msi', value: String(code) } as const
      return system === undefined ? [named] : [named, { kind: 'win32', value: system } as const]
    })

const kbOf = (path: string): string => {
  const [kb] = /\bKB\d{6,8}/i.exec(path) ?? []
  return kb === undefined ? '' : ` (${kb.toUpperCase()})`
}

/** What the engine says of packages that are not there and patches that do not fit; its words are never translated. */
const engineWords = ({ missing, refused }: MsiLog): string =>
  [
    ...(missing ?? []).map(
      ({ path, source }) => `Couldn't find local patch '${path}'${source === null ? '' : `, published as ${source}`}.`
    ),
    ...(refused ?? []).map((path) => `The patch ${path}${kbOf(path)} is not applicable.`)
  ]
    .map((sentence) => ` ${sentence}`)
    .join('')

/** What a condition of the package says, which has no number: `Product: NAME -- TEXT`, the first word in any language. */
const spoken = /(?:^|\]: )\p{L}{3,14} ?: [^\n]{1,200}? -- (?!\S{3,14} 1[3-9]\d\d\.)(.{10,600})/u

const packageSaid = ({ errors, beforeFailure }: MsiLog): string =>
  errors.length > 0
    ? ''
    : beforeFailure
        .flatMap(({ text }) => spoken.exec(text)?.[1]?.trim() ?? [])
        .slice(-1)
        .map((text) => ` ${text}`)
        .join('')

const quiet = /\b(?:CA|Wix)Quiet(?:Exec|Test)(?:64)?: {1,4}(.{1,600})/

/** What a program that the package ran wrote before the failure, without what only says that it failed. */
const programSaid = ({ beforeFailure }: MsiLog): string =>
  beforeFailure
    .flatMap(({ text }) => quiet.exec(text)?.[1]?.trim() ?? [])
    .filter((text) => !/^Error 0x[0-9a-f]{8}: /i.test(text))
    .map((text) => ` ${text}`)
    .join('')

const errorOf = (msi: MsiLog): SetupError => {
  const [first] = causesIn(msi)
  const named = msi.patch ?? msi.package ?? msi.product ?? msi.productCode
  const what = named === null ? `a package that ${msi.file} does not name` : `${named}${kbOf(named)}`
  const code = String(msi.result ?? 1603)
  const cause =
    first === undefined ? '' : ` ${wordOf(first)} ${first.code}. ${first.text.replace(/(?<![.\u3002])$/, '.')}`
  return {
    line: first?.line ?? msi.missing?.[0]?.line ?? msi.beforeFailure[msi.beforeFailure.length - 1]?.line ?? 1,
    count: 1,
    message: `Installing ${what} failed.${cause}${packageSaid(msi)}${programSaid(msi)}${engineWords(msi)} Error code is ${code}.`,
    exceptions: [],
    frames: [],
    script: null,
    program: null,
    task: msi.failedAction,
    step: null,
    component: null,
    codes: [{ kind: 'msi', value: code }, ...installerCodes(msi)],
    objects: [msi.productCode, msi.package, msi.patch, ...(msi.missing ?? []).map(({ path }) => path)].flatMap(
      (name) => (name === null ? [] : [name])
    ),
    before: msi.beforeFailure
  }
}

const buildOf = (version: string | null): string | null =>
  version !== null && /^\d{1,9}(\.\d{1,9}){3}$/.test(version) ? version : null

/** The run of setup that a log of the Windows Installer alone, such as that of a Security Update, tells of. */
export const runOfMsi = (msi: MsiLog, { lines, last }: Pick<SetupLog, 'lines' | 'last'>): SetupLog => {
  const { progress: _progress, ...nothing } = noRun
  return {
    ...nothing,
    file: msi.file,
    lines,
    last,
    runs: 1,
    machine: msi.machine,
    product: null,
    state: msi.state,
    user: msi.user,
    installedVersion: buildOf(msi.productVersion),
    result: msi.result,
    errors: msi.state === 'failed' ? [errorOf(msi)] : [],
    msi: [msi],
    origin: null,
    cut: null,
    unread: null
  }
}
