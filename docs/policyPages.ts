import type { Section } from '../facts/facts'
import { articleSection } from '../policies/article'
import type { Policy } from '../policies/policy'
import { isRemediable } from '../policies/remediation'
import { automationAnchor, notice } from './remediationPage'

const sectionLink = ({ section, link }: Policy): string =>
  section === null ? `[reference](${link})` : `[#${section}](${articleSection(section)})`

const listed = (sections: ReadonlyArray<Section>): string =>
  sections.length === 0 ? 'none' : sections.map((section) => `\`facts.${section}\``).join(', ')

/** The page of one policy of the catalogue. */
export const policyPage = (policy: Policy, policies: ReadonlyArray<Policy>): string => `${notice}

# ${policy.name}

${policy.title}.

| | |
| --- | --- |
| Section of the article | ${sectionLink(policy)} |
| Stage | \`${policy.stage}\` |
| Own level | \`${policy.level}\` |
| Decided by | ${listed(policy.decides)} |
| Supported by | ${listed(policy.supports)} |
| Remediation | [${isRemediable(policy) ? 'automated in part' : 'for a person'}](../remediation.md#${automationAnchor(policy, policies)}) |
| More | <${policy.link}> |

Facts that decide it and can't be read make its verdict \`unknown\`; supporting facts that can't be read are named in the
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
