import { test } from 'uvu'
import * as assert from 'uvu/assert'
import {
  assignToSites,
  enableServices,
  listPatches,
  readableKey,
  removeCertificate,
  renameCertificate
} from '../../../policies/setup-log/onTheServer'
import { stepFaults } from '../../support/steps'

test('all services are enabled before the first one is started, which may need a later one', () => {
  const [known] = enableServices(['MSExchangeTransport', 'MSExchangeADTopology'])
  assert.is(
    known?.command,
    "$names = 'MSExchangeTransport', 'MSExchangeADTopology'\n" +
      '$names | ForEach-Object { Set-Service -Name $_ -StartupType Automatic }\n' +
      '$names | ForEach-Object { Start-Service -Name $_ }'
  )
  const [, asked] = enableServices([])
  assert.match(asked?.command ?? '', /Set-Service [^|]*\$_ \} \| Sort-Object \| ForEach-Object \{ Start-Service/)
})

test('an empty answer does not name the whole store of certificates', () => {
  for (const { command } of [removeCertificate(null), readableKey(null), renameCertificate, ...assignToSites])
    assert.match(command ?? '', /\(Read-Host 'Thumbprint'\) -replace [^|]* \| Where-Object \{ \$_\.Length -eq 40 \} \|/)
})

test('the site of servers gets no certificate that is only for clients', () => {
  const [clients, servers] = assignToSites
  assert.not.match(clients?.command ?? '', 'Exchange Back End')
  assert.match(servers?.text ?? '', 'that holds the name of the server')
  assert.not.match(servers?.command ?? '', 'Default Web Site')
})

test('what can not be undone, or takes rights from others, is said before the command', () => {
  assert.match(removeCertificate('A'.repeat(40)).text, 'Nothing brings it back but the export')
  assert.match(readableKey('A'.repeat(40)).text, 'takes the rights to the key from all but')
})

test('an update is removed by the codes of its product and its own, never by the command that removes Exchange', () => {
  const { command } = listPatches('KB5055555')
  assert.match(command ?? '', "-match 'KB5055555'")
  assert.match(command ?? '', 'msiexec.exe /package {0} /uninstall {1}')
  assert.not.match(command ?? '', 'UninstallString')
})

test('the steps have the form of steps', () => {
  const steps = [
    ...enableServices(['MSExchangeIS']),
    ...enableServices([]),
    ...[removeCertificate(null), readableKey(null), renameCertificate, ...assignToSites, listPatches('Exchange')]
  ]
  assert.equal(steps.flatMap(stepFaults), [])
})

test.run()
