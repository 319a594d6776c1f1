import * as O from 'fp-ts/Option'
import type { SetupLog } from '../../facts/sections/setupLog'
import type { Step } from '../../judging/policy'
import { inCmd, say } from '../../judging/resolutionSteps'
import { placeOf } from '../../kernel/builds/buildNames'
import { type Build, compareBuilds, parseBuild } from '../../kernel/compare'
import { productOf } from '../../kernel/product'
import { licenceSwitch } from '../build/licenceSwitch'
import type { Evidence } from './knownIssue'
import { isUntold, kindOfRun } from './runKind'

/** The name by which the steps call the server. */
export const machineOf = ({ machine, file }: SetupLog): string => machine ?? `the server that ${file} is from`

export const userOf = ({ user }: SetupLog): string => user ?? 'the account that runs setup'

/** Where Exchange is installed, without a backslash at its end; the default place where the log doesn't tell. */
export const installFolder = ({ installPath }: SetupLog): string =>
  (installPath ?? 'C:\\Program Files\\Microsoft\\Exchange Server\\V15').replace(/(?<!\\)\\+$/, '')

/** Whether setup was started from the installed bin folder instead of from a medium. */
export const ranFromBin = ({ sourceDirectory }: SetupLog): boolean =>
  sourceDirectory !== null && /\\v1[45]\\bin(?:\\|$)/i.test(sourceDirectory)

/** What cmd.exe takes for a path and nothing else, within quotation marks. */
const plainPath = /^(?:[A-Za-z]:|\\\\[\w.-]+)[\w .()~+\\-]*$/

/** The folder of the medium; null where the log doesn't tell it, or tells what is no plain path. */
const mediaOf = (run: SetupLog): string | null => {
  const { sourceDirectory } = run
  if (sourceDirectory === null || ranFromBin(run)) return null
  const folder = sourceDirectory.replace(/(?<![\\"])[\\"]+$/, '')
  return plainPath.test(folder) ? folder : null
}

const licence = /\/(IAcceptExchangeServerLicenseTerms(?:_DiagnosticData(?:ON|OFF))?)(?!\w)/i

/** What a product's setup takes in all its versions; undefined where that changed with a Cumulative Update. */
const licenceOfProduct: ReadonlyMap<string, string> = new Map([
  ['2010', ''],
  ['2013', '/IAcceptExchangeServerLicenseTerms'],
  ['SE', '/IAcceptExchangeServerLicenseTerms_DiagnosticDataOFF'],
  ['Subscription Edition', '/IAcceptExchangeServerLicenseTerms_DiagnosticDataOFF']
])

const versionOf = ({ setupVersion }: SetupLog): Build | null => O.toNullable(parseBuild(setupVersion ?? ''))

/** The product of the medium; null where the log tells neither its version nor its name. */
export const productOfRun = (run: SetupLog): string | null => {
  const version = versionOf(run)
  return (version === null ? null : O.toNullable(productOf(version))) ?? run.product
}

/** The run's own word on the licence; else the one that its version wants, '' for none; null where nothing tells it. */
const licenceOf = (run: SetupLog): string | null => {
  const [own] = licence.exec(run.command ?? '') ?? []
  if (own !== undefined) return own
  const version = versionOf(run)
  const product = version === null ? null : O.toNullable(productOf(version))
  const place = version === null || product === null ? null : O.toNullable(placeOf(product, version))
  if (product !== null && place !== null) return licenceSwitch(product, place.cu.name) ?? ''
  return licenceOfProduct.get(productOfRun(run) ?? '') ?? null
}

/** In Exchange 2010 setup.exe opens the wizard, whatever its switches. */
const programOf = (run: SetupLog): string => (productOfRun(run) === '2010' ? 'setup.com' : 'setup.exe')

/** A call of setup. Its placeholders stand outside the command, where < and > would redirect. */
interface Call {
  readonly command: string
  readonly placeholders: ReadonlyArray<string>
}

/** A call of setup from the run's own medium, with the licence switch that its version wants. */
const callOf = (run: SetupLog, switches: string): Call => {
  const isRemoval = /\/m:uninstall\b/i.test(switches)
  const installed = `${installFolder(run)}\\Bin`
  const media = isRemoval ? (plainPath.test(installed) ? installed : null) : mediaOf(run)
  const command = `${media ?? '.'}\\${programOf(run)}`
  const accepted = licenceOf(run)
  const place = isRemoval ? 'in the Bin folder of Exchange' : 'in the folder of the medium'
  return {
    command: `${command.includes(' ') ? `"${command}"` : command} ${switches} ${accepted ?? ''}`.trim(),
    placeholders: [
      ...(media === null ? [place] : []),
      ...(accepted === null ? ['with the licence switch of its version added'] : [])
    ]
  }
}

/** Such a call as a part of a sentence. */
export const setupCommand = (run: SetupLog, switches: string): string => {
  const { command, placeholders } = callOf(run, switches)
  return [command, ...placeholders.map((one) => `(${one})`)].join(' ')
}

const modes: ReadonlyMap<string, string> = new Map([
  ['install', '/m:Install'],
  ['upgrade', '/m:upgrade'],
  ['buildtobuildupgrade', '/m:upgrade'],
  ['uninstall', '/m:Uninstall'],
  ['disasterrecovery', '/m:RecoverServer'],
  ['recoverserver', '/m:RecoverServer']
])

const kept =
  /^(?:p|ps|pd|pad|prepare\w*|r|roles?|t|targetdir|dc|domaincontroller|on|organizationname|activedirectorysplitpermissions|adamldapport|adamsslport|mdbname|dbfilepath|logfolderpath|installwindowscomponents|donotstarttransport|disableamfiltering|tenantorganizationconfig|add\w*languagepack|remove\w*languagepack|updatesdir)$/i

interface Switch {
  readonly name: string
  readonly value: string | null
}

const switchesIn = ({ command }: SetupLog): ReadonlyArray<Switch> =>
  [...(command ?? '').matchAll(/(?:^|\s)\/(\w{1,60})(?::("[^"]{0,400}"|[^\s"]{0,400}))?/g)].map(
    ([, name = '', value]) => ({ name, value: value === undefined ? null : value.replaceAll('"', '') })
  )

/** What cmd.exe takes for a value and nothing else, within quotation marks where it holds a blank. */
const isPlain = ({ value }: Switch): boolean => value === null || /^[\w .,:\\()~+$-]{1,400}$/.test(value)

const show = ({ name, value }: Switch): string => {
  if (value === null) return `/${name}`
  return /[^\w.:\\$-]/.test(value) ? `/${name}:"${value.replace(/(?<!\\)\\+$/, '')}"` : `/${name}:${value}`
}

const isPreparation = ({ name }: Switch): boolean => /^(?:p|ps|pd|pad|prepare\w*)$/i.test(name)

/** The mode of a run that tells it; what another word than setup's own may mean is an upgrade. */
const modeOf = ({ mode }: SetupLog, all: ReadonlyArray<Switch>): string => {
  const asked = all.find(({ name }) => /^m(?:ode)?$/i.test(name))?.value ?? ''
  return modes.get((mode ?? '').toLowerCase()) ?? modes.get(asked.toLowerCase()) ?? '/m:upgrade'
}

/** The call of setup with the run's own mode and switches. */
const sameCall = (run: SetupLog): Call => {
  const all = switchesIn(run)
  const own = all.filter(({ name }) => kept.test(name))
  const others = own.filter((one) => !isPlain(one)).map(({ name }) => `/${name}`)
  const isWithoutMode = all.some((one) => isPreparation(one) || /languagepack$/i.test(one.name))
  const switches = [...(isWithoutMode ? [] : [modeOf(run, all)]), ...own.filter(isPlain).map(show)].join(' ')
  const { command, placeholders } = callOf(run, switches)
  const missing = others.length === 0 ? [] : [`with <the value of the first run> for ${others.join(', ')}`]
  return { command, placeholders: [...placeholders, ...missing] }
}

const callStep = (text: string, { command, placeholders }: Call): Step =>
  inCmd(`${[text, ...placeholders].join(', ')}:`, command)

/** Whether the run was that of a Security Update or an Update Rollup by itself: a log of the installer that setup did not begin. */
export const isPatch = ({ file, setupVersion, command, mode, msi }: SetupLog): boolean =>
  setupVersion === null &&
  command === null &&
  mode === null &&
  msi.length > 0 &&
  !/^ExchangeSetup|LanguagePack/i.test(file)

const updateOf = ({ msi }: SetupLog): string =>
  msi.flatMap(({ patch, package: path }) => [patch, path]).find((one) => /\.msp$/i.test(one ?? '')) ?? 'that failed'

const updateNames: ReadonlyArray<RegExp> = [
  /\bExchange[\w-]{0,40}-(KB\d{6,8})[\w-]{0,40}\.(?:exe|msp)\b/i,
  /\bExchange Server\b[^\n]{0,120}\((KB\d{6,8})\)/i,
  /\binstalling the (Exchange Server Update)\b/i
]

/** The update by itself that a copy of its screen names; null for a run of setup. */
const namedUpdate = (run: SetupLog): string | null => {
  if (!isUntold(run) || run.setupVersion !== null) return null
  const text = [...run.errors.map(({ message }) => message), ...run.last.map((line) => line.text)].join('\n')
  return updateNames.map((name) => name.exec(text)?.[1] ?? null).find((name) => name !== null) ?? null
}

/** The update by itself that the run installed; null for a run of setup. */
export const updateOfRun = (run: SetupLog): string | null => (isPatch(run) ? updateOf(run) : namedUpdate(run))

/** A step with the run's own call of setup; where the log does not tell it, none is made up. `what` says what to run. */
export const runSame = (run: SetupLog, what: string): Step => {
  const text = `In an elevated Command Prompt (cmd.exe) on ${machineOf(run)}, ${what}`
  return isUntold(run)
    ? say(`${text}, by the same command as before, which ${run.file} does not show.`)
    : callStep(text, sameCall(run))
}

/** The step that resumes the run that failed. */
export const runAgain = ({ run }: Evidence): Step => {
  const update = updateOfRun(run)
  if (update !== null)
    return say(
      `On ${machineOf(run)}, install the update ${update} again: in an elevated Command Prompt (cmd.exe), by its full path.`
    )
  const again = mediaOf(run) === null ? 'run setup again' : 'run setup again from its medium'
  const from = kindOfRun(run) === 'uninstall' ? 'run the removal again, with the installed setup' : again
  return runSame(run, from)
}

const switchesOf = (command: string): ReadonlyArray<string> =>
  command.toLowerCase().match(/\/\w[^\s"]*(?:"[^"]*")?/g) ?? []

/** Whether one call of setup does all that the other does. */
const includes = (whole: string, part: string): boolean =>
  /setup\.(?:exe|com)/i.test(part) &&
  /setup\.(?:exe|com)/i.test(whole) &&
  switchesOf(part).every((one) => switchesOf(whole).includes(one))

/** Steps of which none repeats the command of another; of two calls of setup the one that does more stays. */
export const withoutRepetition = (steps: ReadonlyArray<Step>): ReadonlyArray<Step> =>
  steps.filter(
    ({ command }, at) =>
      command === null ||
      !steps.some((other, place) => {
        if (place === at || other.command === null) return false
        // The log has the switches as somebody typed them, in any case.
        return other.command.toLowerCase() === command.toLowerCase()
          ? place < at
          : includes(other.command, command) && !includes(command, other.command)
      })
  )

/** A step that calls setup; the text, without its colon, says where. */
export const runSetup = (run: SetupLog, switches: string, text = 'In an elevated Command Prompt (cmd.exe)'): Step =>
  callStep(text, callOf(run, switches))

/** The step that prepares the directory; `who` is a beginning of its text that ends in a blank. */
export const prepare = (run: SetupLog, switches: string, who = ''): Step =>
  runSetup(run, switches, `${who}In an elevated Command Prompt (cmd.exe), run`)

/** Whether the installed Exchange is newer than what the run wanted to install. */
export const isOlder = (version: string | null, than: string | null): boolean => {
  const [a, b] = [version, than].map((text) => O.toNullable(parseBuild(text ?? '')))
  return a !== null && a !== undefined && b !== null && b !== undefined && compareBuilds(a, b) < 0
}
