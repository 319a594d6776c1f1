import * as pulumi from '@pulumi/pulumi'
import { counted } from '../kernel/counted'
import { printableLines } from '../kernel/printable'
import { isUnjudged } from '../reports/audit'
import { notMet, openAt } from '../reports/openServers'
import type { JudgedServer } from '../reports/summary'
import type { Settings } from './settings'

/** An error that Pulumi shows as one message: rendering a source-mapped stack would take seconds. */
const failure = (message: string): pulumi.RunError => {
  const shown = printableLines(message)
  const error = new pulumi.RunError(shown)
  error.stack = shown
  return error
}

/** The error for settings that can't be used; nothing has been read then. */
export const refuse = (faults: ReadonlyArray<string>): pulumi.RunError =>
  failure(`The settings can't be used. ${faults.join('\n')}`)

/** The error for a reading that broke off, as when the run is cancelled. */
export const brokenOff = (error: unknown): pulumi.RunError =>
  failure(`The servers were not read to the end: ${error instanceof Error ? error.message.split('\n')[0] : error}`)

const waysOn =
  'Do the steps that the findings name; or accept a deviation for a time (exchange-compliance:waivers), or lower ' +
  'a policy (exchange-compliance:policies).'

const waysOnAfterUpdate =
  'What no command ended is for a person: do the steps that the findings name, or accept a deviation for a time ' +
  '(exchange-compliance:waivers). What is unknown says why, and what ends that.'

/** An update comes to its end only where each command was carried out and its server verified. */
const repairedSentence = (repaired: ReadonlyArray<string>): ReadonlyArray<string> =>
  repaired.length === 0
    ? []
    : [`The remediation of ${repaired.join(', ')} was carried out and verified; what follows is what remains.`]

const enrolledSentence = 'The servers are enrolled all the same.'

const sentence = (
  level: 'mandatory' | 'remediate',
  servers: ReadonlyArray<JudgedServer>,
  ways: string
): ReadonlyArray<string> => {
  const open = openAt(level, servers)
  const what = level === 'mandatory' ? 'Mandatory policies' : 'Policies at the level remediate'
  return open.length === 0 ? [] : [`${notMet(what, open, servers.length)} ${ways}`]
}

type Levels = Pick<Settings, 'enforcement' | 'policies'>

/** Whether the settings ask for a gate, and leave it no policy to judge by. */
const asksNothing = ({ enforcement }: Levels, servers: ReadonlyArray<JudgedServer>): boolean =>
  (enforcement === 'mandatory' || enforcement === 'remediate') && servers.length > 0 && isUnjudged({ servers })

const nothingAsked =
  'No policy judged any server: the settings disable every policy of the stage. Give some of them another level ' +
  '(exchange-compliance:policies), or set exchange-compliance:enforcement to disabled.'

/**
 * What keeps the stack from passing, in words; null where nothing does. In a dry run the level remediate keeps nobody: its
 * findings are the changes that the update is there for. `repaired` are the servers that this update has remediated, and
 * `missing` says what is not there to remediate any.
 */
export const gateMessage = (
  levels: Levels,
  servers: ReadonlyArray<JudgedServer>,
  broken: ReadonlyArray<string>,
  isDryRun: boolean,
  repaired: ReadonlyArray<string> = [],
  missing: string | null = null
): string | null => {
  const sentences = [
    ...(missing === null ? [] : [missing]),
    ...(asksNothing(levels, servers) ? [nothingAsked] : []),
    ...(broken.length === 0
      ? []
      : [`What was recorded of ${broken.join(', ')} can't be used; the errors above say why.`]),
    ...sentence('mandatory', servers, waysOn),
    ...(isDryRun ? [] : sentence('remediate', servers, waysOnAfterUpdate))
  ]
  if (sentences.length === 0) return null
  // Who enrols servers would else think that the error has kept them out of the state.
  const after = repaired.length === 0 ? [enrolledSentence] : []
  return (isDryRun ? sentences : [...repairedSentence(repaired), ...sentences, ...after]).join('\n')
}

/** The levels in force, as the settings give them: `advisory; by name build mandatory`. */
const levelsOf = ({ enforcement, policies }: Levels): string => {
  const named = Object.entries(policies ?? {}).map(([name, level]) => `${name} ${level}`)
  return `${enforcement ?? 'advisory'}${named.length === 0 ? '' : ` (by name: ${named.join(', ')})`}`
}

const outcome = (
  levels: Levels,
  servers: ReadonlyArray<JudgedServer>,
  broken: ReadonlyArray<string>,
  isDryRun: boolean,
  others: ReadonlyArray<string>
): string => {
  const failing = [...openAt('mandatory', servers), ...(isDryRun ? [] : openAt('remediate', servers))]
  const names = [...new Set([...failing.map(({ server }) => server), ...broken])]
  const because = names.length > 5 ? `${names.length} servers` : names.join(', ')
  if (names.length > 0)
    return `fails because of ${[because, ...others.map((other) => `since ${other}`)].join(', and ')}.`
  if (others.length > 0) return `fails, since ${others.join(', and ')}.`
  if (asksNothing(levels, servers)) return 'fails, since no policy judged any server.'
  const waiting = openAt('remediate', servers)
  if (waiting.length > 0) return 'passes in a preview; pulumi up fails where something remains.'
  const inForce = [levels.enforcement, ...Object.values(levels.policies ?? {})]
  const strict = ['mandatory', 'remediate'].filter((level) => inForce.some((one) => one === level))
  return strict.length === 0
    ? 'passes whatever is found.'
    : `passes, since every policy at the level ${strict.join(' or ')} is met or waived.`
}

/** What fails a run besides the servers: report files that could not be written, and what is not there to remediate them. */
export const reasonsToFail = (unwritten: number, missing: string | null): ReadonlyArray<string> => [
  ...(missing === null ? [] : ['nothing can be remediated']),
  ...(unwritten === 0 ? [] : [`${counted(unwritten, 'report file')} can't be written`])
]

/**
 * What the gate says of itself, whatever comes of it: its level, whether the run passes, and why. `others` are further
 * reasons to fail.
 */
export const gateLine = (
  levels: Levels,
  servers: ReadonlyArray<JudgedServer>,
  broken: ReadonlyArray<string>,
  isDryRun: boolean,
  others: ReadonlyArray<string> = []
): string => `Gate: ${levelsOf(levels)}, ${outcome(levels, servers, broken, isDryRun, others)}`

/** Fails the run after all else: thrown any sooner, the outputs of the last good run would stand. */
export const failAtEnd = (message: string): void => {
  process.once('beforeExit', () => {
    throw failure(message)
  })
}
