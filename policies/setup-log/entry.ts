import type { Step } from '../../judging/policy'
import { say } from '../../judging/resolutionSteps'
import type { Where } from './clue'
import { never, onEither } from './issue'
import type { Evidence, KnownIssue, Owner } from './knownIssue'
import { machineOf, runAgain, userOf } from './setupCommands'

/** A step of an entry: a sentence in which {machine} and {user} stand for the run's own, a step, or what the evidence makes of it. */
type Item = string | Step | ((found: Evidence) => Step | ReadonlyArray<Step>)

/** A known issue as data. */
export interface Entry {
  readonly id: string
  readonly title: string
  /** Where it is described. */
  readonly link?: string
  readonly section?: Owner
  readonly where?: Where
  readonly rules?: ReadonlyArray<string>
  readonly isGeneral?: boolean
  readonly meaning: string
  readonly expected: string | ((found: Evidence) => string)
  readonly steps: ReadonlyArray<Item>
  /** Whether setup is to be run again at the end, as a rule. */
  readonly again?: boolean
}

const filled = (text: string, { run }: Evidence): string =>
  text.replaceAll('{machine}', machineOf(run)).replaceAll('{user}', userOf(run))

const stepsOf = (item: Item, found: Evidence): ReadonlyArray<Step> => {
  if (typeof item === 'string') return [say(filled(item, found))]
  const steps = typeof item === 'function' ? item(found) : item
  return 'text' in steps ? [steps] : steps
}

/** The issue of an entry. */
export const known = ({ where = never, rules = [], expected, steps, again = true, ...texts }: Entry): KnownIssue =>
  onEither(rules, where, {
    ...texts,
    expected: (found) => filled(typeof expected === 'string' ? expected : expected(found), found),
    steps: (found) => [...steps.flatMap((item) => stepsOf(item, found)), ...(again ? [runAgain(found)] : [])]
  })
