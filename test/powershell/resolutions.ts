import { judge } from '../../judging/evaluate'
import { noOrganization, type Organization } from '../../judging/inOrganization'
import type { Step } from '../../judging/policy'
import { policies } from '../../policies/catalogue'
import { knownIssues } from '../../policies/setup-log/knownIssues'
import * as server from '../policies/remediated'
import { copy, mounted } from '../support/dag'
import { judgedExample } from '../support/example'
import { component, components, healthyDirectory, meter, withEx01 } from '../support/inOrganization'
import { healthySections, type RecordedSections, serverFacts } from '../support/server'
import { beginning, failing, logText, sectionOf } from '../support/setupLogs'
import { serverWith } from './texts'

/** A step, and who gives it: a policy, or a known issue of setup. */
export interface GivenStep {
  readonly by: string
  readonly step: Step
}

/** The steps of one resolution, in their order. */
export interface GivenSteps {
  readonly by: string
  readonly steps: ReadonlyArray<Step>
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

const lost = { id: 15_300, at: '2026-10-20T08:00:00Z', endpoint: '0.0.0.0:444', status: null }

const queue = (value: string) => ({ path: `D:\\${value}`, free: 1, total: 1_000_000_000_000, unread: null })

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
  {
    sections: {
      build: { exSetup: '15.2.1544.4', binaries: null },
      setupMedia: { path: `D:\\${value}`, setup: '15.2.1748.10', exSetup: '15.2.1748.10', missing: [] }
    }
  },
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

const root = 'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\'
const present = { state: 'present', unreadable: null }
const of = (value: string) => ({ name: value, autoStart: false, startMode: null, state: 'Stopped' })

/** Names of IIS, of files, packages, accounts and queues, as a server may report them. */
const named = (value: string): RecordedSections => ({
  appPools: {
    pools: [{ ...of(value), started: null, identity: null }],
    sites: [{ ...of(value), id: 2 }],
    applications: [{ site: value, path: '/owa', pool: value, folder: `${root}ClientAccess\\Owa` }]
  },
  webConfigs: [
    {
      ...{ application: 'Exchange Back End/owa', file: `C:\\${value}\\web.config`, ...present },
      places: [{ kind: 'binSearchFolder', value, state: 'absent' }]
    },
    { application: 'Exchange Back End/ecp', file: `C:\\${value}\\ecp`, state: 'absent', unreadable: null, places: [] }
  ],
  customMetadata: [{ path: 'LM/W3SVC/2', id: 5506 }],
  httpEvents: { since: '2026-10-01T00:00:00Z', events: [lost] },
  installedUpdates: {
    registered: [{ product: '2019', name: `Interim Update ${value}`, kb: null, date: null }],
    patches: []
  },
  installerCache: [
    {
      kind: 'product',
      name: value,
      code: value,
      file: 'C:\\Windows\\Installer\\1.msi',
      state: 'absent',
      unreadable: null
    },
    {
      kind: 'patch',
      name: value,
      code: value,
      file: 'C:\\Windows\\Installer\\1.msp',
      state: 'damaged',
      unreadable: null
    }
  ],
  configFiles: {
    files: ['Bin', 'ClientAccess\\Owa'].map((folder) => ({
      ...{ path: `${folder}\\${value}`, sha256: '0A'.repeat(32), length: 1, modified: null, unreadable: null }
    })),
    savedIn: `C:\\${value}`,
    saved: []
  },
  mailQueue: {
    config: `C:\\${value}`,
    ...{ database: queue(value), logs: queue(value), temp: queue(value), size: 1 }
  },
  revocation: {
    accounts: ['S-1-5-18', 'S-1-5-21-1-2-3-1105'].map((sid) => ({
      sid,
      account: value,
      state: 0x23e00,
      unreadable: null
    })),
    winHttpProxy: null,
    machineProxy: null
  },
  pageFolders: [],
  framework: { release: 1, os: value },
  transportEvents: {
    since: '2026-10-01T00:00:00Z',
    events: [{ id: 15_004, at: '2026-11-01T07:00:00Z', values: [value] }]
  }
})

const inForest = (value: string): Organization =>
  withEx01(
    { resourceThrottling: { aggregate: 'High', resources: [meter('UsedDiskSpace', 99, { path: `D:\\${value}` })] } },
    {
      directory: {
        ...healthyDirectory,
        ...{ organizationVersion: 1, schemaVersion: 1, schemaMaster: { server: value, site: value } },
        wellKnownObjects: [{ guid: 'A'.repeat(32), name: `CN=${value} DEL:1,CN=Deleted Objects,DC=${value}` }],
        domains: [
          { domain: value, containers: [{ name: value, version: 1 }], unread: null },
          { domain: `${value}.x`, containers: ['a', 'b'].map((name) => ({ name, version: 1 })), unread: null }
        ]
      }
    }
  )

const stepsOfCase = ({ sections, organization = noOrganization }: Case): ReadonlyArray<GivenSteps> =>
  judge(policies, serverFacts({ ...healthySections, ...sections }), server.remediating({}, { organization })).flatMap(
    ({ policy, drifts, steps }) =>
      [...drifts.map(({ resolution }) => resolution.steps), steps].map((given) => ({ by: policy, steps: given }))
  )

const evidenceOf = (value: string) => ({
  run: { ...sectionOf(logText([...beginning, ...failing])), machine: value, installPath: `C:\\${value}` },
  errors: [],
  rules: [],
  text: `Error 1303. The installer has insufficient privileges to access this directory: D:\\${value}. Service '${value}' failed.`,
  seen: []
})

/** The steps that the examples of all policies are given. */
const exampleSteps: ReadonlyArray<GivenSteps> = policies.flatMap((policy) =>
  judgedExample(policy).drifts.map(({ resolution: { steps } }) => ({ by: policy.name, steps }))
)

/** The steps that servers which drift are given, and those of all known issues of setup, for a value; by resolution. */
export const resolutionsOf = (value: string): ReadonlyArray<GivenSteps> => [
  ...cases(value).flatMap(stepsOfCase),
  ...stepsOfCase({ sections: named(value), organization: inForest(inDirectory(value)) }),
  ...exampleSteps,
  ...knownIssues.map((issue) => ({ by: issue.id, steps: issue.steps(evidenceOf(value)) }))
]

/** The same steps, one by one. */
export const resolutionSteps = (value: string): ReadonlyArray<GivenStep> =>
  resolutionsOf(value).flatMap(({ by, steps }) => steps.map((step) => ({ by, step })))

/** The commands among them that PowerShell reads, in whichever of its shells. */
export const powerShellCommands = (steps: ReadonlyArray<GivenStep>): ReadonlyArray<string> =>
  steps.flatMap(({ step: { shell, command } }) => (command === null || shell === 'cmd' ? [] : [command]))
