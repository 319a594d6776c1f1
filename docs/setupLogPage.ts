import { articleSection } from '../policies/article'
import type { KnownIssue } from '../policies/setup-log/knownIssue'

const notice = '<!-- Written by `npm run docs` from policies/setup-log/families. Change it there. -->'

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')

const words = (family: string): string =>
  family.charAt(0).toUpperCase() + family.slice(1).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

const row = ({ id, title, section, meaning, link }: KnownIssue): string =>
  `| \`${id}\` | [${cell(title)}](${link}) | ${cell(meaning)} | [#${section}](${articleSection(section)}) |`

const family = ([name, issues]: readonly [string, ReadonlyArray<KnownIssue>]): string => `## ${words(name)}

| issue | what failed | why | told under |
| --- | --- | --- | --- |
${issues.map(row).join('\n')}
`

/** The page of all known issues of setup. */
export const setupLogPage = (families: Readonly<Record<string, ReadonlyArray<KnownIssue>>>): string => {
  const count = Object.values(families).flat().length
  return `${notice}

# Setup logs

\`npm run --silent audit -- ExchangeSetup.log\` tells what the last run of setup failed of: what, why, what to do, and the
evidence with its line numbers. A path may be a log, a folder of setup's logs (ExchangeSetup.log, with the installer's
\`*.msilog\`, ServiceControl.log and ServiceStartupMode*.xml, ServiceState*.xml beside it), a log of the Windows Installer alone,
or a folder of many such. Only the policies that a log decides are judged.

- UTF-8, UTF-16 and the ANSI code page, CRLF and LF, any date separator, any length: it is read as a stream, in little memory.
- The last run counts. A run that completed is compliant, whatever came before. A log that breaks off without an error is
  \`unknown\`. Errors of a step that setup calls not critical are passed over.
- Facts without a section \`setupLog\`, and a setup log that can't be read, make these policies \`unknown\`. The value null says that the
  server has no such log. A failed run is history, and text only, where a later Cumulative Update is installed than its own and the one that it found.
- Matching goes by readiness rule, component, code, exception type and script; of texts, by setup's own English ones.
- An error that no issue explains is told with its root, step, component, codes and the lines before it.

These are the ${count} known issues. Of those that fit an error the first one explains it.

${Object.entries(families).map(family).join('\n')}`
}
