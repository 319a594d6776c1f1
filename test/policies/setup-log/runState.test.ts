import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { SetupLog } from '../../../facts/sections/setupLog'
import { stepText } from '../../../judging/resolutionSteps'
import { diagnose } from '../../../policies/setup-log/diagnose'
import { kindOfRun } from '../../../policies/setup-log/runKind'
import { beginning, errorLines, failing, logText, sectionOf } from '../../support/setupLogs'

const test = suite('policies: what works after a run of setup')

const kinds: ReadonlyArray<readonly [string | null, string | null, ReturnType<typeof kindOfRun>]> = [
  ['BuildToBuildUpgrade', '/mode:upgrade', 'upgrade'],
  ['Install', '/m:Install /roles:Mailbox', 'install'],
  ['Install', '/PrepareAD /IAcceptExchangeServerLicenseTerms_DiagnosticDataOFF', 'prepare'],
  ['Install', '/p', 'prepare'],
  ['DisasterRecovery', '/m:RecoverServer', 'recover'],
  ['Uninstall', '/m:Uninstall', 'uninstall'],
  [null, null, 'upgrade']
]

for (const [mode, command, kind] of kinds)
  test(`${mode ?? 'no mode'}, ${command ?? 'no command'}: ${kind}`, () => assert.is(kindOfRun({ mode, command }), kind))

const modes: Readonly<Record<string, Partial<SetupLog>>> = {
  upgrade: {},
  install: { mode: 'Install', command: '/m:Install' },
  recover: { mode: 'DisasterRecovery', command: '/m:RecoverServer' },
  prepare: { mode: 'Install', command: '/PrepareAD' }
}

/** What the resolutions of a run say that failed of an error. */
const toldOf = (run: Partial<SetupLog>, exception: string, script: string): string => {
  const log = sectionOf(logText([...beginning, ...errorLines(exception, script, 'Some___1'), ...failing]))
  return diagnose({ ...log, ...run })
    .flatMap(({ issue, found }) => [issue.expected(found), ...issue.steps(found).map(stepText)])
    .join('\n')
}

const denied = 'A.B.ServiceCommandException: X: Access is denied.'
const errors: Readonly<Record<string, readonly [string, string]>> = {
  certificate: ['A.B.CryptographicException: the certificate is gone', 'Install-ExchangeCertificate'],
  'virtual directory': ['A.B.NullReferenceException: RequireSSL is null', 'New-OwaVirtualDirectory'],
  service: [
    "A.B.ServiceCommandException: Service 'MSExchangeIS' failed to reach status 'Running'",
    'Start-SetupService'
  ],
  topology: ['A.B.OddException: TopologyClientTcpEndpoint did not answer', 'Get-Odd']
}

for (const [name, [exception, script]] of Object.entries(errors))
  for (const [mode, run] of Object.entries(modes))
    test(`${name}, ${mode}: no step needs the shell of a server on which it does not work`, () => {
      const told = toldOf(run, exception, script)
      assert.ok(told.length > 100, told)
      if (mode !== 'prepare') assert.not.match(told, 'Exchange Management Shell')
    })

test('what a new or recovered server never had is not to be written down, removed or recreated', () => {
  const [exception, script] = errors['virtual directory'] ?? ['', '']
  for (const mode of ['install', 'recover']) {
    const told = toldOf(modes[mode] ?? {}, exception, script)
    assert.not.match(told, /recreate/i)
    assert.match(told, 'Setup itself makes the virtual directories')
  }
  assert.match(toldOf({}, exception, script), /recreate/i)
})

test('a service that setup itself may not change is not changed by the same command', () => {
  const [, script] = errors.service ?? ['', '']
  const told = toldOf({}, `${denied} Service 'MSExchangeIS' cannot be started`, script)
  assert.match(told, "sc.exe sdshow 'MSExchangeIS'")
  assert.not.match(told, /Set-Service|Start-Service/)
  assert.match(toldOf({}, ...(errors.service ?? ['', ''])), "Set-Service -Name 'MSExchangeIS' -StartupType Automatic")
})

test('preparing the directory starts no service of Exchange, since the computer may have none', () => {
  const [exception, script] = errors.topology ?? ['', '']
  assert.not.match(toldOf(modes.prepare ?? {}, exception, script), /(?:Set|Start)-Service/)
  assert.match(toldOf(modes.prepare ?? {}, exception, script), 'nltest /dsgetdc:')
  assert.match(toldOf({}, exception, script), "Start-Service -Name 'MSExchangeADTopology'")
})

test.run()
