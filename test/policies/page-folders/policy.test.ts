import { pageFolders } from '../../../policies/page-folders/policy'
import { testPolicy } from '../../support/policyTester'

const root = 'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\'

type Counts = Readonly<Record<string, number | null>>

const parent = (name: string, counts: Counts) => ({
  parent: name,
  state: 'present',
  unreadable: null,
  folders: Object.entries(counts).map(([folder, files]) => ({
    name: folder,
    files,
    unreadable: files === null ? 'access denied' : null
  }))
})

const good = { '15.2.1748.10': 90, '15.2.1748.55': 100 }

const auth = parent('FrontEnd\\HttpProxy\\owa\\auth', { '15.2.1748': 100, Current: 30 })

const pages = (ecp: Counts, prem: Counts = good, front: object = auth) => ({
  pageFolders: [parent('ClientAccess\\ecp', ecp), parent('ClientAccess\\Owa\\prem', prem), front]
})

const path = 'pageFolders["ClientAccess\\ecp"]'
const desired = 'a folder of 15.2.1748.55 with its files'

testPolicy(pageFolders, {
  compliant: [
    { name: 'each has a folder of the running build' },
    { name: 'an older folder is empty', facts: pages({ '15.2.1258.12': 0, ...good }) },
    { name: 'the version in its other spelling', facts: pages({ '15.02.1748.055': 100 }) },
    {
      name: 'an update was uninstalled, and its folder stays',
      facts: { build: { exSetup: '15.2.1748.10', binaries: [], missing: null } }
    }
  ],
  drifting: [
    {
      name: 'the folder of the running build is empty',
      facts: pages({ '15.2.1748.10': 90, '15.2.1748.55': 0 }),
      drifts: [
        {
          ...{ path, actual: '15.2.1748.55 is empty', desired, remediation: null },
          evidence: [`${root}ClientAccess\\ecp\\15.2.1748.55 holds no file`],
          resolution: [
            'again, elevated',
            'Uninstall',
            `Get-ChildItem -LiteralPath '${root}ClientAccess\\ecp'`,
            'Restart EX01'
          ]
        }
      ]
    },
    {
      name: 'only folders of an older CU',
      facts: pages({ '15.2.1258.12': 90 }),
      drifts: [
        { path, actual: 'no folder of this build', desired, remediation: null, evidence: ['it holds 15.2.1258.12'] }
      ]
    },
    {
      name: 'a shorter number of the same digits',
      facts: pages({ '15.2.174.8': 90 }),
      drifts: [{ path, actual: 'no folder of this build', desired, remediation: null }]
    },
    {
      name: 'the folder of all builds does not exist',
      facts: pages(good, good, {
        parent: 'FrontEnd\\HttpProxy\\owa\\auth',
        state: 'absent',
        folders: null,
        unreadable: null
      }),
      drifts: [
        {
          ...{ path: 'pageFolders["FrontEnd\\HttpProxy\\owa\\auth"]', actual: 'absent', remediation: null },
          desired: 'a folder of 15.2.1748 with its files'
        }
      ]
    }
  ],
  unknown: [
    {
      name: 'the first update of a Cumulative Update left only the folder of this',
      facts: pages({ '15.2.1748.10': 90 }),
      reason: 'no folder 15.2.1748.55 (it holds 15.2.1748.10), and whether this update brings one is not documented'
    },
    {
      name: 'earlier updates brought folders, and this one did not',
      facts: pages({ '15.2.1748.10': 90, '15.2.1748.36': 90 }),
      reason: 'see whether images are shown'
    },
    {
      name: 'the folder of the running build is withheld',
      facts: pages({ '15.2.1748.55': null }),
      reason: 'access denied'
    },
    { name: 'a folder was not looked at', facts: { pageFolders: [] }, reason: 'was not looked at' },
    {
      name: 'the folder of all builds is withheld',
      facts: pages(good, good, {
        parent: 'FrontEnd\\HttpProxy\\owa\\auth',
        state: null,
        folders: null,
        unreadable: 'access denied'
      }),
      reason: 'could not be read: access denied'
    },
    {
      name: 'the build is not known',
      facts: { build: { exSetup: null, binaries: [], missing: [] } },
      reason: 'the build of ExSetup.exe is not known'
    }
  ],
  notApplicable: [
    {
      name: 'an Edge server',
      facts: { identity: { name: 'EX01', fqdn: null, roles: ['Edge'], version: '15.2.1748.10' } }
    }
  ]
})
