import { decodeTable } from '../../../kernel/builds/buildTable'
import { interimUpdates } from '../../../policies/interim-updates/policy'
import { testPolicy } from '../../support/policyTester'
import { managementToolsOnly } from '../../support/server'

const update = (kb: string | null, name = `Security Update for Exchange Server (${kb})`) => ({
  product: '2019',
  name,
  kb,
  date: '10/14/2025'
})

const patch = (kb: string | null, name: string | null, state = '1') => ({
  name,
  kb,
  code: '0123456789ABCDEF0123456789ABCDEF',
  state,
  date: '20251014'
})

const build = (exSetup: string) => ({ build: { exSetup, binaries: [] } })

/** Exchange Server 2016 CU23 Nov24SUv2, of which all updates but the newest are listed by their number. */
const cu23 = build('15.1.2507.44')

const installed = (registered: ReadonlyArray<object>, patches: ReadonlyArray<object> = []) => ({
  installedUpdates: { registered, patches }
})

const interim = 'Interim Update for Exchange Server 2019 Cumulative Update 13 (KB5055555)'

const numbered = {
  asOf: '2026-10-02',
  products: [
    {
      product: '2019',
      cumulativeUpdates: [
        {
          name: 'CU13',
          build: '15.2.1258.12',
          date: '2023-05-03',
          kb: 'KB5020999',
          source: null,
          updates: [{ name: 'Nov24SUv2', build: '15.2.1258.39', date: '2024-11-27', kb: 'KB5049233', source: null }]
        }
      ]
    }
  ]
}

const table = { desired: { table: decodeTable(numbered) } }

const drift = { actual: 'interim update', desired: 'removed', remediation: null }

testPolicy(interimUpdates, {
  compliant: [
    {
      name: 'a Security Update by its number',
      facts: { ...build('15.2.1258.39'), ...installed([update('KB5049233')]) }
    },
    {
      name: 'the same one in both lists, and a patch that it replaced',
      facts: {
        ...build('15.2.1258.39'),
        ...installed([update('kb5049233')], [patch('KB5049233', null), patch('KB5099999', interim, '2')])
      }
    },
    {
      name: 'a Security Update of the installed build, which the table has without a number',
      facts: { ...build('15.2.1748.55'), ...installed([update('KB5099999')]) }
    },
    {
      name: 'a Security Update that is newer than the table',
      facts: { ...build('15.2.1258.90'), ...installed([update('KB5099999')]) },
      ...table
    },
    {
      name: 'the Subscription Edition, which replaced Exchange 2019 with a Security Update',
      facts: { ...build('15.2.2562.17'), ...installed([update('KB5049233', 'KB5049233')]) }
    },
    { name: 'a Cumulative Update alone', facts: { ...build('15.2.1258.12'), ...installed([]) } },
    {
      name: 'an update whose key holds its number alone, as the table has it',
      facts: { ...build('15.2.1258.39'), ...installed([update('KB5049233', 'KB5049233')]) }
    }
  ],
  drifting: [
    {
      name: 'one that calls itself so',
      facts: { ...build('15.2.1258.39'), ...installed([update('KB5049233'), update('KB5055555', interim)]) },
      drifts: [
        {
          ...{ path: 'installedUpdates.KB5055555', ...drift },
          evidence: [`${interim} is installed, since 10/14/2025.`],
          resolution: [
            'Expected no interim update on EX01',
            "-match 'KB5055555'",
            'msiexec.exe /package {0} /uninstall {1}',
            'appwiz.cpl',
            `View installed updates, then ${interim}`
          ]
        }
      ]
    },
    {
      name: 'one without a number, that calls itself so',
      facts: { ...build('15.2.1258.39'), ...installed([], [patch(null, 'Interim Update 3')]) },
      drifts: [{ path: 'installedUpdates["Interim Update 3"]', ...drift }]
    },
    {
      name: 'a number that the table does not have, where it knows all of this Cumulative Update',
      facts: { ...build('15.2.1258.41'), ...installed([update('KB5055555', 'Update (KB5055555)')]) },
      ...table,
      drifts: [{ path: 'installedUpdates.KB5055555', ...drift }]
    },
    {
      name: 'a name that wants to be a command',
      facts: { ...build('15.2.1258.39'), ...installed([update(null, "Interim Update'; calc")]) },
      drifts: [{ path: 'installedUpdates["Interim Update\'; calc"]', ...drift, resolution: ["'Exchange'"] }]
    }
  ],
  unknown: [
    {
      name: 'a number that the table does not have, of a Security Update: it may be newer than the table',
      facts: { ...build('15.2.1258.39'), ...installed([update('KB5099999')]) },
      ...table,
      reason: 'KB5099999 is not in the table of builds of 2026-10-02, though its name is that of a public update'
    },
    {
      name: 'a number that the table does not have, where it lacks numbers of this Cumulative Update',
      facts: { ...build('15.2.1748.55'), ...installed([update('KB5099999', 'Update (KB5099999)')]) },
      reason: 'which has updates of this build without a number'
    },
    {
      name: 'an update without a number',
      facts: { ...build('15.2.1258.39'), ...installed([update(null, 'An update')]) },
      reason: 'An update has no KB number'
    },
    {
      name: 'no update is registered, though the build is that of one',
      facts: { ...cu23, ...installed([]) },
      reason: 'no update is registered, although 15.1.2507.44 is CU23'
    },
    {
      name: 'no update is registered, and the build is in no table',
      facts: { ...build('15.2.1258.40'), ...installed([]) },
      reason: '15.2.1258.40 is not in the table'
    },
    {
      name: 'the build is not known',
      facts: { ...installed([]), build: { exSetup: null, binaries: [], missing: ['Bin\\ExSetup.exe'] } },
      reason: 'the installed build is not known'
    },
    {
      name: 'a table that can not be used',
      facts: { ...build('15.2.1258.39'), ...installed([]) },
      desired: { table: decodeTable({}) },
      reason: /./
    },
    { name: 'an older recording', facts: { installedUpdates: undefined }, reason: 'missing in this recording' }
  ],
  notApplicable: [
    {
      name: 'only the management tools are installed',
      facts: managementToolsOnly
    }
  ]
})
