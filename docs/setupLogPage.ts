import { articleSection } from '../policies/article'
import type { KnownIssue } from '../policies/setup-log/knownIssue'

const notice = '<!-- Written by `npm run docs` from policies/setup-log/families. Change it there. -->'

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')

const words = (family: string): string =>
  family.charAt(0).toUpperCase() + family.slice(1).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

const row = ({ id, title, section, meaning, link }: KnownIssue): string =>
  `| \`${id}\` | [${cell(title)}](${link}) | ${cell(meaning)} | [#${section}](${articleSection(section)}) |`

const family = ([name, issues]: readonly [string, ReadonlyArray<KnownIssue>]): string => `## ${words(name)}

| issue | what failed | why | section of the article |
| --- | --- | --- | --- |
${issues.map(row).join('\n')}
`

const knownIssuesText = (
  count: number
): string => `These are the ${count} known issues. Codes and types of exceptions count most, then the component and the script, then the words of the error.
The issue whose evidence says most explains it. If two fit equally well, the answer is only likely and names both. A name, a component
or a single word never decides alone. For an error that no issue fits, the answer says so.`

const introduction = `# Setup logs

\`./compliance audit ExchangeSetup.log\` says why the last run of setup failed, and what to do. It shows the evidence with the line
numbers. A path is one of these:

- a log of setup;
- a folder of setup's logs: ExchangeSetup.log, and beside it \`*.msilog\`, ServiceControl.log, ServiceStartupMode*.xml and ServiceState*.xml;
- a log of the Windows Installer alone;
- \`ldif.err\`, which ldifde.exe writes if it can't import the schema;
- a folder that contains several of these. Another log of setup beside ExchangeSetup.log has an answer of its own.

Only the policies that a log decides are judged.

- **The last run counts.** A run that completed is compliant, whatever happened before it. A log that ends without an error and without
  success is \`unknown\`. So is a run that was left after its checks: the result 0 alone is no success. Errors that setup itself calls not
  critical are ignored.
- **An old failure** is no drift if a later Cumulative Update is installed now. The reason mentions it.
- **A log that can't be read** makes these policies \`unknown\`, and so do facts without a section \`setupLog\`. The value null says that the
  server has no such log. Then these policies are compliant, and a note says why.
- **An error that is not known** is reported with its first cause, step, component, codes, and the lines before it.
- **The name of the file does not matter.** The text may be pasted, quoted, or a copy of setup's screen. A screen shows only a part, so the
  answer also names the log to bring: \`C:\\ExchangeSetupLogs\\ExchangeSetup.log\`.
- **Format:** UTF-8, UTF-16 or the ANSI code page, any end of line, any date separator, any length. Texts are compared with setup's English
  texts. Codes, components and types of exceptions are compared in any language.

## Report an unknown failure

\`./compliance explain ExchangeSetup.log --anonymous --out excerpt.txt\` writes a small excerpt of the failure. The names of servers,
domains, users, sites and shares are replaced, and so are SIDs, GUIDs and addresses. The same name has the same replacement. Error codes, exception
types and component ids stay. A name without context may be left, so read the excerpt before you share it.`

/** The page of all known issues of setup. */
export const setupLogPage = (families: Readonly<Record<string, ReadonlyArray<KnownIssue>>>): string => {
  const count = Object.values(families).flat().length
  return `${notice}

${introduction}

## Known issues

${knownIssuesText(count)}

${Object.entries(families).map(family).join('\n')}`
}
