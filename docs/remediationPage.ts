import type { Policy } from '../judging/policy'
import { isRemediable, localAdministrator, type Step, stepKinds } from '../judging/remediation'

/** Stands at the head of every page that is generated from the catalogue. */
export const notice = '<!-- Written by `npm run docs` from the catalogue in policies/. Change it there. -->'

const kinds: { readonly [K in Step['kind']]: string } = {
  rights: 'access rights of folders',
  'start-type': 'start types of services, all of them',
  file: 'files',
  binding: 'bindings of IIS and their certificates',
  setting: 'settings of accounts in the registry',
  restart:
    'one restart of IIS (W3SVC, WAS), if anything before it needs it; what ran among its dependents is started again',
  start: 'starts of services, each waited for',
  organization:
    'changes through the endpoint of Exchange, in a run of their own: when a preview finds nothing left to do on the server'
}

const interruptions: { readonly [K in Step['kind']]: string } = {
  rights: 'none',
  'start-type': 'none',
  file: 'none, but IIS is restarted afterwards if it reads the file',
  binding: 'new connections to the port may fail for a moment; IIS is restarted afterwards',
  setting: 'none',
  restart: 'Outlook on the web, EAC, ActiveSync, EWS and MAPI over HTTP on this server do not answer for some minutes',
  start: 'none',
  organization: 'none: the server begins to serve again'
}

const listed = (sentences: ReadonlyArray<string>): string =>
  sentences.length === 0 ? 'Nothing.' : sentences.map((sentence) => `- ${sentence}`).join('\n')

const sameAutomation = (a: Policy, b: Policy): boolean => JSON.stringify(a.automation) === JSON.stringify(b.automation)

const alikeTo = (policy: Policy, policies: ReadonlyArray<Policy>): ReadonlyArray<Policy> =>
  policies.filter((other) => sameAutomation(other, policy))

/** The anchor of a policy's section in the page: a heading's, in which the names stand of all that automate the same. */
export const automationAnchor = (policy: Policy, policies: ReadonlyArray<Policy>): string =>
  alikeTo(policy, policies)
    .map(({ name }) => name)
    .join('-')

/** Policies that automate the same share a section, at the place of the first one. */
const sections = (policies: ReadonlyArray<Policy>): ReadonlyArray<string> =>
  policies.flatMap((policy, index) => {
    const alike = alikeTo(policy, policies)
    return policies.findIndex((other) => sameAutomation(other, policy)) < index ? [] : [section(policy, alike)]
  })

const section = (policy: Policy, alike: ReadonlyArray<Policy>): string => `### ${alike
  .map(({ name }) => name)
  .join(', ')}

${alike.map(({ title }) => `${title}.`).join('\n')}

Automated:

${listed(policy.automation.automated)}

Manual:

${listed(policy.automation.byHand)}

Rights needed: ${isRemediable(policy) ? (policy.automation.rights ?? localAdministrator) : 'those that its steps name.'}
`

const orderRow = (kind: Step['kind'], index: number): string =>
  `| ${index + 1} | ${kinds[kind]} | ${interruptions[kind]} |`

const introduction = `# Remediation

With the level \`remediate\`, \`pulumi up\` fixes the drifts of a policy. It runs one script per server. The preview shows the complete
script, and nothing else is run. A drift with a waiver, or of a policy with another level, is not changed. [Remediating](remediating.md)
says how to begin, and what to do if something fails.`

const vetoText = (policies: ReadonlyArray<Policy>): string => {
  const names = (canVeto: Policy['canVeto']) =>
    policies.filter((policy) => policy.canVeto === canVeto).map(({ name }) => `\`${name}\``)
  const all = [...names('always'), ...names('if-seen')].join(' or ')
  return `- **A veto.** The policy ${all} finds signs of an intruder. If ${names('always').join(' or ')} can't judge something, it
  forbids a remediation, too. A veto counts for all policies, and no waiver lifts it.`
}

const whereNothingIsDone = (policies: ReadonlyArray<Policy>): string => `## Where nothing is done

On these servers nothing is remediated. The preview names them, with the reason.

- **An unknown server.** Its identity, or what is installed on it, is not known.
- **A half-updated installation.** Files are older than the Cumulative Update of ExSetup.exe, or setup registered another one. The same applies
  if this could not be read.
- **An unread journal.** The journal is the list of runs on the server. Without its last number, a needed repair looks like one that was done.
${vetoText(policies)}
- **A recording** as its connection.
- **Maintenance.** The requester Maintenance holds ServerWideOffline, or the node of the server is paused in the cluster. A setting allows it:
  see [servers in maintenance](remediating.md#servers-in-maintenance).
- **A member of a DAG that the DAG needs now**, or of which this is not known:
  - The DAG would lose its quorum. Without the server, more than half of all votes must remain.
  - No other member is in service (ServerWideOffline).
  - A database has copies elsewhere, and none of them could serve. A copy can't serve if it is not healthy or is lagged, or if its activation is
    suspended or blocked. It can't serve either if its server is out of service, or its content index failed (up to Exchange 2016).
  - The facts of the organization do not name the DAG, do not list the server as its member, were not read, or are a recording.
  - Nobody knows whether the server is in a DAG, and it has the Cluster service, or its services were not read.
  - None of this holds back [changes through the endpoint](remediating.md#changes-through-the-endpoint-of-exchange): they bring a server back.
- **The limit** of changed servers per run (\`maxServers\`) is reached.

On a member of a DAG that is not drained, the steps that need a restart of IIS are left out: see
[draining](remediating.md#draining-a-member-of-a-dag).

The script itself checks again, before its first step and before each change. It changes nothing more if

- setup of Exchange or one of its updates runs, or setup has left a watermark;
- somebody has taken the server out of service; or
- the computer is another one.

Before its first change it also refuses if the Windows Installer installs anything, or if an installation waits for a restart. It needs 64 MB
of free space for the journal and the backups. Before a member of a DAG is changed, the organization is read again. Only one script runs on a
server at a time.`

const orderAcrossServers = `## The order across servers

The servers of a DAG are changed one after the other, in the order of the settings. Servers without a DAG are treated like one more DAG.

- The next server begins when the one before is done and was read twice. Its fixed values must be compliant. No mandatory policy may have a new
  drift there, and nothing may have become unreadable. Other drifts that it already had do not stop the next server.
- In a DAG the one before must also have settled. Its node is up, and its copies are healthy, with few logs to copy and replay. Its queues are
  short: fewer additional messages than \`queueLimit\` (250 by default) wait there, compared with before its turn.
- A server that fails stops the servers after it.

Other orders are settings: \`{ perSite: N }\` and \`all\`. The members of a DAG are changed one after the other with these, too.`

const orderOnServer = `## The order on a server

| | what | interruption of service |
| --- | --- | --- |
${stepKinds.map(orderRow).join('\n')}

If Group Policy sets the execution policy of PowerShell and the service Winmgmt does not run, Windows PowerShell can't load its own commands.
Then the script first enables and starts Winmgmt (step 0). It saves the start type of Winmgmt like any other. The reading does not start Winmgmt:
if it fails for this reason, the server is unknown, and no script runs. See [connections](connections.md#powershell-on-the-servers).

- Each step tests first, changes only what is still wrong, and tests again.
- Before a change it prints a line: \`number\` \`of\` how many steps. If the step waits, \`atMostSeconds\` says how long at most.
- After a step it prints one line of JSON: \`server\`, \`number\`, \`policy\`, \`step\`, \`result\` (\`done\`, \`unchanged\`, \`skipped\`, \`failed\`,
  \`refused\`), \`backup\` and \`error\`.
- If a step fails, the steps that need it are left out, and the exit code is 1: see
  [When something fails](remediating.md#when-something-fails).
- What a step overwrites is saved first, in \`%ProgramData%\\ExchangeCompliance\\<number>\\<step>\`. Only administrators and the system may read it.
- A finished run leaves \`entry.json\` in its numbered folder, a failed one \`failed.json\`. \`npm run restore\` prints the commands that undo an
  entry: see [the way back](operations.md#the-way-back).

The script runs on the server itself, on Server Core too, as a scheduled task of the account SYSTEM. It uses 64-bit Windows PowerShell 3.0 or later.
Neither IIS nor WMI has to run when it starts. Only [changes through the endpoint](remediating.md#changes-through-the-endpoint-of-exchange) run on
the computer of \`pulumi up\`.`

/** What is automated, what isn't and why, for each policy. */
export const remediationPage = (policies: ReadonlyArray<Policy>): string =>
  [
    notice,
    introduction,
    whereNothingIsDone(policies),
    orderAcrossServers,
    orderOnServer,
    `## By policy

- *Steps* are those that \`./compliance explain SERVER\` shows for a finding.
- A *note* is a remark in the reason of a verdict. It never changes a verdict or a gate: see [verdicts](operations.md#verdicts).

${sections(policies).join('\n')}`
  ].join('\n\n')
