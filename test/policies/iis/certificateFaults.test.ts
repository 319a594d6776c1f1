import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { judgeOne } from '../../../policies/evaluate'
import { candidates } from '../../../policies/iis/certificateFaults'
import { sslBindings } from '../../../policies/iis/sslBindings'
import { defaultEnforcement } from '../../../policies/levels'
import { backEndCertificate, frontEndCertificate, serverFacts } from '../../support/server'

const test = suite('certificates of the https endpoints')

const standard = {
  desired: { build: 'latest', services: {}, baseline: null },
  enforcement: defaultEnforcement,
  waivers: []
} as const

test('without the time of collection no certificate counts as valid', () => {
  const verdict = judgeOne(sslBindings, { ...serverFacts(), collectedAt: null }, standard)
  assert.is(verdict.status, 'unknown')
  assert.is(verdict.reason, 'the time at which the facts were collected is not known')
  assert.equal(verdict.compliances, [])
})

test('without the time of collection a certificate can still be absent', () => {
  const facts = { ...serverFacts({ certificates: [] }), collectedAt: null }
  assert.is(judgeOne(sslBindings, facts, standard).status, 'drift')
})

test('no endpoint counts as compliant while the certificate store is unreadable', () => {
  const verdict = judgeOne(sslBindings, serverFacts({ certificates: { error: 'access denied' } }), standard)
  assert.equal(verdict.compliances, [])
  assert.equal(
    verdict.unknowns.map(({ path }) => path),
    [['certificates']]
  )
})

test('a healthy server shows its endpoints without dates', () => {
  assert.equal(
    judgeOne(sslBindings, serverFacts(), standard).compliances.map(({ path, actual }) => [...path, actual]),
    [
      ['bindings', 'Default Web Site:443', `*:443, certificate ${frontEndCertificate}`],
      ['httpSys', '127.0.0.1:443', `127.0.0.1:443, certificate ${frontEndCertificate}`],
      ['bindings', 'Exchange Back End:444', `*:444, certificate ${backEndCertificate}`]
    ]
  )
})

test("the server's self-signed certificate comes first for the back end, last for the front end", () => {
  const thumbprints = (selfSignedFirst: boolean) =>
    candidates(serverFacts({}, 'EX01.contoso.example'), selfSignedFirst).map(({ thumbprint }) => thumbprint)
  assert.equal(thumbprints(true), [backEndCertificate, frontEndCertificate])
  assert.equal(thumbprints(false), [frontEndCertificate, backEndCertificate])
})

test.run()
