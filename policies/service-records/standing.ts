import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import { areRight } from '../../judging/areRight'
import type { InOrganization } from '../../judging/inOrganization'
import type { Desired, Judgement, Policy } from '../../judging/policy'
import { showPath } from '../../kernel/propertyPath'
import { servicesStart } from '../services-start/policy'
import { supportingServices } from '../supporting-services/policy'

/** Whether the services are as they should be, and would be called so without the records. */
export interface Standing {
  /** Null where it is not known. */
  readonly right: boolean | null
  /** Nor would an optional service be asked for that the records alone have off. */
  readonly rightWithout: boolean
}

/** Why a record may still be the one of how the services were; null where they are right. */
export const whyNotRight = ({ right }: Standing): string | null => {
  if (right === null) return 'whether the services are right is not known'
  return right ? null : 'the services are not right yet'
}

/** The same facts as if the records were gone: what then asks for the services are a baseline, a log, or the role's defaults. */
const withoutRecords = (facts: Facts): Facts => {
  const { servicesBefore } = facts.sections
  return E.isLeft(servicesBefore)
    ? facts
    : {
        ...facts,
        sections: {
          ...facts.sections,
          servicesBefore: E.right({ ...servicesBefore.right, startModes: null, states: null, unread: null })
        }
      }
}

/** The paths at which something is wrong, or not known. */
const openIn = (judged: ReadonlyArray<Judgement>): ReadonlyArray<string> =>
  judged.flatMap((one) => (one._tag === 'Drift' || one._tag === 'Unknown' ? [showPath(one.path)] : []))

export const standingOf = (facts: Facts, desired: Desired, organization: InOrganization): Standing => {
  const judge = (policy: Policy, of: Facts) => policy.evaluate(of, desired, organization)
  const right = areRight(judge(servicesStart, facts))
  if (right !== true) return { right, rightWithout: false }
  const without = withoutRecords(facts)
  const open = openIn(judge(supportingServices, facts))
  return {
    right,
    rightWithout:
      areRight(judge(servicesStart, without)) === true &&
      openIn(judge(supportingServices, without)).every((path) => open.includes(path))
  }
}
