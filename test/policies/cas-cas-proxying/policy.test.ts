import { casCasProxying } from '../../../policies/cas-cas-proxying/policy'
import { withEx01 } from '../../support/inOrganization'
import { testPolicy } from '../../support/policyTester'
import { serverFacts } from '../../support/server'

const older = '14.3.509.0'
const newer = '14.3.513.0'
const servicePack = '14.3.123.4'
const roles = ['ClientAccess']

const having = (exSetup: string | null, site: string | null = 'Berlin', name = 'EX01') => ({
  identity: { name, fqdn: null, site, roles, version: servicePack },
  build: { exSetup, binaries: [] }
})

type Place = readonly [exSetup: string | null, site: string | null]

/** The servers of the stack beside EX01, each with its build and its site. */
const beside = (own: string | null, others: Readonly<Record<string, Place>>) => ({
  peers: [
    serverFacts(having(own)),
    ...Object.entries(others).map(([name, [exSetup, site]]) => serverFacts(having(exSetup, site, name), name))
  ]
})

/** An organization by the sites and the external URLs of its Client Access servers; undefined leaves the URLs out. */
const organization = (
  servers: Readonly<Record<string, readonly [site: string | null, url: string | null | undefined]>>,
  sections: object = {}
) =>
  withEx01(
    {},
    {
      servers: Object.entries(servers).map(([name, [site]]) => ({ name, site, roles, version: servicePack })),
      virtualDirectories: Object.entries(servers).flatMap(([server, [, externalUrl]]) =>
        externalUrl === undefined
          ? []
          : [
              { server, kind: 'owa', externalUrl },
              { server, kind: 'ews', externalUrl }
            ]
      ),
      ...sections
    }
  )

const url = 'https://mail.contoso.example/owa'

/** EX01 is Internet-facing, and CAS2 gets clients by way of it. */
const proxying = organization({ EX01: ['Berlin', url], CAS2: ['Hamburg', null] })

const found = { path: 'build.proxying', actual: older, desired: newer, remediation: null }

testPolicy(casCasProxying, {
  concerned: having(older),
  compliant: [
    {
      name: 'one build, and nobody asked the organization',
      facts: having(older),
      desired: beside(older, { CAS2: [older, 'Hamburg'] })
    },
    {
      name: 'the Internet-facing one is updated first',
      facts: having(newer),
      desired: beside(newer, { CAS2: [older, 'Hamburg'] }),
      organization: proxying
    },
    {
      name: 'a server of the same site is newer, by way of which nobody comes',
      facts: having(older),
      desired: beside(older, { CAS2: [newer, 'berlin'] }),
      organization: organization({ EX01: ['Berlin', url], CAS2: ['berlin', null] })
    },
    {
      name: 'the newer one is Internet-facing, too',
      facts: having(older),
      desired: beside(older, { CAS2: [newer, 'Hamburg'] }),
      organization: organization({ EX01: ['Berlin', url], CAS2: ['Hamburg', url] })
    },
    {
      name: 'the newer one stands beside another Internet-facing one in its site',
      facts: having(older),
      desired: beside(older, { CAS2: [newer, 'Hamburg'], CAS3: [newer, 'Hamburg'] }),
      organization: organization({ EX01: ['Berlin', url], CAS2: ['Hamburg', null], CAS3: ['Hamburg', url] })
    },
    {
      name: 'it is the other one whose turn it is',
      facts: having(newer),
      desired: beside(newer, { CAS2: [older, 'Hamburg'] }),
      organization: organization({ EX01: ['Berlin', null], CAS2: ['Hamburg', url] })
    },
    {
      name: 'the only one of the organization',
      facts: having(older),
      organization: organization({ EX01: ['Berlin', url] })
    },
    {
      name: 'one of another product is newer',
      facts: having(older),
      desired: { peers: [serverFacts(having(older)), serverFacts({}, 'EX09')] },
      organization: organization({ EX01: ['Berlin', url] })
    }
  ],
  drifting: [
    {
      name: 'one behind it was updated before',
      facts: having(older),
      desired: beside(older, { CAS2: [newer, 'Hamburg'], CAS3: [older, 'Bonn'] }),
      organization: organization({ EX01: ['Berlin', url], CAS2: ['Hamburg', null], CAS3: ['Bonn', null] }),
      drifts: [
        {
          ...found,
          evidence: [
            'CAS2 in the site Hamburg has 14.3.513.0 (Exchange Server 2010 SP3 RU32), and no external URL.',
            `EX01 has 14.3.509.0 (Exchange Server 2010 SP3 RU31), and the external URL ${url}.`
          ],
          resolution: [
            'update EX01 to 14.3.513.0 next',
            'Install no update on CAS3 yet',
            'Install Exchange Server 2010 SP3 RU32 on EX01.'
          ]
        }
      ]
    },
    {
      name: 'the site stands in the directory alone',
      facts: having(older),
      desired: beside(older, { CAS2: [newer, null] }),
      organization: proxying,
      drifts: [found]
    },
    {
      name: 'one outside of the stack has a newer service pack',
      facts: having('14.2.247.5'),
      organization: proxying,
      drifts: [{ ...found, actual: '14.2.247.5', desired: servicePack }]
    }
  ],
  unknown: [
    {
      name: 'builds differ, and nobody asked the organization',
      facts: having(older),
      desired: beside(older, { CAS2: [newer, 'Hamburg'] }),
      reason: 'which Client Access server is Internet-facing was not read: the settings name no source'
    },
    {
      name: 'builds differ, and the URLs were not read',
      facts: having(older),
      desired: beside(older, { CAS2: [newer, 'Hamburg'] }),
      organization: organization(
        { EX01: ['Berlin', url], CAS2: ['Hamburg', null] },
        { virtualDirectories: { error: 'access denied' } }
      ),
      reason: 'Internet-facing was not read: access denied'
    },
    {
      name: 'organization facts of before the URLs were collected',
      facts: having(older),
      desired: beside(older, { CAS2: [newer, 'Hamburg'] }),
      organization: organization({ EX01: ['Berlin', url], CAS2: ['Hamburg', null] }, { virtualDirectories: undefined }),
      reason: 'missing in this recording'
    },
    {
      name: 'one server alone, and nobody asked the organization',
      facts: having(older),
      reason: 'the stack has no other Client Access server'
    },
    {
      name: 'nobody knows what another server of the stack is',
      facts: having(older),
      desired: {
        peers: [...beside(older, { CAS2: [older, 'Hamburg'] }).peers, serverFacts({ identity: { error: 'no' } }, 'X')]
      },
      organization: proxying,
      reason: 'whether X is a Client Access server is not known'
    },
    {
      name: 'one behind it was not read, and may be newer',
      facts: having(older),
      organization: proxying,
      reason: 'the build of CAS2 was not read, and may be newer'
    },
    {
      name: 'the build of one behind it is not known',
      facts: having(newer),
      desired: beside(newer, { CAS2: [null, 'Hamburg'] }),
      organization: proxying,
      reason: 'the build of CAS2 was not read'
    },
    {
      name: 'no server has an external URL',
      facts: having(older),
      desired: beside(older, { CAS2: [newer, 'Hamburg'] }),
      organization: organization({ EX01: ['Berlin', null], CAS2: ['Hamburg', null] }),
      reason: 'no Client Access server has an external URL'
    },
    {
      name: 'the directory tells no URL of the server itself',
      facts: having(older),
      desired: beside(older, { CAS2: [newer, 'Hamburg'] }),
      organization: organization({ EX01: ['Berlin', undefined], CAS2: ['Hamburg', url] }),
      reason: 'no virtual directory of OWA or EWS of EX01'
    },
    {
      name: 'the directory tells no URL of a newer one',
      facts: having(older),
      desired: beside(older, { CAS2: [newer, 'Hamburg'] }),
      organization: organization({ EX01: ['Berlin', url], CAS2: ['Hamburg', undefined] }),
      reason: 'CAS2 may be newer, and the site or the external URL'
    },
    {
      name: 'the site of a newer one is not known',
      facts: having(older),
      desired: beside(older, { CAS2: [newer, null] }),
      organization: organization({ EX01: ['Berlin', url], CAS2: [null, null] }),
      reason: 'CAS2 may be newer'
    },
    {
      name: 'its own site is not known',
      facts: having(older, null),
      desired: { peers: [serverFacts(having(older, null)), serverFacts(having(newer, 'Hamburg', 'CAS2'), 'CAS2')] },
      organization: organization({ EX01: [null, url], CAS2: ['Hamburg', null] }),
      reason: 'CAS2 may be newer'
    },
    { name: 'its own build is not known', facts: having(null), organization: proxying, reason: 'of EX01 itself' }
  ],
  notApplicable: [
    { name: 'another product' },
    {
      name: 'a server without the Client Access role',
      facts: { ...having(older), identity: { ...having(older).identity, roles: ['HubTransport'] } }
    }
  ]
})
