import type { Facts } from '../facts/facts'
import { dagOfMember } from './dagMember'
import { inOrganization, type Organization } from './inOrganization'
import type { Step } from './policy'
import type { Verdict } from './verdict'

/** How a step begins that is for members of a DAG, where its policy can't tell whether the server is one. */
export const ifMember = (server: string): string => `If ${server} is a member of a DAG, `

const named =
  (server: string, dag: string) =>
  (step: Step): Step => {
    const condition = [server, 'the server'].map(ifMember).find((text) => step.text.startsWith(text))
    return condition === undefined
      ? step
      : { ...step, text: `${server} is a member of ${dag}, so ${step.text.slice(condition.length)}` }
  }

/** Names in the steps the DAG that the organization lists the server in, or else the settings; where none is known, they stay. */
export const namingDag = (
  facts: Facts,
  organization: Organization,
  settings: string | null,
  verdicts: ReadonlyArray<Verdict>
): ReadonlyArray<Verdict> => {
  const dag = dagOfMember(facts, inOrganization(facts, organization))?.name ?? settings
  if (dag === null) return verdicts
  return verdicts.map((verdict) =>
    verdict.drifts.length === 0
      ? verdict
      : {
          ...verdict,
          drifts: verdict.drifts.map((drift) => ({
            ...drift,
            resolution: { ...drift.resolution, steps: drift.resolution.steps.map(named(facts.server, dag)) }
          }))
        }
  )
}
