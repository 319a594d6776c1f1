import type { Step } from '../../judging/policy'
import { toldFindings } from '../../reports/findings'
import { findingText } from '../../reports/findingText'
import { plainStyle } from '../../reports/text'
import { aDrift, aVerdict } from '../support/verdict'

export const layout = { width: 100, full: false, style: plainStyle }

export const resolved = (...steps: ReadonlyArray<Step>) =>
  aDrift({ resolution: { summary: 'Expected W3SVC to run; start it.', steps, link: 'https://a.example/' } })

export const linesOf = (server: string, ...drifts: ReadonlyArray<ReturnType<typeof aDrift>>): ReadonlyArray<string> =>
  toldFindings({ server, verdicts: [aVerdict({ status: 'drift', drifts })] }).flatMap((one) => findingText(layout, one))
