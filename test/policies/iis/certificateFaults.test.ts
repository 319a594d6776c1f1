import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Facts } from '../../../facts/facts'
import { judgeOne } from '../../../judging/evaluate'
import { noOrganization, notAsked } from '../../../judging/inOrganization'
import { defaultEnforcement } from '../../../judging/levels'
import { candidates } from '../../../policies/ssl-bindings/candidates'
import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { demoFleet } from '../../reports/fleets'
import { backEndCertificate, frontEndCertificate, serverFacts } from '../../support/server'

const test = suite('certificates of the https endpoints')

const standard = {
  desired: { build: 'latest', services: {}, baseline: null },
  enforcement: defaultEnforcement,
  waivers: [],
  organization: noOrganization
} as const

/** The endpoints that the policy calls compliant. */
const right = (facts: Facts): ReadonlyArray<ReadonlyArray<string>> =>
  sslBindings
    .evaluate(facts, standard.desired, notAsked)
    .flatMap((one) => (one._tag === 'Compliant' ? [[...one.path, one.actual]] : []))

test('without the time of collection no certificate counts as valid', () => {
  const facts = { ...serverFacts(), collectedAt: null }
  const verdict = judgeOne(sslBindings, facts, standard)
  assert.is(verdict.status, 'unknown')
  assert.is(verdict.reason, 'the time at which the facts were collected is not known')
  assert.equal(right(facts), [])
})

test('without the time of collection a certificate can still be absent', () => {
  const facts = {
    ...serverFacts({ certificates: [{ thumbprint: 'C'.repeat(40), subject: 'CN=x' }] }),
    collectedAt: null
  }
  assert.is(judgeOne(sslBindings, facts, standard).status, 'drift')
})

test('no endpoint counts as compliant while the certificate store is unreadable', () => {
  const facts = serverFacts({ certificates: { error: 'access denied' } })
  const verdict = judgeOne(sslBindings, facts, standard)
  assert.equal(right(facts), [])
  assert.equal(
    verdict.unknowns.map(({ path }) => path),
    [['certificates']]
  )
})

test('a healthy server shows its endpoints without dates', () => {
  assert.equal(right(serverFacts()), [
    ['bindings', 'Default Web Site:443', `*:443, certificate ${frontEndCertificate}`],
    ['httpSys', '127.0.0.1:443', `127.0.0.1:443, certificate ${frontEndCertificate}`],
    ['bindings', 'Exchange Back End:444', `*:444, certificate ${backEndCertificate}`]
  ])
})

test("the server's self-signed certificate comes first for the back end, last for the front end", () => {
  const thumbprints = (port: 443 | 444) =>
    candidates(serverFacts({}, 'EX01.contoso.example'), { port }).map(({ thumbprint }) => thumbprint)
  assert.equal(thumbprints(444), [backEndCertificate])
  assert.equal(thumbprints(443), [frontEndCertificate, backEndCertificate])
})

test('no command of the demo holds a certificate that a person has yet to choose', async () => {
  const drifts = (await demoFleet()).flatMap(({ verdicts }) => verdicts.flatMap((verdict) => verdict.drifts))
  const lists = drifts.map(({ resolution }) => resolution.steps)
  const chosen = lists.filter((steps) => steps.some(({ text }) => text.startsWith('Choose ')))
  assert.ok(chosen.length > 0)
  for (const { text, command } of chosen.flat()) {
    assert.not.match(command ?? '', /[0-9A-F]{40}/)
    if (command?.includes('AddSslCertificate') === true)
      assert.match(`${text} ${command}`, /you chose: [\s\S]*Read-Host/)
  }
})

test.run()
