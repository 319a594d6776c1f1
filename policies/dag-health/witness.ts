import type { Dag } from '../../facts/organization/dags'
import type { InOrganization } from '../../judging/inOrganization'
import { compliant, drift, type Judgement, unknown } from '../../judging/policy'
import { seenAt } from '../dag/waitingMail'
import { bringingBack, restoreWitness } from './resolution'

/** With an even number of members half of them are no majority without the witness. */
export const judgeWitness = (dag: Dag, organization: InOrganization): ReadonlyArray<Judgement> => {
  const { name, members, witnessServer, witnessShareInUse } = dag
  if (members.length % 2 !== 0) return []
  const path = ['dags', name, 'witness'] as const
  if (witnessShareInUse === null || witnessShareInUse === '')
    return [unknown(path, `whether the witness of the DAG ${name} is in use is not known`)]
  return /^(?:Primary|Alternate)$/i.test(witnessShareInUse)
    ? [compliant(path, witnessShareInUse)]
    : [
        drift({
          path,
          actual: `in use: ${witnessShareInUse}`,
          desired: 'in use: Primary or Alternate',
          evidence: [
            seenAt('Get-DatabaseAvailabilityGroup -Status', organization),
            `The DAG has ${members.length} members, so that it needs the vote of its witness when half of them are down.`
          ],
          resolution: restoreWitness(name, witnessServer),
          remediation: bringingBack
        })
      ]
}
