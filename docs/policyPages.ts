import type { Policy } from '../judging/policy'
import { isRemediable } from '../judging/remediation'
import { articleSection } from '../policies/article'
import { automationAnchor, notice } from './remediationPage'

const sectionLink = ({ section, link }: Policy): string =>
  section === null ? `[reference](${link})` : `[#${section}](${articleSection(section)})`

/** The fact sections of the server, and those of its organization. */
const listed = (policy: Policy, role: 'decides' | 'supports'): string => {
  const own = policy[role].map((section) => `\`facts.${section}\``)
  const ofOrganization = (policy.organization?.[role] ?? []).map((section) => `\`${section}\` of the organization`)
  return own.length + ofOrganization.length === 0 ? 'none' : [...own, ...ofOrganization].join(', ')
}

const organizationText = ({ organization }: Policy): string =>
  organization === undefined
    ? ''
    : `The [facts of the organization](../recorded-facts.md#facts-of-the-organization) decide it. Without a source of them it is \`unknown\`, and its
level is \`advisory\` unless the stack sets one for it by name: see [operations](../operations.md#facts-of-the-organization).

`

/** The page of one policy of the catalogue. */
export const policyPage = (policy: Policy, policies: ReadonlyArray<Policy>): string => `${notice}

# ${policy.name}

${policy.title}.

| | |
| --- | --- |
| Section of the article | ${sectionLink(policy)} |
| Stage | \`${policy.stage}\` |
| Own level | \`${policy.level}\` |
| Decided by | ${listed(policy, 'decides')} |
| Supported by | ${listed(policy, 'supports')} |
| Remediation | [${isRemediable(policy) ? 'automated in part' : 'for a person'}](../remediation.md#${automationAnchor(policy, policies)}) |
| More | <${policy.link}> |

${organizationText(policy)}Facts that decide it and can't be read make its verdict \`unknown\`; supporting facts that can't be read are named in the
verdict's reason. To change its level in a stack:

\`\`\`yaml
config:
  exchange-compliance:policies:
    ${policy.name}: advisory
\`\`\`
`

const row = (policy: Policy): string =>
  `| [${policy.name}](${policy.name}.md) | ${policy.title} | \`${policy.stage}\` | \`${policy.level}\` | ${sectionLink(policy)} |`

/** The table of all policies, in the order of the article. */
export const catalogueIndex = (policies: ReadonlyArray<Policy>): string => `${notice}

# Policies

| policy | holds when all is well | stage | own level | section of the article |
| --- | --- | --- | --- | --- |
${policies.map(row).join('\n')}
`
