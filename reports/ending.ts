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
  /** Why a person must end the others; each the rest of a sentence that begins with "since". */
  readonly reasons: ReadonlyArray<string>
}

/** That of a finding without drifts. */
export const noEnding: Ending = { automatic: 'none', heldBack: false, reasons: [] }

type Found = Pick<JudgedDrift, 'remediation' | 'heldBack'>

export const endingOf = (drifts: ReadonlyArray<Found>): Ending => {
  const reasons = drifts.flatMap(({ remediation }) => (E.isLeft(remediation) ? [remediation.left] : []))
  const some = reasons.length < drifts.length ? 'some' : 'none'
  return {
    automatic: drifts.length > 0 && reasons.length === 0 ? 'all' : some,
    heldBack: drifts.some(({ heldBack }) => heldBack),
    reasons: [...new Set(reasons)]
  }
}

/** Whether an update ends a finding, and why not: what follows "Automatic: ". */
export const endingText = ({ automatic, heldBack, reasons }: Ending, level: Level): string => {
  const [reason] = reasons
  if (reason !== undefined) return `${automatic === 'some' ? 'in part; the rest not' : 'no'}, since ${reason}.`
  if (heldBack) return 'yes, but not on this server now; see Remediation.'
  return level === 'remediate' ? 'yes, pulumi up does it.' : 'yes, at the level remediate.'
}

const leftToUp = 'Or leave this to pulumi up: at the level remediate it carries out the steps that its preview shows.'
const keptFromUp =
  'Or end what keeps pulumi up from this server (its preview says why, under Remediation), and leave this to it.'

/** The last step for those who read steps alone: who ends the drift, and where a person must, why. */
const lastStep = ({ remediation, heldBack }: Found): Step => {
  if (E.isLeft(remediation)) return say(`Do this by hand: it is not automated, since ${remediation.left}.`)
  return say(heldBack ? keptFromUp : leftToUp)
}

/** What to do about a drift, with who does it as the last step. */
export const toldResolution = (found: JudgedDrift): Resolution => ({
  ...found.resolution,
  steps: [...found.resolution.steps, lastStep(found)]
})
