import { sslBindings } from '../../../policies/ssl-bindings/policy'
import { httpsBinding } from '../../support/bindings'
import { certificate } from '../../support/certificates'
import { testPolicy } from '../../support/policyTester'
import { backEndCertificate, frontEndCertificate, serverFacts } from '../../support/server'

const other = 'C'.repeat(40)
const iis = '{4dc3e181-e14b-4a21-b022-59fc669b0914}'
const authority = 'CN=Contoso Public CA'

const https = (address: string, thumbprint: string | null, host = '', sslFlags = 0) =>
  httpsBinding('Default Web Site', address, 443, thumbprint, host, sslFlags)
const back = { ...https('*', backEndCertificate), site: 'Exchange Back End', port: 444 }

const over = { notAfter: '2026-10-01T00:00:00Z' }
const names = ['mail.contoso.example', 'autodiscover.contoso.example']
const forClients = certificate(frontEndCertificate, 'CN=mail.contoso.example', { names, issuer: authority })
const ownNames = { names: ['EX01', 'ex01.contoso.example'], issuer: 'CN=EX01' }
const selfSigned = certificate(backEndCertificate, 'CN=EX01', ownNames)
const newSelfSigned = certificate(other, 'CN=EX01', ownNames)

const record = (address: string | null, thumbprint: string, changes: Readonly<Record<string, unknown>> = {}) => ({
  address,
  port: 443,
  host: null,
  thumbprint,
  ...changes
})
const record444 = { ...record('0.0.0.0', backEndCertificate), port: 444 }

/** The front end has these certificates on all addresses and on 127.0.0.1; null for none. */
const fronts = (main: string | null, loopback: string | null) => ({
  bindings: [https('', main), https('127.0.0.1', loopback), back],
  httpSys: [
    ...(main === null ? [] : [record('0.0.0.0', main)]),
    ...(loopback === null ? [] : [record('127.0.0.1', loopback)]),
    record444
  ]
})

/** The healthy front end, with a binding for one host name besides. */
const byHost = (host: string, thumbprint: string, sslFlags = 1) => ({
  bindings: [https('', frontEndCertificate), https('*', thumbprint, host, sslFlags), back],
  httpSys: [
    record('0.0.0.0', frontEndCertificate),
    ...(sslFlags === 1 ? [record(null, thumbprint, { host, appId: iis })] : []),
    record444
  ]
})

/** The healthy front end, and a record that no binding of IIS holds. */
const leftOver = (left: unknown) => ({
  bindings: [https('', frontEndCertificate), back],
  httpSys: [record('0.0.0.0', frontEndCertificate), left, record444]
})

const baseline = (main: string, loopback: string, certificates: ReadonlyArray<unknown>) => ({
  baseline: serverFacts({ ...fronts(main, loopback), certificates })
})
const withClients = baseline(frontEndCertificate, frontEndCertificate, [forClients, selfSigned])

const drift443 = (fault: string) => ({
  path: 'bindings["Default Web Site:443"]',
  actual: `*:443, ${fault}`,
  desired: '*:443 with a valid certificate'
})
const lost = drift443('no certificate assigned')
const ended = drift443(`certificate ${frontEndCertificate} expired on 2026-10-01`)
const ownEnded = drift443(`certificate ${backEndCertificate} expired on 2026-10-01`)

const crm = certificate(other, 'CN=crm.contoso.example', { names: ['crm.contoso.example'], issuer: authority })
const ownIsServed = `*:443 has the server's own certificate ${backEndCertificate} ("CN=EX01")`

testPolicy(sslBindings, {
  compliant: [
    {
      name: 'the loopback address alone has the certificate of the server: clients never see it',
      facts: { ...fronts(frontEndCertificate, backEndCertificate), certificates: [forClients, selfSigned] },
      desired: withClients,
      reason: /^$/
    },
    {
      name: 'the self-signed certificate is on all addresses, and the store holds no other one for clients',
      facts: { ...fronts(backEndCertificate, backEndCertificate), certificates: [selfSigned] },
      reason: /^((?!own certificate).)*$/
    },
    ...[frontEndCertificate, backEndCertificate].map((loopback) => ({
      name: `the self-signed certificate is on all addresses, beside one for clients: ${loopback.slice(0, 1)} on 127.0.0.1`,
      facts: { ...fronts(backEndCertificate, loopback), certificates: [forClients, selfSigned] },
      reason: `${ownIsServed}, beside ${frontEndCertificate} for clients`
    })),
    {
      name: 'the self-signed certificate was on all addresses before the update, too',
      facts: { ...fronts(backEndCertificate, backEndCertificate), certificates: [forClients, selfSigned] },
      desired: baseline(backEndCertificate, backEndCertificate, [forClients, selfSigned]),
      reason: ownIsServed
    },
    {
      name: 'the self-signed certificate is on all addresses, and the one for clients of before has expired',
      facts: {
        ...fronts(backEndCertificate, backEndCertificate),
        certificates: [{ ...forClients, ...over }, selfSigned]
      },
      desired: withClients,
      reason: `${ownIsServed}, and had ${frontEndCertificate} before`
    },
    {
      name: 'a certificate that a domain enrols for each computer is on all addresses, beside one for clients',
      facts: {
        ...fronts(other, other),
        certificates: [forClients, selfSigned, certificate(other, 'CN=ex01.contoso.example')]
      },
      reason: `*:443 has the server's own certificate ${other}`
    },
    {
      name: 'the self-signed certificate is on all addresses of IPv6',
      facts: { ...leftOver(record('[::]', backEndCertificate)), certificates: [forClients, selfSigned] },
      reason: `[::]:443 has the server's own certificate ${backEndCertificate}`
    },
    {
      name: 'a binding for a host name has a certificate that holds it',
      facts: { ...byHost('mail.contoso.example', frontEndCertificate), certificates: [forClients, selfSigned] },
      reason: /^$/
    },
    {
      name: 'the names of the certificate of a host name were never looked at, and its common name is that one',
      facts: {
        ...byHost('crm.contoso.example', other),
        certificates: [forClients, selfSigned, certificate(other, 'CN=crm.contoso.example')]
      },
      reason: /^((?!was not read).)*$/
    },
    {
      name: 'the names of the certificate of a host name were never looked at, and its common name is another',
      facts: {
        ...byHost('mail.contoso.example', other),
        certificates: [forClients, selfSigned, certificate(other, 'CN=crm.contoso.example')]
      },
      reason: `whether ${other} holds the name mail.contoso.example was not read`
    },
    {
      name: 'a binding for a host name without SNI is served by the certificate for all addresses, which lacks the name',
      facts: {
        ...byHost('crm.contoso.example', frontEndCertificate, 0),
        certificates: [forClients, selfSigned]
      },
      reason: `*:443:crm.contoso.example is served by the certificate ${frontEndCertificate}, which does not hold that name`
    }
  ],
  drifting: [
    ...(
      [
        ['localhost alone', 'CN=localhost', ['localhost']],
        ['the server and localhost', 'CN=ex01.contoso.example', ['ex01.contoso.example', 'localhost']],
        ['another website', 'CN=crm.contoso.example', ['crm.contoso.example']],
        ['any host of the domain', 'CN=*.contoso.example', ['*.contoso.example']]
      ] as const
    ).flatMap(([what, subject, held]) => [
      {
        name: `nothing but the loopback address tells, and its certificate is for ${what}`,
        facts: {
          ...fronts(null, other),
          certificates: [forClients, selfSigned, certificate(other, subject, { names: held })]
        },
        drifts: [{ ...lost, remediation: null }]
      },
      {
        name: `the baseline tells, and the certificate of the loopback address was the same on all addresses: ${what}`,
        facts: {
          ...fronts(null, other),
          certificates: [forClients, selfSigned, certificate(other, subject, { names: held })]
        },
        desired: baseline(other, other, [selfSigned, certificate(other, subject, { names: held })]),
        drifts: [{ ...lost, remediation: [`' '${other}'`] }]
      }
    ]),
    ...['mail', 'autodiscover'].map((label) => ({
      name: `nothing but the loopback address tells, and its certificate holds a name that clients use: ${label}`,
      facts: {
        ...fronts(null, other),
        certificates: [selfSigned, certificate(other, 'CN=x', { names: [`${label}.contoso.example`, 'localhost'] })]
      },
      drifts: [{ ...lost, remediation: [`' '${other}'`] }]
    })),
    {
      name: 'the loopback address has one for localhost, and the baseline names the one for clients',
      facts: {
        ...fronts(null, other),
        certificates: [forClients, selfSigned, certificate(other, 'CN=localhost', { names: ['localhost'] })]
      },
      desired: withClients,
      drifts: [{ ...lost, remediation: [`' '${frontEndCertificate}'`] }]
    },
    ...['crm', 'mail'].map((label) => ({
      name: `all addresses have one that is gone, and the loopback address has that of ${label}`,
      facts: {
        ...fronts(frontEndCertificate, other),
        certificates: [selfSigned, certificate(other, 'CN=x', { names: [`${label}.contoso.example`] })]
      },
      drifts: [
        {
          ...drift443(`certificate ${frontEndCertificate} is not in the certificate store`),
          byHand: 'the certificate that the site has had is not in the personal store',
          remediation: null
        }
      ]
    })),
    ...(
      [
        ['the baseline', fronts(backEndCertificate, backEndCertificate), withClients],
        ['the loopback address', fronts(backEndCertificate, frontEndCertificate), {}],
        [
          'the loopback address of the baseline',
          fronts(backEndCertificate, null),
          baseline(backEndCertificate, frontEndCertificate, [forClients, selfSigned])
        ]
      ] as const
    ).map(([what, facts, desired]) => ({
      name: `the self-signed one on all addresses has expired, and ${what} has a valid one for clients`,
      facts: {
        ...facts,
        bindings: facts.bindings.slice(0, 1).concat({ ...back, thumbprint: other }),
        httpSys: [...facts.httpSys.slice(0, -1), { ...record444, thumbprint: other }],
        certificates: [forClients, { ...selfSigned, ...over }, newSelfSigned]
      },
      desired,
      drifts: [
        {
          ...ownEnded,
          byHand: 'the site has the certificate of the server itself',
          remediation: null
        },
        ...(what === 'the baseline'
          ? [
              {
                path: 'httpSys["127.0.0.1:443"]',
                actual: `127.0.0.1:443, certificate ${backEndCertificate} expired on 2026-10-01`,
                desired: '127.0.0.1:443 with a valid certificate',
                remediation: null
              }
            ]
          : [])
      ]
    })),
    {
      name: 'the baseline has a self-signed one that has expired, and the loopback address a valid one for clients',
      facts: {
        ...fronts(null, frontEndCertificate),
        bindings: [https('', null), { ...back, thumbprint: other }],
        httpSys: [record('127.0.0.1', frontEndCertificate), { ...record444, thumbprint: other }],
        certificates: [forClients, { ...selfSigned, ...over }, newSelfSigned]
      },
      desired: baseline(backEndCertificate, frontEndCertificate, [forClients, selfSigned]),
      drifts: [{ ...lost, remediation: null }]
    },
    {
      name: 'the binding is absent, its record has the self-signed one, and the baseline a valid one for clients',
      facts: {
        bindings: [https('127.0.0.1', null), back],
        httpSys: [record('0.0.0.0', backEndCertificate), record444],
        certificates: [forClients, selfSigned]
      },
      desired: withClients,
      drifts: [
        {
          path: 'bindings["Default Web Site:443"]',
          actual: 'only on 127.0.0.1:443',
          desired: 'https on *:443 with a valid certificate',
          remediation: null
        }
      ]
    },
    {
      name: 'one for another website has expired on all addresses, and the baseline has a valid one for clients',
      facts: {
        ...fronts(other, null),
        bindings: [https('', other), back],
        certificates: [forClients, selfSigned, { ...crm, ...over }, { ...crm, thumbprint: 'D'.repeat(40) }]
      },
      desired: withClients,
      drifts: [{ ...drift443(`certificate ${other} expired on 2026-10-01`), remediation: null }]
    },
    {
      name: 'the self-signed one has expired on all addresses, and nothing tells of another: its successor is taken',
      facts: {
        bindings: [https('', backEndCertificate), { ...back, thumbprint: other }],
        httpSys: [record('0.0.0.0', backEndCertificate), { ...record444, thumbprint: other }],
        certificates: [forClients, { ...selfSigned, ...over }, newSelfSigned]
      },
      drifts: [{ ...ownEnded, remediation: [`' '${other}'`] }]
    },
    ...(
      [
        ['itself', 'CN=mail.contoso.example'],
        ['an internal authority', 'CN=contoso-DC01-CA'],
        ['nobody known', null],
        ['nobody', '']
      ] as const
    ).map(([by, issuer]) => ({
      name: `the certificate has expired, and one for the same names is signed by ${by}`,
      facts: {
        bindings: [https('', frontEndCertificate), back],
        httpSys: [record('0.0.0.0', frontEndCertificate), record444],
        certificates: [{ ...forClients, ...over }, selfSigned, { ...forClients, thumbprint: other, issuer }]
      },
      drifts: [
        {
          ...ended,
          byHand: 'the certificate for the same name is not known to be of the same issuer',
          remediation: null
        }
      ]
    })),
    ...(['', null] as const).map((issuer) => ({
      name: `the certificate has expired, and its issuer is ${issuer === null ? 'not known' : 'empty'}`,
      facts: {
        bindings: [https('', frontEndCertificate), back],
        httpSys: [record('0.0.0.0', frontEndCertificate), record444],
        certificates: [{ ...forClients, ...over, issuer }, selfSigned, { ...forClients, thumbprint: other, issuer }]
      },
      drifts: [{ ...ended, remediation: null }]
    })),
    {
      name: 'the certificate has expired, and one of the same issuer is there beside a self-signed one',
      facts: {
        bindings: [https('', frontEndCertificate), back],
        httpSys: [record('0.0.0.0', frontEndCertificate), record444],
        certificates: [
          { ...forClients, ...over },
          selfSigned,
          { ...forClients, thumbprint: other, issuer: 'cn=contoso public ca' },
          { ...forClients, thumbprint: 'D'.repeat(40), issuer: 'CN=mail.contoso.example' }
        ]
      },
      drifts: [{ ...ended, resolution: [`AddSslCertificate('${other}', 'My')`], remediation: [`' '${other}'`] }]
    },
    ...(
      [
        ['the self-signed one', selfSigned],
        ['that of another website', crm]
      ] as const
    ).flatMap(([what, { thumbprint }]) => [
      {
        name: `Exchange's own binding for a name of its clients has ${what}`,
        facts: { ...byHost('mail.contoso.example', thumbprint), certificates: [forClients, selfSigned, crm] },
        drifts: [
          {
            path: 'httpSys["mail.contoso.example:443"]',
            actual: `mail.contoso.example:443, certificate ${thumbprint} does not hold the name mail.contoso.example`,
            desired: 'mail.contoso.example:443 with a valid certificate',
            remediation: null
          }
        ]
      },
      {
        name: `a record that is left over for a name of Exchange's clients has ${what}`,
        facts: {
          ...leftOver(record(null, thumbprint, { host: 'mail.contoso.example', appId: iis })),
          certificates: [forClients, selfSigned, crm]
        },
        drifts: [
          {
            path: 'httpSys["mail.contoso.example:443"]',
            actual: `mail.contoso.example:443, certificate ${thumbprint} does not hold the name mail.contoso.example`,
            desired: 'mail.contoso.example:443 with a valid certificate',
            evidence: [thumbprint],
            remediation: null
          }
        ]
      },
      {
        name: `Exchange's own binding for a name of its clients has ${what}, and http.sys was not looked at`,
        facts: {
          ...byHost('mail.contoso.example', thumbprint),
          httpSys: undefined,
          certificates: [forClients, selfSigned, crm]
        },
        drifts: [
          {
            path: 'bindings["Default Web Site:*:443:mail.contoso.example"]',
            actual: `*:443:mail.contoso.example, certificate ${thumbprint} does not hold the name mail.contoso.example`,
            desired: '*:443:mail.contoso.example with a valid certificate',
            remediation: null
          }
        ]
      }
    ])
  ],
  unknown: [
    {
      name: 'the self-signed certificate is on all addresses, and the one for clients of before is still valid',
      facts: { ...fronts(backEndCertificate, backEndCertificate), certificates: [forClients, selfSigned] },
      desired: withClients,
      reason: `*:443 has the server's own certificate ${backEndCertificate} ("CN=EX01"), and had ${frontEndCertificate} before, which is still valid`
    },
    {
      name: 'the self-signed certificate is on all addresses of IPv6, where one for clients was before',
      facts: { ...leftOver(record('[::]', backEndCertificate)), certificates: [forClients, selfSigned] },
      desired: {
        baseline: serverFacts({
          ...leftOver(record('[::]', frontEndCertificate)),
          certificates: [forClients, selfSigned]
        })
      },
      reason: `[::]:443 has the server's own certificate ${backEndCertificate}`
    },
    {
      name: 'the names of the certificate of a host name could not be read',
      facts: {
        ...byHost('mail.contoso.example', other),
        certificates: [forClients, selfSigned, certificate(other, 'CN=crm.contoso.example', { names: null })]
      },
      reason: `whether ${other} holds the name mail.contoso.example was not read`
    }
  ],
  notApplicable: []
})
