import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { judgeOne } from '../../../judging/evaluate'
import { noOrganization } from '../../../judging/inOrganization'
import { defaultEnforcement } from '../../../judging/levels'
import type { Verdict } from '../../../judging/verdict'
import { cannotStartTheService, errorDuringSetup, servicesNotStopping } from '../../../policies/setup-log/policies'
import { runOfMsi } from '../../../setup-log/runOfMsi'
import { type RecordedSections, serverFacts } from '../../support/server'
import { beginning, errorLines, failing, goodLog, logText, sectionOf } from '../../support/setupLogs'

const test = suite('policies: a run of setup and what is installed now')

const judged = (sections: RecordedSections, policy = errorDuringSetup): Verdict =>
  judgeOne(policy, serverFacts(sections), {
    desired: { build: 'latest', services: {}, baseline: null },
    enforcement: defaultEnforcement,
    waivers: [],
    organization: noOrganization
  })

const failedRun = (changes: object = {}) => ({
  ...sectionOf(logText([...beginning, ...errorLines('Contoso.OddException: odd', 'Set-Odd', 'Odd___1'), ...failing])),
  ...changes
})

const installed = (exSetup: string) => ({ exSetup, binaries: null })

const endingWith = (text: string) => sectionOf(logText([...beginning, text]))

test('a log that breaks off tells what setup waits for, or what it was about to stop', () => {
  const told = (text: string) => judged({ setupLog: endingWith(text) }).reason ?? ''
  const counters =
    "[2] [WARNING] The definition file for category 'MSExchangeTransport Queues' is in use, the process will retry in 15 seconds..."
  assert.match(told(counters), /breaks off[\s\S]*performance counters MSExchangeTransport Queues[\s\S]*lodctr \/R/)
  assert.match(told('   & $RoleBinPath\\ServiceControl.ps1 Stop $roleList;'), /through WMI[\s\S]*DSC/)
  assert.not.match(told('[1] Executing: Set-Odd'), /lodctr|DSC/)
})

/** The run: what it would install, what it found, its mode; then what is installed now. */
const standings: ReadonlyArray<readonly [string, object, string, Verdict['status']]> = [
  ['the build of the run itself', {}, '15.2.1748.10', 'drift'],
  ['a Security Update of the Cumulative Update that the run would install', {}, '15.2.1748.53', 'drift'],
  [
    'a Security Update, and the run came from the medium of the Cumulative Update that was there',
    { setupVersion: '15.2.1544.4', installedVersion: '15.2.1544.4', mode: 'RecoverServer' },
    '15.2.1544.27',
    'drift'
  ],
  [
    'a Security Update, on a server of which the log does not tell what was there',
    { setupVersion: '15.2.1544.4', installedVersion: null },
    '15.2.1544.27',
    'drift'
  ],
  ['a later Cumulative Update than the run would install', {}, '15.2.2562.17', 'compliant'],
  [
    'a later Cumulative Update on a server that the run found empty',
    { installedVersion: null, mode: 'Install' },
    '15.2.2562.17',
    'compliant'
  ],
  [
    'a later Cumulative Update, and nobody knows whether it was there before the run',
    { installedVersion: null },
    '15.2.2562.17',
    'unknown'
  ],
  [
    'the Cumulative Update over which an older one was tried',
    { setupVersion: '15.2.1544.4', installedVersion: '15.2.1748.10' },
    '15.2.1748.53',
    'drift'
  ]
]

for (const [name, run, build, status] of standings)
  test(`a failed run is ${status}: installed is ${name}`, () => {
    const verdict = judged({ setupLog: failedRun(run), build: installed(build) })
    assert.is(verdict.status, status, verdict.reason ?? '')
  })

test('where nobody knows which came first, both possibilities are told', () => {
  const { reason } = judged({ setupLog: failedRun({ installedVersion: null }), build: installed('15.2.2562.17') })
  assert.match(reason ?? '', /either that one came after the run.* or the run tried to install an older one over it/)
})

test('a run whose beginning was not read is unknown, but for what it shows', () => {
  const good = { ...sectionOf(goodLog), cut: 'run' }
  assert.is(judged({ setupLog: good }).status, 'unknown')
  assert.match(judged({ setupLog: good }).reason ?? '', 'so long that the beginning of its last run was not read')
  assert.is(judged({ setupLog: failedRun({ cut: 'run' }), build: installed('15.2.1544.4') }).status, 'drift')
})

test('a run that was left after its readiness check is unknown, and what the check may leave is told', () => {
  const checked = [
    "[0] Setup will run the task 'test-SetupPrerequisites'",
    '[1] Beginning processing test-SetupPrerequisites',
    '[1] Ending processing test-SetupPrerequisites',
    '[0] CurrentResult setupbase.maincore:396: 0',
    '[0] End of Setup'
  ]
  const left = judged({ setupLog: sectionOf(logText([...beginning, ...checked])) })
  assert.is(left.status, 'unknown')
  assert.match(left.reason ?? '', "Get-ServerComponentState -Identity 'EX01.contoso.example'")
  const cut = judged({ setupLog: sectionOf(logText([...beginning, ...checked.slice(0, 3)])) })
  assert.is(cut.status, 'unknown')
  assert.match(cut.reason ?? '', /breaks off.*ends with the readiness check.*Get-ServerComponentState/)
  const begun = [...checked.slice(0, 3), '[1] Beginning processing Install-MailboxRole']
  for (const lines of [begun, [...begun, ...checked.slice(3)]])
    assert.not.match(judged({ setupLog: sectionOf(logText([...beginning, ...lines])) }).reason ?? '', 'readiness check')
  const passed = ["[1] Processing component 'Mailbox' (Configuring.).", '[2] [ERROR] A trouble', ...checked.slice(3)]
  const { status, reason } = judged({ setupLog: sectionOf(logText([...beginning, ...passed])) })
  assert.is(status, 'unknown')
  assert.match(reason ?? '', /result 0 after failures.*shows an error \(A trouble\)/)
  assert.not.match(reason ?? '', 'Get-ServerComponentState')
})

test('a good run ends what failed before it where it needed that, though the runs before were not read', () => {
  const cut = { ...sectionOf(goodLog), cut: 'earlier-runs' }
  assert.is(judged({ setupLog: cut }).status, 'compliant')
  const prepared = { ...cut, command: '/PrepareAD /IAcceptExchangeServerLicenseTerms_DiagnosticDataOFF' }
  assert.is(judged({ setupLog: prepared }).status, 'unknown')
})

const begun = { line: 1, kind: 'before', succeeded: false, stopped: ['MSExchangeIS'], unrestored: [], errors: [] }
const records = (changes: RecordedSections) => ({ servicesBefore: { startModes: null, states: null, ...changes } })

test('ServiceControl.log is judged without a log of setup, whether there is none or none was recorded', () => {
  for (const setupLog of [null, undefined]) {
    assert.is(judged({ setupLog, ...records({ runs: [begun] }) }, servicesNotStopping).status, 'drift')
    const restored = { ...begun, kind: 'after', unrestored: ['MSExchangeIS'] }
    assert.is(judged({ setupLog, ...records({ runs: [restored] }) }, cannotStartTheService).status, 'drift')
  }
})

const restored = { ...begun, kind: 'after', succeeded: true }
const stopped = { ...begun, succeeded: true }

/** What ServiceControl.log tells, and what the policies on stopping and on restoring the services make of it. */
const logsOfServices: ReadonlyArray<readonly [string, ReadonlyArray<object>, Verdict['status'], Verdict['status']]> = [
  ['the services were restored', [stopped, restored], 'compliant', 'compliant'],
  ['a second update was the good one', [stopped, stopped, restored], 'compliant', 'compliant'],
  ['the services were stopped, and nothing follows', [stopped], 'unknown', 'compliant'],
  ['the same after a good update', [stopped, restored, stopped], 'unknown', 'compliant'],
  ['stopping the services was cut off', [restored, { ...begun, succeeded: null }], 'unknown', 'compliant'],
  ['a run broke off as it began', [restored, { ...begun, kind: null, succeeded: null }], 'unknown', 'compliant'],
  ['restoring the services was cut off', [stopped, { ...restored, succeeded: null }], 'compliant', 'unknown'],
  ['stopping the services failed', [begun], 'drift', 'compliant'],
  ['a run of another kind completed', [{ ...begun, kind: null, succeeded: true }], 'compliant', 'compliant']
]

for (const [name, runs, stopping, restoring] of logsOfServices)
  test(`ServiceControl.log: ${name}`, () => {
    const found = [servicesNotStopping, cannotStartTheService].map((policy) => judged(records({ runs }), policy))
    assert.equal(
      found.map(({ status }) => status),
      [stopping, restoring]
    )
    for (const { status, reason } of found)
      if (status === 'unknown') assert.match(reason ?? '', /an update runs now, or it broke off/)
  })

test('records of the services that are there and could not be read are unknown; left out they lower the coverage', () => {
  for (const policy of [servicesNotStopping, cannotStartTheService]) {
    const denied = judged({ servicesBefore: { error: 'access denied' } }, policy)
    assert.equal([denied.status, denied.reason?.includes('access denied')], ['unknown', true])
    const locked = records({ runs: null, unread: [{ file: 'ServiceControl.log', reason: 'it is locked' }] })
    assert.is(judged(locked, policy).status, 'unknown')
    const older = judged({ servicesBefore: undefined }, policy)
    assert.is(older.status, 'compliant')
    assert.equal(older.unread, ['servicesBefore'])
    assert.match(older.reason ?? '', 'missing in this recording; record it again')
  }
})

const update = (changes: object = {}) => ({
  file: 'KB1.log',
  state: 'failed' as const,
  product: 'Microsoft Exchange Server',
  productVersion: '15.2.1748.10',
  productCode: null,
  package: null,
  patch: 'C:\\SU\\KB1.msp',
  user: null,
  machine: null,
  missing: null,
  refused: null,
  result: 1618,
  errors: [],
  failedAction: null,
  beforeFailure: [],
  ...changes
})

test('a log of the installer without an end tells its last error, and no more', () => {
  const errors = [{ line: 5, code: 1304, text: 'Error writing to file: x.dll.' }]
  const run = runOfMsi(update({ state: 'broken-off', result: null, errors }), { lines: 6, last: [] })
  const { status, reason } = judged({ setupLog: run })
  assert.is(status, 'unknown')
  assert.match(
    reason ?? '',
    /KB1\.log breaks off after 6 lines without a result; its last error is in line 5: Error 1304\./
  )
  assert.not.match(reason ?? '', /without an error/)
})

test('a good run of setup does not end what an update failed of after it', () => {
  const good = sectionOf(goodLog)
  const rows: ReadonlyArray<readonly [string, ReadonlyArray<object>, string, Verdict['status']]> = [
    ['no log of an update', [], '15.2.1748.10', 'compliant'],
    ['an update that failed on the build of the run', [update()], '15.2.1748.10', 'drift'],
    ['an update that succeeded', [update({ state: 'completed', result: 0 })], '15.2.1748.10', 'compliant'],
    [
      'one that succeeded at another try',
      [update(), update({ state: 'completed', result: 0 })],
      '15.2.1748.10',
      'compliant'
    ],
    ['one on an earlier Cumulative Update', [update({ productVersion: '15.2.1544.4' })], '15.2.1748.10', 'compliant'],
    ['one below what is installed now', [update()], '15.2.2562.17', 'compliant'],
    ['one that may have come before a good one', [update()], '15.2.1748.53', 'unknown'],
    ['one that does not tell its build', [update({ productVersion: null })], '15.2.1748.10', 'unknown'],
    ['one whose log has no end', [update({ state: 'broken-off', result: null })], '15.2.1748.10', 'unknown'],
    [
      'one whose log has no end, and that succeeded at another try',
      [update({ state: 'broken-off', result: null }), update({ state: 'completed', result: 0 })],
      '15.2.1748.10',
      'compliant'
    ],
    [
      'one whose log has no end, below a Security Update that is installed now',
      [update({ state: 'broken-off', result: null })],
      '15.2.1748.53',
      'compliant'
    ],
    [
      "setup's own log of the installer, of errors alone",
      [update({ file: 'ExchangeSetup.msilog', patch: null, state: 'broken-off', result: null })],
      '15.2.1748.10',
      'compliant'
    ],
    [
      "setup's own log of the installer",
      [update({ file: 'ExchangeSetup.msilog', patch: null })],
      '15.2.1748.10',
      'compliant'
    ]
  ]
  for (const [what, msi, build, status] of rows) {
    const sections = { setupLog: { ...good, msi }, build: installed(build) }
    assert.is(judged(sections).status, status, what)
  }
})

test.run()
