import * as E from 'fp-ts/Either'
import type { AdminNames } from '../../facts/organization/adminNames'
import type { InOrganization } from '../../judging/inOrganization'
import { appliesWhere } from '../../judging/kind'
import { compliant, drift, type Judgement, type Policy, unknown } from '../../judging/policy'
import { adminNamesHeadline } from './headline'
import { choosing, link, otherName } from './resolution'

const section = 'adminNames'

const at = ({ collectedAt }: InOrganization): string =>
  `Active Directory was read ${collectedAt === null ? 'at an unknown time' : `at ${collectedAt}`}.`

const judge = (organization: InOrganization, found: AdminNames): ReadonlyArray<Judgement> => {
  const { groups, members, names, unread } = found
  const judged = [
    ...names.map(({ group, name }) =>
      drift({
        path: [section, name],
        actual: `a name that ends in $, in the role group ${group}`,
        desired: 'another name',
        evidence: [`${name} is a member of ${group}, be it by a group in it.`, at(organization)],
        resolution: otherName(name, group),
        remediation: choosing
      })
    ),
    ...unread.map(({ name, reason }) => unknown([section, name], `the member ${name} could not be read: ${reason}`))
  ]
  if (judged.length > 0) return judged
  // Setup itself puts a member into the first role group.
  return members === 0
    ? [unknown([section], 'the role groups show no member, and every organization has one')]
    : [compliant([section], `none of ${members} members of ${groups} groups`)]
}

/** OWA and ECP answer with HTTP 400, Cannot serialize context, where the name of the account ends in `$`. */
export const adminNames: Policy = {
  name: 'admin-names',
  title: 'No member of a role group of Exchange has a name that ends in $',
  headline: adminNamesHeadline,
  section: null,
  link,
  stage: 'always',
  level: 'advisory',
  decides: ['identity'],
  supports: [],
  organization: { decides: ['adminNames'], supports: [] },
  automation: {
    automated: [],
    byHand: ['All of it, because somebody must decide which other account the administrator uses.']
  },
  applies: appliesWhere(({ edge }) => (edge ? 'an Edge Transport server does not use Active Directory' : null)),
  evaluate: (_facts, _desired, organization) =>
    E.isLeft(organization.adminNames) ? [] : judge(organization, organization.adminNames.right)
}
