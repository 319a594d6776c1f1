import * as E from 'fp-ts/Either'
import type { Resolution, Step } from '../judging/policy'
import { say } from '../judging/resolutionSteps'
import type { JudgedDrift } from '../judging/verdict'
import type { Level } from '../kernel/words'

/** Who ends the drifts of a finding. */
export interface Ending {
  /** How many of them a remediation ends. */
  readonly automatic: 'all' | 'some' | 'none'
  /** Whether something keeps a remediation from the server now. */
  readonly heldBack: boolean
  /** Whether only a recording of the server is judged, which nothing can change. */
  readonly isRecorded: boolean
  /** Why a person must end the others; each the rest of a sentence that begins with "since". */
  readonly reasons: ReadonlyArray<string>
}

/** That of a finding without drifts. */
export const noEnding: Ending = { automatic: 'none', heldBack: false, isRecorded: false, reasons: [] }

type Found = Pick<JudgedDrift, 'remediation' | 'heldBack'>

export const endingOf = (drifts: ReadonlyArray<Found>, isRecorded: boolean): Ending => {
  const reasons = drifts.flatMap(({ remediation }) => (E.isLeft(remediation) ? [remediation.left] : []))
  const some = reasons.length < drifts.length ? 'some' : 'none'
  return {
    automatic: drifts.length > 0 && reasons.length === 0 ? 'all' : some,
    heldBack: drifts.some(({ heldBack }) => heldBack),
    isRecorded,
    reasons: [...new Set(reasons)]
  }
}

/** Whether an update ends a finding, and why not: what follows "Automatic: ". */
export const endingText = (
  { automatic, heldBack, isRecorded, reasons }: Ending,
  level: Level,
  inShort = false
): string => {
  const [reason] = reasons
  const some = isRecorded ? 'in part, but not for a recording; the rest not' : 'in part; the rest not'
  if (reason !== undefined) return `${automatic === 'some' ? some : 'no'}, since ${reason}.`
  if (isRecorded)
    return inShort
      ? 'not for a recording.'
      : 'not for a recording; with local, remoting or ssh, at the level remediate.'
  if (heldBack) return 'yes, but not on this server now; see Remediation.'
  return level === 'remediate' ? 'yes, pulumi up does it.' : 'yes, at the level remediate.'
}

const leftToUp = 'Or leave this to pulumi up: at the level remediate it carries out the steps that its preview shows.'
const notRecorded =
  'A recording cannot be changed. With local, remoting or ssh, pulumi up does this at the level remediate.'
const keptFromUp =
  'Or end what keeps pulumi up from this server (its preview says why, under Remediation), and leave this to it.'

/** The last sentence for those who read steps alone: who ends the drift, and where a person must, why. */
const lastSentence = ({ remediation, heldBack }: Found, isRecorded: boolean): string => {
  if (E.isLeft(remediation)) return `Do this by hand: it is not automated, since ${remediation.left}.`
  if (isRecorded) return notRecorded
  return heldBack ? keptFromUp : leftToUp
}

const endingSentences: ReadonlyArray<string> = [
  'Do this by hand: it is not automated, since ',
  leftToUp,
  keptFromUp,
  notRecorded
]

/** Whether a step only says who ends the drift, so that it is none of those to carry out in turn. */
export const isEnding = ({ text, command }: Step): boolean =>
  command === null && endingSentences.some((sentence) => text.startsWith(sentence))

/** What to do about a drift, with who does it as the last step. */
export const toldResolution = (found: JudgedDrift, isRecorded = false): Resolution => ({
  ...found.resolution,
  steps: [...found.resolution.steps, say(lastSentence(found, isRecorded))]
})
