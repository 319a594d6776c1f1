import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Drift, Headline } from '../../judging/policy'
import type { PropertyPath } from '../../kernel/propertyPath'
import { buildHeadline } from '../../policies/build/headline'
import { policies } from '../../policies/catalogue'
import { folderAclsHeadline } from '../../policies/folder-acls/headline'
import { plainHeadline } from '../../policies/headlineParts'
import { judgeCertificate } from '../../policies/iis/certificateFaults'
import { servicesHeadline } from '../../policies/services/headline'
import { sharedWebConfigHeadline } from '../../policies/shared-web-config/headline'
import { namedIn, sslBindingsHeadline } from '../../policies/ssl-bindings/headline'
import { serverFacts } from '../support/server'
import { foundDrift } from '../support/verdict'

const test = suite('policies: headlines')

type Found = readonly [path: PropertyPath, actual: string, desired?: string, named?: Drift['named']]

const expired = 'certificate 4E7A631C7FC13FBBEB830400529E22A639E63E83 expired on 2026-10-03'
const expiredOn = (path: PropertyPath, endpoint: string, certificate = '4E7A631C'): Found => [
  path,
  `${endpoint}, ${expired}`,
  `${endpoint} with a valid certificate`,
  { endpoint, fault: 'expired on 2026-10-03', certificate }
]
const auth = 'C:\\Exchange Server\\V15\\FrontEnd\\HttpProxy\\owa\\auth'

const titles: ReadonlyArray<readonly [Headline, ReadonlyArray<Found>, string]> = [
  [servicesHeadline, [[['services', 'W3SVC'], 'Disabled, Stopped']], 'W3SVC is Disabled'],
  [
    servicesHeadline,
    [
      [['services', 'MSExchangeTransport'], 'Disabled, Stopped'],
      [['services', 'WAS'], 'Automatic, Stopped'],
      [['services', 'FMS'], 'Disabled, Running'],
      [['services', 'MSExchangeIS'], 'absent'],
      [['services', 'IISADMIN'], 'Manual, Running'],
      [['services', 'WinMgmt'], 'Automatic, Running, marked for deletion']
    ],
    '2 services are Disabled: FMS, MSExchangeTransport; WAS is Stopped; MSExchangeIS is not installed; ' +
      'IISADMIN is Manual; WinMgmt is marked for deletion'
  ],
  [
    servicesHeadline,
    ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((name): Found => [['services', name], 'Disabled, Stopped']),
    '7 services are Disabled: A, B, C, D, E and 2 more'
  ],
  [
    servicesHeadline,
    [[['journal', 'restartDue', 'services-start'], 'IIS is still to be restarted']],
    'IIS is still to be restarted'
  ],
  [
    sharedWebConfigHeadline,
    [
      [['sharedWebConfig', 'clientAccess'], 'absent'],
      [['sharedWebConfig', 'httpProxy'], 'absent']
    ],
    'SharedWebConfig.config is missing (ClientAccess, FrontEnd\\HttpProxy)'
  ],
  [
    sharedWebConfigHeadline,
    [[['sharedWebConfig', 'httpProxy'], 'malformed']],
    'SharedWebConfig.config is not well-formed XML (FrontEnd\\HttpProxy)'
  ],
  [folderAclsHeadline, [[['acls', auth], 'inheritance off']], 'owa\\auth: inheritance off'],
  [
    sslBindingsHeadline,
    [expiredOn(['bindings', 'Default Web Site:443'], '*:443')],
    'certificate of *:443 expired on 2026-10-03: 4E7A631C'
  ],
  [
    sslBindingsHeadline,
    [
      expiredOn(['bindings', 'Default Web Site:443'], '*:443'),
      expiredOn(['httpSys', '127.0.0.1:443'], '127.0.0.1:443', 'EX01'),
      [['bindings', 'Exchange Back End:444'], 'absent'],
      [
        ['httpSys', '0.0.0.0:444'],
        '0.0.0.0:444, no certificate assigned',
        '0.0.0.0:444 with a valid certificate',
        { endpoint: '0.0.0.0:444' }
      ]
    ],
    'certificate of *:443 expired on 2026-10-03 (also 127.0.0.1:443); Exchange Back End:444 has no https binding; ' +
      'http.sys: 0.0.0.0:444 has no certificate'
  ],
  [buildHeadline, [[['build'], '15.2.1258.39', '15.2.1748.53 or later']], 'needs CU15 Sep26SUv2'],
  [buildHeadline, [[['build'], 'ExSetup.exe is missing', 'present']], 'ExSetup.exe is missing'],
  [buildHeadline, [[['build'], '15.2.1258.39', '15.2.9999.1 or later']], 'needs 15.2.9999.1 or later'],
  [
    buildHeadline,
    [
      [['binaries', 'Bin\\a.dll'], '15.2.1.1'],
      [['binaries', 'Bin\\b.dll'], 'missing']
    ],
    '2 files are not of this build: Bin\\a.dll, Bin\\b.dll'
  ],
  [
    plainHeadline,
    [[['setupLog', 'unprepared'], 'The organization is not prepared (1603)']],
    'The organization is not prepared (1603)'
  ],
  [
    plainHeadline,
    [
      [['componentStates', 'HubTransport'], 'Inactive'],
      [['componentStates', 'Monitoring'], 'Inactive']
    ],
    'componentStates.HubTransport: Inactive (and 1 more)'
  ]
]

for (const [headline, found, title] of titles)
  test(title, () => {
    const drifts = found.map(([path, actual, desired = 'right', named = {}]) =>
      foundDrift({ path, actual, desired, named })
    )
    assert.is(headline.title(drifts), title)
    assert.ok(headline.why(drifts).length > 0)
  })

test('each policy says why it matters in its own words, but for those of setup logs, whose issues say it', () => {
  const without = policies.filter(({ headline }) => headline === undefined)
  for (const { name, decides, supports } of without)
    assert.ok(
      [...decides, ...supports].some((section) => /^(?:setupLog|servicesBefore)/.test(section)),
      name
    )
})

test('where security fixes are missing, that is the reason', () => {
  const found = foundDrift({
    path: ['build'],
    actual: '15.2.1258.39',
    desired: '15.2.1748.55 or later',
    evidence: ['ExSetup.exe has it.', 'The table has it.'],
    named: { securityUpdate: '15.2.1748.55' }
  })
  assert.is(
    buildHeadline.why([found]),
    'Security fixes are missing: 15.2.1258.39 is older than 15.2.1748.55 (CU15 Oct26SU).'
  )
  const asked = { ...found, evidence: ['ExSetup.exe has it.', 'The setting asks for it.'], named: {} }
  assert.is(buildHeadline.why([asked]), 'The setting asks for it.')
})

const subjects: ReadonlyArray<readonly [subject: string, title: string]> = [
  ['CN=mail.contoso.example, O=Contoso', 'certificate of *:443 expired on 2026-10-03: mail.contoso.example'],
  ['O=Contoso, CN=mail.contoso.example', 'certificate of *:443 expired on 2026-10-03: mail.contoso.example'],
  [`CN=${'long.'.repeat(10)}example`, 'certificate of *:443 expired on 2026-10-03: 4E7A631C'],
  ['', 'certificate of *:443 expired on 2026-10-03: 4E7A631C']
]

for (const [subject, title] of subjects)
  test(`an expired certificate is named: ${subject}`, () => {
    const thumbprint = '4E7A631C7FC13FBBEB830400529E22A639E63E83'
    const facts = serverFacts({
      certificates: [{ thumbprint, subject, notBefore: '2024-10-03T00:00:00Z', notAfter: '2026-10-03T00:00:00Z' }]
    })
    const state = judgeCertificate(facts, { thumbprint, store: null }, 443)
    if (state._tag !== 'Faulty') throw new Error('the certificate is not expired')
    const drift = foundDrift({ path: ['bindings', 'Default Web Site:443'], named: namedIn('*:443', state) })
    assert.is(sslBindingsHeadline.title([drift]), title)
  })

test.run()
