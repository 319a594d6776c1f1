import { dagBuild } from '../../../policies/dag-build/policy'
import { withEx01 } from '../../support/inOrganization'
import { testPolicy } from '../../support/policyTester'
import { healthySections, managementToolsOnly, serverFacts } from '../../support/server'

const having = (exSetup: string | null) => ({ build: { exSetup, binaries: [] } })

/** The servers of the stack beside EX01. */
const beside = (builds: Readonly<Record<string, string | null>>) => ({
  peers: [serverFacts(), ...Object.entries(builds).map(([name, exSetup]) => serverFacts(having(exSetup), name))]
})

/** As the directory lists the members: by their Cumulative Update. */
const listed = (version: string) =>
  withEx01({}, { servers: ['EX01', 'EX02'].map((name) => ({ name, roles: ['Mailbox'], version })) })

testPolicy(dagBuild, {
  compliant: [
    { name: 'one build', desired: beside({ EX02: '15.2.1748.55' }), organization: withEx01({}) },
    {
      name: 'the other one is older, and judged itself',
      desired: beside({ EX02: '15.2.1748.10' }),
      organization: withEx01({})
    },
    {
      name: 'the other one is known by its name with the domain',
      desired: beside({ 'ex02.contoso.example': '15.2.1748.55' }),
      organization: withEx01({})
    },
    {
      name: 'a newer server of another DAG',
      desired: beside({ EX02: '15.2.1748.55', EX09: '15.2.2562.17' }),
      organization: withEx01({})
    },
    { name: 'the directory shows an older Cumulative Update of the other one', organization: listed('15.2.1544.4') }
  ],
  drifting: [
    {
      name: 'of two recordings of the other one, the newer counts',
      facts: having('15.2.1748.10'),
      desired: {
        peers: ['2026-10-01T08:00:00Z', '2026-10-30T08:00:00Z', '2026-10-02T08:00:00Z'].map((collectedAt, index) => ({
          ...serverFacts(having(index === 1 ? '15.2.1748.55' : '15.2.1748.10'), 'EX02'),
          collectedAt
        }))
      },
      organization: withEx01({}),
      drifts: [{ path: 'build.dag', actual: '15.2.1748.10', desired: '15.2.1748.55', remediation: null }]
    },
    {
      name: 'a server of the same name in another forest is no member',
      facts: having('15.2.1748.10'),
      desired: beside({ 'ex02.fabrikam.example': '15.2.1748.10', 'ex02.contoso.example': '15.2.1748.55' }),
      organization: withEx01({}),
      drifts: [{ path: 'build.dag', actual: '15.2.1748.10', desired: '15.2.1748.55', remediation: null }]
    },
    {
      name: 'the other one has a newer Security Update',
      facts: having('15.2.1748.10'),
      desired: beside({ EX02: '15.2.1748.55' }),
      organization: withEx01({}),
      drifts: [
        {
          ...{ path: 'build.dag', actual: '15.2.1748.10', desired: '15.2.1748.55', remediation: null },
          evidence: ['EX02 has 15.2.1748.55', 'EX01 has 15.2.1748.10 (Exchange Server 2019 CU15)'],
          resolution: ['all members of the DAG DAG1', 'put EX01 into maintenance']
        }
      ]
    },
    {
      name: 'a member outside of the stack has a newer Cumulative Update',
      facts: having('15.2.1544.11'),
      organization: listed('15.2.1748.10'),
      drifts: [{ path: 'build.dag', actual: '15.2.1544.11', desired: '15.2.1748.10', remediation: null }]
    }
  ],
  unknown: [
    {
      name: 'two servers have the name of the other one, and nobody knows which is the member',
      desired: beside({ 'ex02.fabrikam.example': '15.2.1748.10', 'ex02.tailspin.example': '15.2.1748.55' }),
      organization: withEx01({}),
      reason: 'several servers of this name are judged here'
    },
    {
      name: 'nobody asked the organization',
      facts: {
        services: [...[healthySections.services].flat(), { name: 'ClusSvc', status: 'Running', startType: 'Automatic' }]
      },
      desired: beside({ EX02: '15.2.1748.55' }),
      reason: 'name no source'
    },
    {
      name: 'the DAGs could not be read, and Get-MailboxServer places it in one',
      desired: beside({ EX02: '15.2.1748.55' }),
      organization: withEx01({}, { dags: { error: 'access denied' } }),
      reason: 'access denied'
    },
    {
      name: 'its own build could not be read',
      facts: { build: { error: 'access denied' } },
      organization: withEx01({}),
      reason: 'the build of the server itself is not known'
    },
    {
      name: 'of the other one only the same Cumulative Update is known',
      organization: withEx01({}),
      reason: 'the build of EX02 was not read, and may be newer'
    },
    {
      name: 'the other one could not be read',
      desired: beside({ EX02: null }),
      organization: listed('15.2.1748.10'),
      reason: 'EX02 was not read, and may be newer: the version of its ExSetup.exe is not known'
    },
    {
      name: 'its own build is unknown',
      facts: having(null),
      desired: beside({ EX02: '15.2.1748.55' }),
      organization: withEx01({}),
      reason: 'the build of the server itself is not known'
    }
  ],
  notApplicable: [
    {
      name: 'a server without a DAG',
      organization: withEx01({ activation: { dag: null, autoActivationPolicy: 'Unrestricted' } }, { dags: [] })
    },
    {
      name: 'only the management tools are installed',
      facts: managementToolsOnly
    }
  ]
})
