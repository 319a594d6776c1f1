import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Resolution } from '../../../judging/policy'
import {
  createOauthCertificate,
  importOauthCertificate,
  moveKey,
  publishOauthCertificate,
  renewOauthCertificate
} from '../../../policies/oauth-certificate/resolution'
import { serverFacts } from '../../support/server'

const test = suite('policies: resolutions of oauth-certificate')

const facts = serverFacts()
const thumbprint = 'F'.repeat(40)
const { certificates } = facts.sections
const [certificate] = E.isRight(certificates) ? certificates.right : []
if (certificate === undefined) throw new Error('the server has a certificate')

const unconditional = ({ steps }: Resolution): ReadonlyArray<string> =>
  steps
    .filter(({ command }) => /New-ExchangeCertificate|Set-AuthConfig -New/.test(command ?? ''))
    .flatMap(({ text }) => (text.startsWith('If ') ? [] : [text]))

test('the certificate of the organization is replaced on a condition that the step says, where there is one', () => {
  assert.equal(unconditional(importOauthCertificate(facts, thumbprint)), [])
  assert.equal(unconditional(renewOauthCertificate(facts, { ...certificate, thumbprint })), [])
  assert.is(unconditional(createOauthCertificate(facts)).length, 2)
})

test('where the next one is there and due, none is created', () => {
  const { steps } = publishOauthCertificate(facts, thumbprint, '9'.repeat(40))
  const commands = steps.map(({ command }) => command ?? '').join('\n')
  assert.not.match(commands, /New-ExchangeCertificate|-NewCertificateThumbprint/)
  assert.match(commands, 'Set-AuthConfig -PublishCertificate')
})

test('the file with the key of the certificate on 443 is deleted after its import', () => {
  const commands = moveKey(facts, certificate).steps.map(({ command }) => command ?? '')
  const [imported, deleted] = ['-importpfx', 'Remove-Item'].map((part) =>
    commands.findIndex((one) => one.includes(part))
  )
  assert.ok(imported !== undefined && deleted !== undefined && imported >= 0 && deleted > imported)
})

test('the certificate goes into a file, and is imported from it by a whole command', () => {
  for (const { steps } of [
    importOauthCertificate(facts, thumbprint),
    renewOauthCertificate(facts, { ...certificate, thumbprint })
  ]) {
    const commands = steps.map(({ command }) => command ?? '').join('\n')
    assert.match(
      commands,
      /\$c = Export-ExchangeCertificate -Thumbprint .*WriteAllBytes\("\$HOME\\oauth\.pfx", \$c\.FileData\)/
    )
    assert.match(
      commands,
      /Import-ExchangeCertificate -Server 'EX01' -FileData \(\[IO\.File\]::ReadAllBytes\("\$HOME\\oauth\.pfx"\)\)/
    )
  }
})

test.run()
