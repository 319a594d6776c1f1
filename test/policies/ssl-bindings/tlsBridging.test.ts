import * as E from 'fp-ts/Either'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type Endpoint, forAll, type Listener, loopback } from '../../../policies/iis/endpoints'
import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { assignment } from '../../../policies/ssl-bindings/remediation'
import { judgeRow } from '../../support/policyTester'
import { frontEndCertificate, healthySections, type RecordedSections, serverFacts } from '../../support/server'

const front: Endpoint = { site: 'Default Web Site', port: 443 }
const back: Endpoint = { site: 'Exchange Back End', port: 444 }

const ews = (site: string, tokenChecking: string) => ({
  extendedProtection: [{ site, path: '/EWS', tokenChecking, sslFlags: 'Ssl', listedAddressesOnly: false }]
})

const expired = {
  certificates: [healthySections.certificates]
    .flat()
    .map((one) => Object(one))
    .map((one) => (one.thumbprint === frontEndCertificate ? { ...one, notAfter: '2026-10-01T00:00:00Z' } : one))
}

/** What the step that assigns a certificate means for users. */
const meaning = (facts: RecordedSections, endpoint: Endpoint = front, listener: Listener = forAll): string => {
  const proposal = assignment(serverFacts(facts), endpoint, listener, null)
  if (E.isLeft(proposal)) throw new Error(proposal.left)
  return proposal.right.steps.map(({ interrupts }) => interrupts ?? '').join('\n')
}

const moment = (port: number): string =>
  `New connections to port ${port} may fail for a moment, while the record of http.sys is replaced.`

const must = 'a load balancer that ends TLS must get the same certificate first: else no client can sign in.'

for (const word of ['Allow', 'require'])
  test(`tokenChecking ${word} at the front end: a load balancer must get the certificate, too`, () => {
    assert.is(meaning(ews('Default Web Site', word)), `${moment(443)} Extended Protection is on here, so ${must}`)
  })

test('who assigns the certificate is told so before', () => {
  const { drifts } = judgeRow(sslBindings, {
    name: 'an expired certificate',
    facts: { ...ews('Default Web Site', 'Allow'), ...expired }
  })
  const texts = drifts.flatMap(({ resolution }) => resolution.steps.map(({ text }) => text))
  const [told, assigned] = [`Extended Protection is on here, so ${must}`, 'Assign it in an elevated PowerShell']
  assert.is(
    texts.indexOf(told) + 1,
    texts.findIndex((text) => text.startsWith(assigned))
  )
  assert.ok(texts.includes(told))
})

test('it was not read whether Extended Protection is on: it may be', () => {
  assert.is(
    meaning({ extendedProtection: { error: 'access denied' } }),
    `${moment(443)} Whether Extended Protection is on was not read: if it is, ${must}`
  )
})

test('it is off at the front end, or the certificate is none that a load balancer sees', () => {
  assert.is(meaning(ews('Default Web Site', 'None')), moment(443))
  assert.is(meaning(ews('Exchange Back End', 'Require')), moment(443))
  assert.is(meaning({}, front, loopback), moment(443))
  assert.is(meaning({}, back), moment(444))
})

test.run()
