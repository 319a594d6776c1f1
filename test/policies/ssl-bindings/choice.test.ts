import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { forAll, loopback } from '../../../policies/iis/endpoints'
import { choiceFor, shownChoice, storeOfChoice } from '../../../policies/ssl-bindings/choice'
import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { httpsBinding as https } from '../../support/bindings'
import { judgeRow } from '../../support/policyTester'
import { backEndCertificate, frontEndCertificate, serverFacts } from '../../support/server'
import { back, backStored, certificate, front, otherCertificate, record } from './exchangeBindings'

const test = suite('policies: the certificates that a person may choose from')

const mail = certificate(frontEndCertificate, {
  subject: 'CN=mail.contoso.example',
  names: ['mail.contoso.example'],
  issuer: 'CN=Public CA'
})
const shop = certificate(otherCertificate, {
  subject: 'CN=shop.contoso.example',
  names: ['shop.contoso.example'],
  issuer: 'CN=Public CA'
})
const own = { ...backStored, issuer: 'CN=EX01', names: ['EX01'] }
const renewed = { ...mail, thumbprint: otherCertificate, store: 'WebHosting' }
const named = (host: string) => ({ address: '', host })

const rows: ReadonlyArray<
  readonly [
    name: string,
    facts: Parameters<typeof serverFacts>[0],
    listener: { readonly address: string; readonly host: string },
    forClients: ReadonlyArray<string>,
    store: string | null
  ]
> = [
  ['the one for clients, and not the own one', { certificates: [mail, own] }, forAll, [frontEndCertificate], 'My'],
  ['no one that has expired', { certificates: [{ ...mail, notAfter: '2026-02-01T00:00:00Z' }, own] }, forAll, [], 'My'],
  ['at the loopback address the own one too', { certificates: [own] }, loopback, [backEndCertificate], 'My'],
  [
    'the one that the site itself has for a host name',
    { bindings: [{ ...front, host: 'mail.contoso.example' }, back], httpSys: [], certificates: [mail, own] },
    forAll,
    [frontEndCertificate],
    'My'
  ],
  [
    'one for mail that another program uses as well',
    {
      bindings: [back],
      httpSys: [record(null, 443, frontEndCertificate, 'sts.contoso.example')],
      certificates: [mail, own]
    },
    forAll,
    [frontEndCertificate],
    'My'
  ],
  [
    'none that another site has for itself',
    { bindings: [https('Shop', '', 8443, otherCertificate), back], httpSys: [], certificates: [shop, own] },
    forAll,
    [],
    'My'
  ],
  ['one that lies in WebHosting', { certificates: [renewed, own] }, forAll, [otherCertificate], 'WebHosting'],
  [
    'those of both stores',
    { certificates: [mail, renewed, own] },
    forAll,
    [frontEndCertificate, otherCertificate],
    null
  ],
  [
    'none of a store that IIS does not offer',
    { certificates: [{ ...mail, store: 'Remote Desktop' }] },
    forAll,
    [],
    'My'
  ],
  [
    'for a host name none that is known to lack it',
    { certificates: [mail, own] },
    named('autodiscover.contoso.example'),
    [],
    'My'
  ],
  [
    'for a host name the one that holds it',
    { certificates: [mail, shop] },
    named('shop.contoso.example'),
    [otherCertificate],
    'My'
  ]
]

for (const [name, facts, listener, forClients, store] of rows)
  test(`there is to choose: ${name}`, () => {
    const choice = choiceFor(serverFacts(facts), listener)
    assert.equal(
      choice.forClients.map(({ thumbprint }) => thumbprint),
      forClients
    )
    assert.is(storeOfChoice(choice), store)
  })

test('one that something else uses says so, and one of another store says which', () => {
  const facts = serverFacts({
    bindings: [back],
    httpSys: [record(null, 443, frontEndCertificate, 'sts.contoso.example')],
    certificates: [mail, renewed]
  })
  assert.equal(choiceFor(facts, forAll).forClients.map(shownChoice(facts)), [
    `${frontEndCertificate} ("CN=mail.contoso.example", also in use for something else)`,
    `${otherCertificate} ("CN=mail.contoso.example" in the store WebHosting)`
  ])
})

/** The steps of the first drift, each with its command. */
const stepsOf = (facts: Parameters<typeof serverFacts>[0]): string =>
  (judgeRow(sslBindings, { name: 'a server', facts }).drifts[0]?.resolution.steps ?? [])
    .map(({ text, command }) => `${text}\n${command ?? ''}`)
    .join('\n')

test('where the certificate of clients has expired and no other is left, it is to be renewed, and the own one is no substitute', () => {
  const steps = stepsOf({ certificates: [{ ...mail, notAfter: '2026-02-01T00:00:00Z' }, own] })
  assert.match(steps, /No certificate for clients in Cert:\\LocalMachine\\My is known to be valid/)
  assert.match(steps, `${backEndCertificate} ("CN=EX01") is the server's own: clients do not trust it. Renew`)
  assert.not.match(steps, 'Choose')
})

test('where the only one lies in WebHosting, it is assigned from there; where it may be in both stores, the command asks', () => {
  const without = {
    bindings: [{ ...front, thumbprint: null }, back],
    httpSys: [record('0.0.0.0', 444, backEndCertificate)]
  }
  assert.match(
    stepsOf({ ...without, certificates: [renewed, own] }),
    `AddSslCertificate((Read-Host 'Thumbprint'), 'WebHosting')`
  )
  assert.match(
    stepsOf({ ...without, certificates: [mail, renewed, own] }),
    `AddSslCertificate((Read-Host 'Thumbprint'), (Read-Host 'Store: My or WebHosting'))`
  )
})

test('a binding for all addresses that asks for its certificate by host name loses that flag first, by a person', () => {
  const facts = {
    bindings: [{ ...front, address: '*', thumbprint: null, sslFlags: 1 }, back],
    httpSys: [record('0.0.0.0', 444, backEndCertificate)],
    certificates: [mail, own]
  }
  assert.match(
    stepsOf(facts),
    `appcmd.exe set site /site.name:"Default Web Site" /bindings.[protocol='https',bindingInformation='*:443:'].sslFlags:"0"`
  )
  const [drift] = judgeRow(sslBindings, { name: 'a server', facts }).drifts
  assert.equal(drift?.remediation._tag, 'Left')
})

test.run()
