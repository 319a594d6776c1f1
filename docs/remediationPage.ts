import type { Policy } from '../judging/policy'
import { isRemediable, localAdministrator, type Step, stepKinds } from '../judging/remediation'

/** Stands at the head of every page that is generated from the catalogue. */
export const notice = '<!-- Written by `npm run docs` from the catalogue in policies/. Change it there. -->'

const kinds: { readonly [K in Step['kind']]: string } = {
  rights: 'access rights of folders',
  'start-type': 'start types of services, all of them',
  file: 'files',
  binding: 'bindings of IIS and their certificates',
  restart:
    'one restart of IIS (W3SVC, WAS), if anything before it needs it; what ran among its dependents is started again',
  start: 'starts of services, each waited for'
}

const interruptions: { readonly [K in Step['kind']]: string } = {
  rights: 'none',
  'start-type': 'none',
  file: 'none, but IIS is restarted afterwards',
  binding: 'new connections to the port may fail for a moment; IIS is restarted afterwards',
  restart: 'Outlook on the web, EAC, ActiveSync, EWS and MAPI over HTTP on this server do not answer for some minutes',
  start: 'none'
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

For a person:

${listed(policy.automation.byHand)}

Rights needed: ${isRemediable(policy) ? localAdministrator : 'those that its resolution names.'}
`

const orderRow = (kind: Step['kind'], index: number): string =>
  `| ${index + 1} | ${kinds[kind]} | ${interruptions[kind]} |`

/** What is automated, what isn't and why, for each policy. */
export const remediationPage = (policies: ReadonlyArray<Policy>): string => `${notice}

# Remediation

At the level \`remediate\` a policy's drifts are ended by one script for each server. The preview shows it whole; nothing else is
run. A drift that a waiver covers, or whose policy has another level, is left alone. How to begin, and what to do when something
fails, is in [Remediating](remediating.md).

## Where nothing is done

The preview says of a server that nothing is remediated there, and why, where

- it is not known who the server is, or what is installed there;
- the installation is half-updated: files older than the Cumulative Update of ExSetup.exe, or setup registered another one; or
  whether it is could not be read;
- the journal of remediations there could not be read: without its last number a repair that is needed again would look like the one that
  was done;
- a policy forbids it, or can't read whether it must: a veto stands for all policies, and no waiver lifts it;
- its connection is a recording;
- a person took it out of service: the requester Maintenance holds ServerWideOffline, or its node in the cluster is paused. A setting lifts
  that: see [servers in maintenance](remediating.md#servers-in-maintenance);
- it is a member of a DAG that can't do without it now, or of which that isn't known:
  - the DAG would lose its quorum: more than half of all votes must be there without it;
  - no other member is in service (ServerWideOffline), or a database has copies elsewhere and none of them could serve: not healthy, its
    lagged, its content index failed (up to Exchange 2016), its activation suspended or blocked, its server out of service;
  - the organization's facts name no such DAG, the server is not a member, or they could not be read, or are a recording;
  - nobody can tell whether it is in a DAG, and it has the Cluster service, or its services could not be read;
- the run has reached the number of servers that it may change (\`maxServers\`).

On a member of a DAG what needs a restart of IIS is left out while the server isn't drained: see [draining](remediating.md#draining-a-member-of-a-dag).

While it runs, a script looks again, before its first step and before each change, and touches nothing more where setup of Exchange
or one of its updates runs, setup has left a watermark, a person has taken the server out of service, or the computer is another one. Before its first change it also refuses where the Windows Installer
installs anything, an installation waits for a restart, or less than 64 MB are free for journal and backups. Before a server of a DAG the organization is read again. One script is
at work on a server at a time.

## The order across servers

The servers of a DAG take turns, in the order of the settings; servers without a DAG take turns as if they were one DAG. The next one
begins when the one before is done, was read twice and is as desired; in a DAG also when it has settled: its node is up, its copies are
healthy and have few logs to copy and replay, and fewer than 250 messages more than before its turn wait in its queues. A server that fails stops those after it.

Other orders are settings: \`{ perSite: N }\` and \`all\`. With these, too, the members of a DAG take turns.

## The order on a server

| | what | interruption of service |
| --- | --- | --- |
${stepKinds.map(orderRow).join('\n')}

Where Group Policy sets the execution policy of PowerShell and the service Winmgmt isn't running, Windows PowerShell can't load its own commands. Then the
script first enables and starts Winmgmt (step 0), and keeps its start type like any other.

Each step tests first, and sets only where something is left to do; then it tests again. Before a change it says so in a line: \`number\` \`of\` how many
steps, and \`atMostSeconds\`, where it waits. Of each step it writes one line of JSON: \`server\`,
\`number\`, \`policy\`, \`step\`, \`result\` (\`done\`, \`unchanged\`, \`skipped\`, \`failed\`, \`refused\`), \`backup\` and \`error\`.
A step that fails costs those that rely on it, and the exit code is 1: see
[When something fails](remediating.md#when-something-fails). What is overwritten is kept first, in \`%ProgramData%\\ExchangeCompliance\\<number>\\<step>\`, where only
administrators may read. A finished run leaves \`entry.json\` in its numbered folder, a failed one \`failed.json\`. \`npm run restore\` prints the
commands that put an entry back: see [the way back](operations.md#the-way-back).

The script runs on the server itself, on Server Core too, in 64-bit Windows PowerShell 3.0 or later, as a scheduled task of the system's account. It
needs neither WMI nor a running IIS.

## By policy

${sections(policies).join('\n')}`
