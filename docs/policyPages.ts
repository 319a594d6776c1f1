import type { Policy } from '../judging/policy'
import { isRemediable } from '../judging/remediation'
import { articleSection } from '../policies/article'
import { exampleFiles } from '../policies/exampleFiles'
import { automationAnchor, notice } from './remediationPage'

const sectionLink = ({ section, link }: Policy): string =>
  section === null ? `[reference](${link})` : `[#${section}](${articleSection(section)})`

/** The fact sections of the server, and those of its organization. */
const listed = (policy: Policy, role: 'decides' | 'supports'): string => {
  const own = policy[role].map((section) => `\`facts.${section}\``)
  const ofOrganization = (policy.organization?.[role] ?? []).map((section) => `\`${section}\` of the organization`)
  return own.length + ofOrganization.length === 0 ? 'none' : [...own, ...ofOrganization].join(', ')
}

const organizationFacts = '[facts of the organization](../recorded-facts.md#facts-of-the-organization)'

const organizationText = ({ organization }: Policy): string => {
  if (organization === undefined) return ''
  return organization.decides.length === 0
    ? `The ${organizationFacts} only add to it. Without a source of them, the other facts are judged alone.

`
    : `The ${organizationFacts} decide it. Without a source of them it is \`unknown\`, and its
level is \`advisory\` unless the stack sets one for it by name: see [operations](../operations.md#facts-of-the-organization).

`
}

const media = (key: string, path: string, option: string): string =>
  `It is judged only with the setting \`media\`: \`exchange-compliance:media: { ${key}: '${path}' }\`. See [operations](../operations.md#the-settings-of-a-stack).
A recording that was made with the option \`${option}\` of the collector is also judged without the setting.`

/** How the facts of a policy come about where an ordinary reading does not bring them, by its name. */
const ways: ReadonlyMap<string, string> = new Map([
  ['setup-media', media('setup', 'D:\\', '-SetupMedia')],
  ['update-package', media('update', 'C:\\Updates\\NAME.exe', '-PatchFile')],
  [
    'indicators-of-compromise',
    'An ordinary reading does not search the logs of Exchange. `./compliance collect --ioc` does: see [traces of intruders](../connections.md#traces-of-intruders). If such a search was incomplete, the verdict is `unknown`, too.'
  ]
])

const wayText = ({ name }: Policy): string => {
  const text = ways.get(name)
  return text === undefined ? '' : `${text}\n\n`
}

/** By default only verbs that judge by the stage before an update show what its policies find. */
const shownBy = ({ name, stage }: Policy): string =>
  stage === 'before-update'
    ? `\`./compliance ready\` names this finding, and \`./compliance explain EX01 ${name}\` shows all its steps. In short, for`
    : '`check` shows this for'

const shownDefault = (value: unknown): string => (value === null ? 'none' : `\`${JSON.stringify(value)}\``)

const parametersText = ({ name, parameters }: Policy): string =>
  parameters === undefined
    ? ''
    : `
## Parameters

Set them beside the level, as in \`${name}: {level: mandatory, ${Object.keys(parameters.props)[0]}: …}\`.

| parameter | default | meaning |
| --- | --- | --- |
${Object.entries(parameters.about)
  .map(([key, text]) => `| \`${key}\` | ${shownDefault(parameters.defaults[key])} | ${text} |`)
  .join('\n')}
`

/** The page of one policy of the catalogue; `example` is what is shown of its example. */
export const policyPage = (policy: Policy, policies: ReadonlyArray<Policy>, example: string): string => `${notice}

# ${policy.name}

${policy.title}.

| | |
| --- | --- |
| Section of the article | ${sectionLink(policy)} |
| Stage | \`${policy.stage}\` |
| Own level | \`${policy.level}\` |
| Decided by | ${listed(policy, 'decides')} |
| Supported by | ${listed(policy, 'supports')} |
| Remediation | [${isRemediable(policy) ? 'automated in part' : 'manual'}](../remediation.md#${automationAnchor(policy, policies)}) |
| More | <${policy.link}> |

${organizationText(policy)}${wayText(policy)}If a deciding fact can't be read, the verdict is \`unknown\`. If a supporting fact can't be read, the reason of the verdict names it. To change
the level of this policy in a stack:

\`\`\`yaml
config:
  exchange-compliance:policies:
    ${policy.name}: ${policy.level === 'advisory' ? 'mandatory' : 'advisory'}
\`\`\`
${parametersText(policy)}
## Example

${shownBy(policy)} [these facts](../../${exampleFiles(policy).facts}) of a server that is healthy otherwise:

\`\`\`text
${example}\`\`\`

\`./compliance explain\` shows all steps and checks, with the same numbers.
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
