import { limits } from './limits'
import { noRun, progressed, type Run } from './run'
import { unclearedAfter } from './runOutcome'

/** A line that tells something of the run: its text after the prefix, its number and its time. */
export interface Told {
  readonly line: number
  readonly text: string
  readonly rest: string
  readonly time: string | null
}

export interface LineRule {
  readonly prefix: string
  readonly apply: (run: Run, told: Told) => Run
}

/** What stands between the first and the last apostrophe, or before a full stop. */
const quoted = (text: string): string => {
  const first = text.indexOf("'")
  const last = text.lastIndexOf("'")
  return last > first ? text.slice(first + 1, last) : text.trim().replace(/\.$/, '')
}

/** Four integers as a build number, such as `15.1.2106.2`; null for anything else. */
const buildOf = (text: string): string | null => /\b(\d{1,9}\.\d{1,9}\.\d{1,9}\.\d{1,9})\b/.exec(text)?.[1] ?? null

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

const field =
  (name: 'user' | 'domainController' | 'installPath' | 'mode' | 'windows') =>
  (run: Run, { rest }: Told): Run => ({ ...run, [name]: orNull(quoted(rest)) ?? run[name] })

const build =
  (name: 'setupVersion' | 'installedVersion' | 'backupVersion') =>
  (run: Run, { rest }: Told): Run => ({ ...run, [name]: buildOf(rest) })

const beginning = /^ Server(?: (?:(\d{4}|Subscription Edition)|[\w ]{1,40}))? Setup\b/

/** A new run begins; of those before it only failures that no good run has cleared are kept. */
const begin = (run: Run, { rest, time }: Told): Run => {
  const [whole, product = null] = beginning.exec(rest) ?? []
  if (whole === undefined) return run
  return progressed({ ...noRun, runs: run.runs + 1, product, started: time }, { uncleared: unclearedAfter(run) })
}

/** Whether switches tell all of a call: the wizard lists a mode without its roles. */
const isCall = (switches: string): boolean =>
  /\/(?:p|ps|pd|pad|prepare\w*)\b/i.test(switches) ||
  /\/m(?:ode)?:(?!install\b)\w/i.test(switches) ||
  (/\/m(?:ode)?:install\b/i.test(switches) && /\/r(?:oles?)?:/i.test(switches))

/** The command by its switches, which stand one by one where setup does not log it as a whole. */
const withSwitch = (run: Run, name: string, value: string): Run => {
  const shown = /[^\w.:\\$,-]/.test(value) ? `"${value.replaceAll('"', '')}"` : value
  const given = `${run.progress.given} /${name}${value === '' ? '' : `:${shown}`}`.trim().slice(0, 2_000)
  const isOwn = run.command === null || run.command === run.progress.given
  return progressed({ ...run, command: isOwn && isCall(given) ? given : run.command }, { given })
}

const parameter = (before: Run, { rest }: Told): Run => {
  const [, name, value] = /^([\w]{1,60})', Value='(.{0,1000})'\.?$/.exec(rest) ?? []
  if (name === undefined || value === undefined) return before
  const run = withSwitch(before, name, value)
  if (name.toLowerCase() === 'sourcedir') return { ...run, sourceDirectory: orNull(value) }
  return name.toLowerCase() === 'mode' && run.mode === null ? { ...run, mode: orNull(value) } : run
}

const settingNames = new Set(
  (
    'CurrentLogOn ComputerNameDnsFullyQualified ComputerNameDnsDomain ComputerDomain SiteName DomainController ' +
    'DomainControllerSiteName SMOSchemaSiteName SmoSchemaDomain LocalDomainIsPrepped EnterpriseAdmin SchemaAdmin ' +
    'LocalDomainAdmin LocalAdmin ExOrgAdmin SidExOrgAdmins OpenProcesses PendingFileRenames AdInitError ' +
    'SchemaVersionRangeUpper MsDSBehaviorVersion Watermarks ConfigDCHostName ClrReleaseNumber WindowsVersion ' +
    'PowerShellExecutionPolicy PrimaryDns ServiceMarkedForDeletion W3SVCStartMode WinRMServiceStartMode LocalServerName'
  ).split(' ')
)

/** Of a name that stands twice, the last value that isn't empty. */
const remember = (run: Run, line: number, name: string, value: string): Run => {
  const others = run.settings.filter((one) => one.name !== name)
  const known = run.settings.find((one) => one.name === name)
  if (known !== undefined && value === '') return run
  return { ...run, settings: [...others, { line, name, value }].slice(-limits.settings) }
}

const machineFields = new Map<string, (run: Run, value: string) => Run>([
  ['ComputerNameDnsFullyQualified', (run, machine) => ({ ...run, machine })],
  ['ComputerDomain', (run, domain) => ({ ...run, domain })],
  ['ComputerNameDnsDomain', (run, domain) => ({ ...run, domain: run.domain ?? domain })],
  ['SiteName', (run, site) => ({ ...run, site })]
])

const setting = (run: Run, { line, rest }: Told): Run => {
  const end = rest.indexOf(']')
  const name = rest.slice(0, end)
  const from = rest.indexOf('[Value:"', end)
  if (from < 0) return run
  const to = rest.indexOf('"] [ParentValue', from)
  const value = (to < 0 ? rest.slice(from + 8) : rest.slice(from + 8, to)).trim().slice(0, 500)
  const known = remember(run, line, name, value === '<NULL>' ? '' : value)
  const tell = machineFields.get(name)
  return tell === undefined || value === '' || value === '<NULL>' ? known : tell(known, value)
}

const ruleOf = (run: Run, { line, rest }: Told): Run => {
  const name = rest.slice(0, rest.indexOf(']'))
  return run.rules.some((one) => one.name === name)
    ? run
    : { ...run, rules: [...run.rules, { line, name, value: 'True' }].slice(0, limits.rules) }
}

/** Whether an evaluation is worth reading: few of hundreds are. `at` is where the name begins. */
export const isTellingSetting = (line: string, at: number): boolean =>
  settingNames.has(line.slice(at, line.indexOf(']', at)))

const shortName = (run: Run, { rest }: Told): Run => ({ ...run, machine: run.machine ?? orNull(quoted(rest)) })

const schemaMaster = (run: Run, { rest }: Told): Run => {
  const marker = 'Schema Master domain controller '
  const at = rest.indexOf(marker)
  return at < 0 ? run : { ...run, schemaMaster: rest.slice(at + marker.length).split(' ')[0] ?? null }
}

/** Errors of a step that setup itself calls not critical didn't stop it. */
const forgive = (run: Run): Run => ({
  ...run,
  errors: run.errors.filter(({ line }) => line < run.progress.stepLine || run.progress.stepLine === 0)
})

const finish = (run: Run, { time }: Told): Run => progressed({ ...run, ended: time }, { finished: true })

const atStep = (run: Run, { line, rest }: Told): Run =>
  progressed(run, { step: rest.split("'")[0] ?? null, stepLine: line })

const resultOf = (run: Run, { rest }: Told): Run => {
  const [, result] = / (-?\d{1,10})\s*$/.exec(rest) ?? []
  return result === undefined ? run : { ...run, result: Number(result) }
}

/** Of two words on the outcome the failure stands. */
const ended =
  (outcome: boolean) =>
  (run: Run): Run =>
    progressed(run, { outcome: run.progress.outcome === false ? false : outcome })

const rolesOf = (run: Run, { rest }: Told): Run => ({ ...run, roles: rest.split(' ').filter((role) => role !== '') })

const commandOf = (run: Run, { rest }: Told): Run => ({ ...run, command: orNull(quoted(rest)) })

const formerPath = (run: Run, { rest }: Told): Run => ({ ...run, installPath: run.installPath ?? orNull(quoted(rest)) })

const lineRules: ReadonlyArray<LineRule> = [
  { prefix: 'Starting Microsoft Exchange', apply: begin },
  { prefix: 'Operating system version: ', apply: field('windows') },
  { prefix: 'Setup version: ', apply: build('setupVersion') },
  { prefix: 'Logged on user: ', apply: field('user') },
  { prefix: "Command Line Parameter Name='", apply: parameter },
  { prefix: 'RuntimeAssembly was started with the following command: ', apply: commandOf },
  { prefix: 'Setup will use the domain controller ', apply: field('domainController') },
  { prefix: 'PrepareAD has either not been run', apply: schemaMaster },
  { prefix: 'The following roles are installed: ', apply: rolesOf },
  { prefix: 'Server Name=', apply: shortName },
  { prefix: 'The backup copy of the install path is ', apply: formerPath },
  { prefix: 'The backup copy of the previously installed version is ', apply: build('backupVersion') },
  { prefix: 'The installation mode is set to: ', apply: field('mode') },
  { prefix: 'The locally installed version is ', apply: build('installedVersion') },
  { prefix: 'Exchange Installation Directory : ', apply: field('installPath') },
  { prefix: 'Evaluated [Setting:', apply: setting },
  { prefix: 'Evaluated [Rule:', apply: ruleOf },
  { prefix: "Processing component '", apply: atStep },
  { prefix: 'The previous errors were generated by a non-critical task', apply: forgive },
  { prefix: 'Setup is stopping now because of one or more critical errors', apply: ended(false) },
  { prefix: 'The Exchange Server setup operation completed successfully', apply: ended(true) },
  { prefix: 'The Exchange Server setup operation completed with errors', apply: ended(false) },
  { prefix: "The Exchange Server setup operation didn't complete", apply: ended(false) },
  { prefix: 'CurrentResult setupbase.maincore', apply: resultOf },
  { prefix: 'End of Setup', apply: finish }
]

/** The rules by the code of their first character, so that most lines are passed over at once. */
export const rulesByLetter: ReadonlyArray<ReadonlyArray<LineRule>> = Array.from({ length: 128 }, (_, code) =>
  lineRules.filter(({ prefix }) => prefix.charCodeAt(0) === code)
)
