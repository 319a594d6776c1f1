import {
  both,
  casesOf,
  counts,
  failed,
  files,
  holds,
  is,
  keys,
  numbered,
  parts,
  unchanged,
  withoutFolder
} from './collectorCases'
import { binding, hash, records, site } from './collectorPlaces'
import { httpKey, servicesKey } from './machine'
import { configuration } from './machineFiles'

const certificate = (index: number) => ({
  thumbprint: index.toString(16).padStart(40, '0').toUpperCase(),
  subject: `CN=${index}`,
  issuer: 'CN=Authority',
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2027-01-01T00:00:00Z',
  key: 'here',
  names: ['a.example', 'b.example']
})

const services = casesOf('services', [
  [
    'present',
    'those of a mailbox server',
    unchanged,
    holds('{"name":"MSExchangeIS","status":"Running","startType":"Automatic"')
  ],
  ['absent', 'not one', parts({ services: {} }), failed(/lists no service/)],
  [
    'denied',
    'the service manager',
    unchanged,
    failed(/lists no service: access denied/),
    { faults: { 'Get-Service *': 'denied' } }
  ],
  ['denied', 'the details of one', unchanged, holds('"MSExchangeIS"'), { faults: { 'Get-Service *': 'withheld' } }],
  [
    'denied',
    'the key of one',
    parts({ deniedKeys: [`${servicesKey}\\MSExchangeIS`] }),
    holds('{"name":"MSExchangeIS","status":"Running","startType":null')
  ],
  [
    'damaged',
    'odd start types',
    keys({ [`${servicesKey}\\MSExchangeIS`]: { Start: 9 }, [`${servicesKey}\\FMS`]: { Start: 'two' } }),
    holds(
      '{"name":"MSExchangeIS","status":"Running","startType":null',
      '{"name":"FMS","status":"Running","startType":null'
    )
  ],
  [
    'damaged',
    'odd names',
    (state) => ({ ...state, services: { ...state.services, "it's[x] $y* `\u2019\u6f22": 'Running' } }),
    holds("it's[x] $y* `\u2019\u6f22")
  ],
  ['huge', '1,000', parts({ services: numbered(1_000, (index) => [`S${index}`, 'Running']) }), counts(1_000)]
])

const bindings = casesOf('bindings', [
  [
    'present',
    'those of Exchange',
    unchanged,
    both(counts(5), holds(`"port":444,"host":"","thumbprint":"${'B'.repeat(40)}"`))
  ],
  ['absent', 'no IIS', keys({ 'SOFTWARE\\Microsoft\\InetStp': undefined }), failed(/list of bindings is empty/)],
  [
    'absent',
    'no folder of its configuration',
    withoutFolder('C:\\Windows\\System32\\inetsrv\\config'),
    failed(/configuration of IIS is not there/),
    { also: ['webRoots'] }
  ],
  [
    'denied',
    'its configuration',
    unchanged,
    failed(/access denied/),
    { faults: { [`Open ${configuration}`]: 'denied' }, also: ['webRoots'] }
  ],
  ['damaged', 'no XML', files({ [configuration]: '<configuration>' }), failed(/XmlException/), { also: ['webRoots'] }],
  [
    'damaged',
    'a document type',
    files({
      [configuration]: '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///c:/x">]><configuration>&y;</configuration>'
    }),
    failed(/DTD/),
    { also: ['webRoots'] }
  ],
  ['damaged', 'no site', files({ [configuration]: '<configuration />' }), failed(/lists no site/)],
  [
    'damaged',
    'an odd binding',
    files({ [configuration]: site('<binding protocol="https" bindingInformation="x" />') }),
    failed(/can't be understood/)
  ],
  [
    'huge',
    '500',
    files({
      [configuration]: site(Array.from({ length: 500 }, (_, index) => binding(1_000 + index)).join(''))
    }),
    counts(500)
  ]
])

const httpSys = casesOf('httpSys', [
  ['present', 'those of Exchange', unchanged, both(counts(3), holds('"isOwnAddress":true'))],
  ['absent', 'no record', keys({ [records]: undefined }), is([]), { also: ['bindings'] }],
  [
    'denied',
    'the registry, so that netsh is asked',
    parts({ deniedKeys: [records] }),
    both(counts(3), holds(`"thumbprint":"${'B'.repeat(40)}"`))
  ],
  [
    'denied',
    'the registry, and netsh shows nothing',
    parts({ deniedKeys: [records] }),
    failed(/registry \(access denied\), nor by netsh/),
    { faults: { 'netsh.exe http show sslcert': 'empty' }, also: ['bindings', 'certificates'] }
  ],
  [
    'denied',
    'the registry, and netsh is not there',
    parts({ deniedKeys: [records] }),
    failed(/registry \(access denied\), nor by netsh/),
    { faults: { 'netsh.exe http show sslcert': 'missing' }, also: ['bindings', 'certificates'] }
  ],
  [
    'denied',
    'the network',
    unchanged,
    both(counts(3), holds('"isOwnAddress":null')),
    { faults: { GetAllNetworkInterfaces: 'error' } }
  ],
  [
    'present',
    'one of the central certificate store, which has no hash',
    keys({ [`${httpKey}\\SslCcsBindingInfo\\0.0.0.0:443`]: { AppId: { bytes: '00'.repeat(16) } } }),
    both(counts(4), holds('"isCentral":true', '"port":443'))
  ],
  [
    'damaged',
    'a hash that is a number',
    keys({ [`${records}\\0.0.0.0:444`]: { SslCertHash: 5 } }),
    both(counts(3), holds('SslCertHash holds no bytes')),
    { also: ['bindings'] }
  ],
  [
    'damaged',
    'names that are no endpoints',
    keys({
      [`${records}\\nonsense`]: { SslCertHash: hash },
      [`${records}\\0.0.0.0:99999`]: { SslCertHash: hash }
    }),
    both(counts(5), holds("a record named 'nonsense'", "a record named '0.0.0.0:99999'"))
  ],
  [
    'huge',
    '300',
    keys(
      numbered(300, (index) => [
        `${records}\\10.0.${index % 250}.1:${1_000 + index}`,
        { SslCertHash: hash, SslCertStoreName: 'My' }
      ])
    ),
    counts(303)
  ]
])

const certificates = casesOf('certificates', [
  ['present', 'those of Exchange', unchanged, both(counts(3), holds('"hasPrivateKey":true', '"store":"My"'))],
  ['absent', 'not one', parts({ certificates: { My: [] } }), failed(/list of certificates is empty/)],
  ['denied', 'the store', unchanged, failed(/./), { faults: { 'OpenStore My': 'denied' } }],
  [
    'denied',
    'a key',
    parts({ certificates: { My: [{ ...certificate(1), key: 'denied' }] } }),
    holds('"hasPrivateKey":null')
  ],
  [
    'damaged',
    'a key of each kind of provider',
    parts({
      certificates: { My: [certificate(1), { ...certificate(2), key: 'cng' }, { ...certificate(3), key: 'other' }] }
    }),
    holds('"isCng":false', '"isCng":true', '"isCng":null')
  ],
  [
    'damaged',
    'a key that is gone',
    parts({ certificates: { My: [{ ...certificate(1), key: 'gone' }] } }),
    holds('"hasPrivateKey":false')
  ],
  [
    'damaged',
    'names that can not be read',
    parts({ certificates: { My: [{ ...certificate(1), names: [], damagedNames: true }] } }),
    holds('"names":null', '"usages":[]')
  ],
  [
    'huge',
    '300',
    parts({ certificates: { My: Array.from({ length: 300 }, (_, index) => certificate(index)) } }),
    both(counts(300), holds('["a.example","b.example"]', '"issuer":"CN=Authority"'))
  ]
])

export const collectorOfWindows = [...services, ...bindings, ...httpSys, ...certificates]
