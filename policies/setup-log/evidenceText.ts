import type { Prerequisite, SetupError, SetupLog } from '../../facts/sections/setupLog'
import { showCode } from '../../kernel/errorCodes'

const short = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 3)}...` : text

const oneLine = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ')

const methods = (frames: ReadonlyArray<string>): string =>
  [...new Set(frames.map((frame) => frame.split('.').slice(-2).join('.')))].join(' < ')

const times = (count: number): string =>
  count === 1
    ? ''
    : count === 2
      ? ' (and 1 line more that says the same)'
      : ` (and ${count - 1} lines more that say the same)`

const chain = ({ exceptions }: SetupError): ReadonlyArray<string> => {
  const root = exceptions[exceptions.length - 1]
  if (root === undefined) return []
  const types = exceptions.map(({ type }) => type).join(' ---> ')
  const told = exceptions.length > 1 ? `; at its root: ${short(oneLine(root.message), 600)}` : ''
  return [`Exception: ${types}${told}`]
}

const place = ({ task, step, component, program }: SetupError): ReadonlyArray<string> => {
  const parts = [
    ...(component === null ? [] : [`component ${component.id} (${component.path || 'no path'})`]),
    ...(step === null ? [] : [`step ${step}`]),
    ...(task === null ? [] : [`task ${task}`]),
    ...(program === null ? [] : [`program ${program}`])
  ]
  return parts.length === 0 ? [] : [`Failed in: ${parts.join(', ')}.`]
}

const noise =
  /\] (?:Beginning|Ending) processing |\] (?:Starting Microsoft Exchange|Setup version|Logged on user|Command Line Parameter|RuntimeAssembly was|Local time zone|Operating system version)|\] Active Directory session settings|\] \*{3}|\d\. {2}ErrorRecord: |\] Executing: |\] Evaluated \[|^\s|^[>\s]*(?:\S{3,24} ?:)?$/

const surroundings = ({ before, line }: SetupError): ReadonlyArray<string> => {
  const telling = before.filter((one) => one.line < line && !noise.test(one.text)).slice(-5)
  return telling.map(({ line: at, text }) => {
    const [, said] = /\] Process standard (?:error|output): (.+)/.exec(text) ?? []
    return said === undefined
      ? `Line ${at}, before it: ${short(text.trim(), 400)}`
      : `Line ${at}, what the program said: ${short(said.trim(), 400)}`
  })
}

/** Programs whose exit code is an error number of Windows; that of others means what they say of it themselves. */
const windowsPrograms = /\b(?:iisreset|ldifde|net\.exe|sc\.exe)\b/i
const otherPrograms = /\b(?:regsvr32|appcmd|reg\.exe|mofcomp|lodctr|wevtutil)\b/i

const codeOf = ({ message, script }: SetupError, one: SetupError['codes'][number]): string => {
  const said = `${message}\n${script ?? ''}`
  const isExit = one.kind === 'win32' && said.includes(`exit code ${one.value}`)
  return isExit && (otherPrograms.test(said) || !windowsPrograms.test(said)) ? `exit code ${one.value}` : showCode(one)
}

/** Where an error stands; that of a log of the installer alone is put together of several of its lines. */
const heading = ({ msi, file }: SetupLog, { line }: SetupError): string =>
  msi.some((log) => log.file === file) ? 'In short' : `Line ${line}`

/** An error in full: where it stands, what was raised, in which step, and what came just before. */
export const errorEvidence = (run: SetupLog, error: SetupError): ReadonlyArray<string> => [
  `${heading(run, error)}: ${short(oneLine(error.message), 1_200)}${times(error.count)}`,
  ...chain(error),
  ...place(error),
  ...(error.script === null ? [] : [`The script that failed: ${short(oneLine(error.script), 1_500)}`]),
  ...(error.frames.length === 0 ? [] : [`Raised in: ${methods(error.frames)}.`]),
  ...(error.codes.length === 0 ? [] : [`Codes: ${error.codes.map((one) => codeOf(error, one)).join(', ')}.`]),
  ...surroundings(error)
]

/** A readiness rule that failed, with its name. */
export const ruleEvidence = ({ line, rule, message }: Prerequisite): string =>
  `Line ${line}: ${rule === '' ? 'a readiness rule' : `the readiness rule ${rule}`} failed: ${oneLine(message)}`

const telling = [
  'SchemaAdmin',
  'EnterpriseAdmin',
  'ExOrgAdmin',
  'SidExOrgAdmins',
  'LocalDomainAdmin',
  'LocalAdmin',
  'LocalDomainIsPrepped',
  'ComputerDomain',
  'SiteName',
  'DomainController',
  'DomainControllerSiteName',
  'SMOSchemaSiteName',
  'OpenProcesses',
  'PendingFileRenames',
  'ConfigDCHostName',
  'ServiceMarkedForDeletion'
]

/** What the readiness check found of the account, the domain and the site. */
export const settingEvidence = ({ settings }: SetupLog): ReadonlyArray<string> => {
  const found = settings.filter(({ name, value }) => telling.includes(name) && value !== '')
  return found.length === 0
    ? []
    : [
        `The readiness check saw: ${found.map(({ line, name, value }) => `${name} ${short(value, 200)} (line ${line})`).join(', ')}.`
      ]
}

const named = (label: string, value: string | null): ReadonlyArray<string> =>
  value === null ? [] : [`${label} ${value}`]

const onlyScreen =
  ", a copy of setup's screen, which leaves out most: bring C:\\ExchangeSetupLogs\\ExchangeSetup.log for the rest"

const placeInLog = ({ runs, cut, origin }: SetupLog): string => {
  if (origin === 'screen') return onlyScreen
  if (runs === 0 && cut === null) return ', which begins in the middle of a run: how setup was called is not known'
  const last = runs > 1 ? `, of ${runs} runs the last that failed` : ''
  return cut === null ? last : `${last}; only the end of the log was read, and lines are counted from there`
}

/** Which run it was: the machine, the account, the command, the versions. */
export const runEvidence = (run: SetupLog): string => {
  const told = [
    ...named('setup', run.setupVersion),
    ...named('on', run.machine),
    ...named('by', run.user),
    ...named('command', run.command),
    ...named('mode', run.mode),
    ...named('source', run.sourceDirectory),
    ...named('installed version', run.installedVersion),
    ...named('backup copy of version', run.backupVersion),
    ...named('domain', run.domain),
    ...named('site', run.site),
    ...named('domain controller', run.domainController),
    ...named('schema master', run.schemaMaster),
    ...named('begun', run.started)
  ]
  return told.length === 0
    ? `The run: nothing else is known of it (${run.file}${placeInLog(run)}).`
    : `The run: ${told.join('; ')} (${run.file}${placeInLog(run)}).`
}

const day = 86_400_000

/** How long ago the run was: of an old one the cause may be gone. A log alone tells no time but its own. */
export const ageEvidence = ({ ended, started }: SetupLog, present: string | null): ReadonlyArray<string> => {
  const time = ended ?? started
  if (time === null || present === null) return []
  const days = Math.floor((Date.parse(present) - Date.parse(time)) / day)
  if (Number.isNaN(days) || days < 1) return []
  const ago = days === 1 ? 'a day' : `${days} days`
  return [
    `The run was at ${time}, ${ago} before this report${days > 30 ? ': check first that its cause still stands' : ''}.`
  ]
}

/** How far before an error a warning may stand to have to do with it. */
const nearLines = 400

/** What setup warned of just before it failed. */
export const warningEvidence = ({ warnings, errors }: SetupLog): ReadonlyArray<string> => {
  const from = (errors[0]?.line ?? 0) - nearLines
  return warnings
    .filter(({ line }) => line >= from)
    .slice(-4)
    .map(({ line, text }) => `Line ${line}, a warning: ${short(oneLine(text), 400)}`)
}

/** What a log of the installer tells of its package as a whole. */
const packageEvidence = ({ file, product, productVersion, patch, failedAction, result }: SetupLog['msi'][number]) => {
  const known = [product, productVersion].filter((one) => one !== null).join(' ')
  const parts = [
    known === '' ? 'a package that it does not name' : known,
    ...(patch === null ? [] : [`patch ${patch}`]),
    result === null ? 'no result at its end' : `result ${result}`
  ]
  return `${file}: ${parts.join(', ')}${failedAction === null ? '' : `; the action ${failedAction} returned value 3`}.`
}

/** The last words of the installer before it gave up. */
export const msiEvidence = (logs: SetupLog['msi']): ReadonlyArray<string> =>
  logs.flatMap((log) => [
    packageEvidence(log),
    ...log.errors
      .slice(0, 4)
      .map(
        ({ line, code, text }) =>
          `${log.file}, line ${line}: ${showCode({ kind: 'msi', value: String(code) })}: ${text}`
      ),
    ...log.beforeFailure.slice(-4).map(({ line, text }) => `${log.file}, line ${line}: ${short(text.trim(), 300)}`)
  ])
