import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { planLines } from '../../reports/planText'
import * as server from '../policies/remediated'
import { backEndCertificate, frontEndCertificate, healthySections, type RecordedSections } from '../support/server'

const test = suite('policies: plan')

const { remediating, service, withServices } = server
const levels = (policies: Readonly<Record<string, 'remediate' | 'mandatory' | 'advisory'>>) =>
  remediating(server.before, { enforcement: { level: 'mandatory', policies, stage: null } })
const restart = 'Restart IIS (W3SVC, WAS), and start again what ran among the services that depend on it'
const oneStopped = withServices(service('MSExchangeIS', 'Automatic', 'Stopped'))
const files: RecordedSections = { sharedWebConfig: { clientAccess: 'absent', httpProxy: 'present' } }
const generate = `Generate ${server.installPath}ClientAccess\\SharedWebConfig.config by DependentAssemblyGenerator`
const assigns = [
  `Assign the certificate ${frontEndCertificate} to *:443 of the site "Default Web Site"`,
  `Assign the certificate ${frontEndCertificate} to 127.0.0.1:443 of the site "Default Web Site"`,
  `Assign the certificate ${backEndCertificate} to *:444 of the site "Exchange Back End"`
]
const move = 'Move C:\\ExchangeSetupLogs\\ServiceStartupMode.xml into the backup'
const recordLeft: RecordedSections = {
  serviceRecords: {
    folder: 'C:\\ExchangeSetupLogs',
    files: [
      {
        ...{ name: 'ServiceStartupMode.xml', size: 20_480, modified: '2026-05-02T08:00:00Z' },
        ...{ services: 31, disabled: 24, unreadable: null }
      }
    ]
  }
}
/** Without a baseline that asks for more services. */
const movingRecords = remediating(
  {},
  { enforcement: { level: 'remediate', policies: { 'service-records': 'remediate' }, stage: null } }
)
const waiver = { server: 'EX01', reason: 'known', expires: '2026-12-31' }
const half = {
  exSetup: '15.2.1748.53',
  binaries: [
    { path: 'Bin\\EdgeTransport.exe', version: '15.2.1544.4' },
    { path: 'Bin\\Microsoft.Exchange.Common.dll', version: '15.2.1748.53' }
  ]
}

const rows: ReadonlyArray<{
  readonly name: string
  readonly facts: RecordedSections
  readonly standard?: ReturnType<typeof remediating>
  readonly told: ReadonlyArray<string>
}> = [
  { name: 'a healthy server', facts: {}, told: [] },
  { name: 'a stopped service', facts: oneStopped, told: ['Start MSExchangeIS'] },
  { name: 'no policy has the level', facts: oneStopped, standard: levels({}), told: [] },
  {
    name: 'only the policy that has the level',
    facts: { ...oneStopped, ...files },
    standard: levels({ 'services-start': 'remediate', 'shared-web-config': 'mandatory' }),
    told: ['Start MSExchangeIS']
  },
  {
    name: 'a waiver covers one drift',
    facts: { ...oneStopped, ...files },
    standard: remediating({}, { waivers: [{ ...waiver, policy: 'services-start', path: 'services.MSExchangeIS' }] }),
    told: [generate, restart]
  },
  {
    name: 'the restart comes once, after all that needs it and before the starts',
    facts: { ...oneStopped, ...files, ...server.bindingsLost },
    told: [generate, ...assigns, restart, 'Start MSExchangeIS']
  },
  {
    name: 'a record of the services, where these are right',
    facts: { ...files, ...recordLeft },
    standard: movingRecords,
    told: [generate, move, restart]
  },
  {
    name: 'a record of the services waits for the run after that which puts these right',
    facts: { ...oneStopped, ...recordLeft },
    standard: movingRecords,
    told: ['Start MSExchangeIS']
  },
  {
    name: 'a half-updated server keeps its record of the services',
    facts: { ...recordLeft, build: half },
    standard: movingRecords,
    told: []
  },
  {
    name: 'rights come first',
    facts: { ...files, ...server.owaHas('D:PAI(A;;FA;;;SY)(A;;FA;;;BA)', false) },
    told: [`Turn inheritance on at ${server.owa}`, `Grant Authenticated Users read on ${server.owa}`, generate, restart]
  },
  {
    name: 'the restart that a cut-off remediation left to do',
    facts: { journal: { lastEntry: 1, restartDue: 'ssl-bindings' } },
    told: [restart]
  },
  {
    name: 'that restart at another level',
    facts: { journal: { lastEntry: 1, restartDue: 'ssl-bindings' } },
    standard: levels({ 'services-start': 'remediate' }),
    told: []
  },
  {
    name: 'an unreadable journal',
    facts: { ...oneStopped, journal: { error: 'access denied' } },
    told: ['refused: unknown: the journal of remediations could not be read: access denied']
  },
  { name: 'drift for a person alone', facts: { bindings: healthySections.bindings, certificates: [] }, told: [] },
  { name: 'a stopped service of a half-updated server', facts: { ...oneStopped, build: half }, told: [] },
  {
    name: 'half-updated files',
    facts: { ...files, build: half },
    told: ['refused: half-updated: Bin\\EdgeTransport.exe is 15.2.1544.4, and ExSetup.exe 15.2.1748.53']
  },
  {
    name: 'a file of a newer Cumulative Update than that of ExSetup.exe',
    facts: {
      ...files,
      build: { ...half, binaries: half.binaries.map((one) => ({ ...one, version: '15.2.2562.17' })).slice(0, 1) }
    },
    told: [
      'refused: half-updated: Bin\\EdgeTransport.exe is 15.2.2562.17, and ExSetup.exe 15.2.1748.53',
      'refused: half-updated: Bin\\Microsoft.Exchange.Common.dll is missing'
    ]
  },
  {
    name: 'half-updated, though the policy that says so is switched off',
    facts: { ...files, build: half },
    standard: levels({ 'shared-web-config': 'remediate', build: 'advisory' }),
    told: ['refused: half-updated: Bin\\EdgeTransport.exe is 15.2.1544.4, and ExSetup.exe 15.2.1748.53']
  },
  {
    name: 'setup registered another Cumulative Update',
    facts: {
      ...files,
      build: {
        exSetup: '15.2.2562.53',
        binaries: ['Bin\\EdgeTransport.exe', 'Bin\\Microsoft.Exchange.Common.dll'].map((path) => ({
          path,
          version: '15.2.2562.53'
        }))
      }
    },
    told: ['refused: half-updated: setup registered 15.2.1748.10, and ExSetup.exe is 15.2.2562.53']
  },
  {
    name: 'a file that is missing',
    facts: { ...files, build: { exSetup: '15.2.1748.53', binaries: half.binaries.slice(1) } },
    told: ['refused: half-updated: Bin\\EdgeTransport.exe is missing']
  },
  {
    name: 'a role that setup has not finished',
    facts: { ...files, setupState: [{ role: 'MailboxRole', action: 'Install', watermark: '1d2c' }] },
    told: ['refused: half-updated: setup has not finished MailboxRole: Action Install, Watermark 1d2c']
  },
  {
    name: 'the state of setup could not be read',
    facts: { ...oneStopped, setupState: { error: 'access denied' } },
    told: ['refused: how far setup has come with each role was not read: access denied']
  },
  {
    name: 'the other binaries were not read',
    facts: { ...oneStopped, build: { exSetup: '15.2.1748.53' } },
    told: ['refused: whether the other binaries are of the build of ExSetup.exe was not read']
  },
  {
    name: 'the build is unreadable',
    facts: { ...oneStopped, build: { error: 'access denied' } },
    told: ['refused: what is installed could not be read: access denied']
  },
  {
    name: 'a sign of intrusion forbids all, even where a waiver covers it',
    facts: { ...oneStopped, ...server.owaHas('D:PAI(A;OICI;0x1200a9;;;WD)', false) },
    standard: remediating({}, { waivers: [{ ...waiver, policy: 'folder-acls', path: null }] }),
    told: [
      `refused: folder-acls forbids it: only Everyone has rights on ${server.owa}, so look for indicators of compromise first`
    ]
  },
  {
    name: 'whether there is a sign of intrusion could not be read',
    facts: { ...oneStopped, acls: { error: 'access denied' } },
    told: ['refused: unknown: whether folder-acls forbids it: access denied']
  },
  {
    name: 'several reasons',
    facts: { ...files, build: half, ...server.owaHas('D:PAI(A;OICI;0x1200a9;;;WD)', false) },
    told: [
      'refused: half-updated: Bin\\EdgeTransport.exe is 15.2.1544.4, and ExSetup.exe 15.2.1748.53',
      `refused: folder-acls forbids it: only Everyone has rights on ${server.owa}, so look for indicators of compromise first`
    ]
  }
]

for (const { name, facts, standard, told } of rows)
  test(name, () => {
    assert.equal(server.told(server.planFor(facts, standard)), told)
  })

test('all start types come before the first start; the starts in the order in which services need each other', () => {
  const services = { NetTcpPortSharing: 'Automatic' } as const
  const titles = server.told(server.planFor(server.allDisabled, remediating({ ...server.before, services })))
  const set = titles.filter((title) => title.startsWith('Set the start type'))
  const starts = titles.filter((title) => title.startsWith('Start '))
  assert.equal(titles, [...set, ...starts])
  assert.equal(starts.slice(0, 3), ['Start NetTcpPortSharing', 'Start WinMgmt', 'Start MSExchangeADTopology'])
  assert.is(starts.indexOf('Start FMS') + 1, starts.indexOf('Start MSExchangeTransport'))
  assert.ok(starts.indexOf('Start MSExchangeIS') < starts.indexOf('Start FMS'))
  assert.is(starts[starts.length - 1], 'Start MSExchangeHM')
  assert.ok(set.includes('Set the start type of MSExchangePop3 to Manual'))
  assert.not(starts.some((title) => /pop3|imap4|wsbexchange|RemoteRegistry/i.test(title)))
})

test('an optional service is enabled only where an update is on record, be all others Disabled or not', () => {
  const enabling = (facts: RecordedSections) =>
    server.told(server.planFor(facts, remediating(server.before))).filter((title) => /EdgeSync|LogSearch/.test(title))
  const { services } = server.allDisabled
  assert.equal(enabling({ services }), [])
  assert.is(enabling(server.allDisabled).length, 4)
})

test('facts of an unknown server give no script', () => {
  const plan = server.planFor({ ...oneStopped, identity: { error: 'no registry' } })
  assert.is(server.scriptOf(plan), '')
})

test('the plan is told in its order with the interruptions', () => {
  const lines = planLines(server.planFor({ ...oneStopped, ...files }))
  assert.equal(lines.length, 3)
  assert.match(
    lines[1] ?? '',
    /^2\. Restart IIS .+ \(shared-web-config\)\. It takes 20 min at most\. Outlook .+ minutes\.$/
  )
  assert.is(lines[2], '3. Start MSExchangeIS (services-start). It takes 15 min at most.')
})

test.run()
