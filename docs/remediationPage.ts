import type { Policy } from '../policies/policy'
import { isRemediable, localAdministrator, type Step, stepKinds } from '../policies/remediation'
import { notice } from './policyPages'

const kinds: { readonly [K in Step['kind']]: string } = {
  rights: 'access rights of folders',
  'start-type': 'start types of services, all of them',
  file: 'files',
  binding: 'bindings of IIS and their certificates',
  restart:
    'one restart of IIS (W3SVC, WAS), if anything before it needs it; what ran among its dependents is started again',
  start: 'starts of services'
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

const section = (policy: Policy): string => `## ${policy.name}

${policy.title}.

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
run. A drift that a waiver covers, or whose policy has another level, is left alone.

Nothing is done on a server where

- it is not known who the server is, or what is installed there;
- the installation is half-updated: files older than the Cumulative Update of ExSetup.exe, or setup registered another one;
- a policy forbids it: a veto stands for all policies, and no waiver lifts it;
- setup.exe or msiexec.exe runs (for some ten minutes after an installation too: wait and try again), or setup has left a watermark: the script itself looks, and touches nothing (exit code 2).

The steps of a script come in this order:

| | what | interruption of service |
| --- | --- | --- |
${stepKinds.map(orderRow).join('\n')}

Each step tests first, and sets only where something is left to do; then it tests again. It writes one line of JSON: \`server\`,
\`number\`, \`policy\`, \`step\`, \`result\` (\`done\`, \`unchanged\`, \`failed\`, \`refused\`), \`backup\` and \`error\`. The first failure ends the
script (exit code 1). What is overwritten is kept first, in \`%ProgramData%\\ExchangeCompliance\\<number>\\<step>\`, where only
administrators may read. A finished run leaves \`entry.json\` in its numbered folder, a failed one \`failed.json\`. \`npm run restore\` prints the
commands that put an entry back: see [the way back](operations.md#the-way-back).

The script runs on the server itself, on Server Core too, in 64-bit Windows PowerShell 5.1 or PowerShell 7; for bindings take the
former, since IIS' assembly is made for it. It needs neither WMI nor a running IIS.

${policies.map(section).join('\n')}`
