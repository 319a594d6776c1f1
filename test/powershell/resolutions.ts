import { judge } from '../../judging/evaluate'
import { noOrganization, type Organization } from '../../judging/inOrganization'
import type { Step } from '../../judging/policy'
import { policies } from '../../policies/catalogue'
import { knownIssues } from '../../policies/setup-log/knownIssues'
import * as server from '../policies/remediated'
import { copy, mounted } from '../support/dag'
import { component, components, withEx01 } from '../support/inOrganization'
import { healthySections, type RecordedSections, serverFacts } from '../support/server'
import { beginning, failing, logText, sectionOf } from '../support/setupLogs'
import { serverWith } from './texts'

/** A step, and who gives it: a policy, or a known issue of setup. */
export interface GivenStep {
  readonly by: string
  readonly step: Step
}

interface Case {
  readonly sections: RecordedSections
  readonly organization?: Organization
}

const clusterService = server.service('ClusSvc', 'Automatic', 'Running')
const role = { role: 'MailboxRole', unpacked: '15.2.1748.10', configured: null, action: 'Install', watermark: null }
const noPolicy = { enableScripts: null, executionPolicy: null }
const oauth = server.certificate('D'.repeat(40), 'CN=Microsoft Exchange Server Auth Certificate', {
  notAfter: '2026-10-28T00:23:07Z'
})
const missing = 'bin\\Microsoft.Exchange.Common.dll'
const asMember = server.withServices(clusterService)

/** A name as Active Directory may hold it: a longer or an empty one is refused where it is read. */
const inDirectory = (value: string): string => (value === '' ? 'x' : value.slice(0, 60))

/** Servers that between them are given each kind of resolution. */
const cases = (value: string): ReadonlyArray<Case> => [
  ...[serverWith(value), server.allDisabled, server.bindingsLost, server.backEndMissing].map((sections) => ({
    sections
  })),
  ...[
    'D:(A;;FA;;;BA)',
    'D:AI(D;OICI;FA;;;AU)(D;OICI;FW;;;S-1-5-21-1-2-3-1105)(A;OICI;FA;;;WD)',
    'D:NO_ACCESS_CONTROL'
  ].map((sddl) => ({ sections: server.owaHas(sddl, false) })),
  { sections: server.withServices(server.service('RemoteRegistry', 'Disabled', 'Stopped')) },
  { sections: server.withServices(server.service('MSExchangePop3', 'Automatic', 'Paused')) },
  { sections: { sharedWebConfig: { clientAccess: 'unexpanded', httpProxy: 'absent' } } },
  { sections: { build: { exSetup: '15.2.1118.7', binaries: [] } } },
  { sections: { build: { exSetup: '14.2.247.5', binaries: [] } } },
  { sections: { setupState: [role] } },
  { sections: { build: { exSetup: '15.2.1748.10', binaries: [{ path: missing, version: null }] } } },
  {
    sections: {
      executionPolicy: {
        ...{ machine: { enableScripts: '1', executionPolicy: 'RemoteSigned' }, powerShell: null, elevated: true },
        ...{ users: [{ sid: 'S-1-5-21-1-2-3-500', ...noPolicy, unreadable: null }], languageMode: null }
      }
    }
  },
  {
    sections: { certificates: [oauth] },
    organization: withEx01({}, { authConfig: { currentThumbprint: oauth.thumbprint } })
  },
  { sections: {}, organization: withEx01({}, { authConfig: { currentThumbprint: 'E'.repeat(40) } }) },
  { sections: {}, organization: withEx01({}, { authConfig: { currentThumbprint: null } }) },
  {
    sections: asMember,
    organization: withEx01({
      ...{ databaseCopies: [mounted('DB01'), copy(inDirectory(value), { status: 'FailedAndSuspended' })] },
      ...{ queues: { deliveryMessages: 9_999 } },
      activation: { dag: 'DAG1', autoActivationPolicy: 'Blocked', disabledAndMoveNow: true }
    })
  },
  ...['Maintenance', 'Functional', 'HealthApi', 'Sidelined', inDirectory(value)].map((requester) => ({
    sections: asMember,
    organization: withEx01({
      componentStates: components(
        component('ServerWideOffline', 'Inactive', [requester]),
        component('HubTransport', 'Inactive', [requester]),
        component('OwaProxy', 'Inactive', [])
      )
    })
  }))
]

const stepsOfCase = ({ sections, organization = noOrganization }: Case): ReadonlyArray<GivenStep> =>
  judge(policies, serverFacts({ ...healthySections, ...sections }), server.remediating({}, { organization })).flatMap(
    ({ policy, drifts }) => drifts.flatMap(({ resolution }) => resolution.steps.map((step) => ({ by: policy, step })))
  )

const evidenceOf = (value: string) => ({
  run: { ...sectionOf(logText([...beginning, ...failing])), machine: value, installPath: `C:\\${value}` },
  errors: [],
  rules: [],
  text: `Error 1303. The installer has insufficient privileges to access this directory: D:\\${value}. Service '${value}' failed.`,
  seen: []
})

/** The steps that servers which drift are given, and those of all known issues of setup, for a value. */
export const resolutionSteps = (value: string): ReadonlyArray<GivenStep> => [
  ...cases(value).flatMap(stepsOfCase),
  ...knownIssues.flatMap((issue) => issue.steps(evidenceOf(value)).map((step) => ({ by: issue.id, step })))
]

/** The commands among them that PowerShell reads, in whichever of its shells. */
export const powerShellCommands = (steps: ReadonlyArray<GivenStep>): ReadonlyArray<string> =>
  steps.flatMap(({ step: { shell, command } }) => (command === null || shell === 'cmd' ? [] : [command]))
