import * as E from 'fp-ts/Either'
import { updatePackage } from '../../../policies/update-package/policy'
import { testPolicy } from '../../support/policyTester'

const on = (installed: string) => ({ build: { exSetup: installed, binaries: null } })
const cu15 = on('15.2.1748.10')

const file = (path: string, version: string | null = null, state = 'present') => ({
  patchFile: { path, state, version }
})

const drifts = (actual: string, resolution: ReadonlyArray<string>, evidence: ReadonlyArray<string> = []) => [
  {
    path: 'patchFile.fits',
    actual,
    desired: 'an update for the installed Cumulative Update',
    evidence,
    resolution,
    remediation: null,
    byHand: 'a person chooses the package'
  }
]

testPolicy(updatePackage, {
  concerned: file('C:\\Updates\\Exchange2019-KB5066367-x64-en.exe'),
  compliant: [
    {
      name: 'a package whose article has one update, that for the installed Cumulative Update',
      facts: { ...cu15, ...file('C:\\Updates\\Exchange2019-KB5066367-x64-en.exe') }
    },
    {
      name: 'a patch of the Windows Installer, in other letters',
      facts: { ...on('15.2.1118.7'), ...file('c:\\updates\\CU12\\exchange2019-kb5019758-x64-en.MSP') }
    },
    {
      name: 'a package whose own version tells the update, whatever its name',
      facts: { ...on('15.2.1258.12'), ...file('C:\\Updates\\update.exe', '15.2.1258.39') }
    },
    {
      name: 'an article with packages for several Cumulative Updates, in a folder that names one',
      facts: { ...on('15.2.1544.4'), ...file('C:\\Updates\\CU14\\Exchange2019-KB5049233-x64-en.exe') }
    },
    {
      name: 'a package whose version is that of the Cumulative Update for which it is made',
      facts: { ...cu15, ...file('C:\\Updates\\Exchange2019-KB5066367-x64-en.exe', '15.2.1748.10') }
    },
    {
      name: 'an update that is newer than the articles of the table, by its version',
      facts: { ...cu15, ...file('C:\\Updates\\Exchange2019-KB9999999-x64-en.exe', '15.2.1748.55') }
    },
    {
      name: 'the package of a Cumulative Update to which the server can go',
      facts: { ...on('15.1.2375.7'), ...file('C:\\Updates\\Exchange2016-KB5011155-x64-en.exe') }
    },
    {
      name: 'one whose name tells its number, and no article',
      facts: { ...on('15.0.1473.6'), ...file('C:\\Updates\\Exchange2013-x64-cu23.exe', '15.0.1497.2') }
    },
    {
      name: 'that of one that the server has left behind',
      facts: { ...cu15, ...file('C:\\Updates\\Exchange2019-KB5035606-x64-en.exe') },
      reason: 'EX01 has Exchange Server 2019 CU14 (15.2.1544.4) or a later one already'
    },
    {
      name: 'an update that the server has already',
      facts: { ...on('15.2.1748.43'), ...file('C:\\Updates\\Exchange2019-KB5066367-x64-en.exe') },
      reason: 'EX01 has Exchange Server 2019 CU15 Oct25SU (15.2.1748.39) or a later one already'
    }
  ],
  drifting: [
    {
      name: 'an update for an older Cumulative Update',
      facts: { ...cu15, ...file('C:\\Updates\\Exchange2019-KB5066368-x64-en.exe') },
      drifts: drifts(
        'Exchange Server 2019 CU14 Oct25SU (15.2.1544.36)',
        ['Exchange Server 2019 CU15 Oct26SU', 'exchange-compliance:media'],
        ['is for CU14, and the server has CU15']
      )
    },
    {
      name: 'an update for a newer one, to which the server can go first',
      facts: { ...on('15.2.1544.4'), ...file('C:\\Updates\\Exchange2019-KB5066367-x64-en.exe') },
      drifts: drifts(
        'Exchange Server 2019 CU15 Oct25SU (15.2.1748.39)',
        ['first upgrade EX01 to CU15', '/m:upgrade /IAcceptExchangeServerLicenseTerms_DiagnosticDataOFF'],
        ['needs CU15 first']
      )
    },
    {
      name: 'an update of another product',
      facts: { ...cu15, ...file('C:\\Updates\\ExchangeSE-KB5066366-x64-en.exe') },
      drifts: drifts('Exchange Server SE RTM Oct25SU (15.2.2562.29)', ['first upgrade EX01 to RTM'], ['needs SE RTM'])
    },
    {
      name: 'an update of a product to which nobody can upgrade in place',
      facts: { ...on('15.1.2507.6'), ...file('C:\\Updates\\Exchange2019-KB5066367-x64-en.exe') },
      drifts: drifts('Exchange Server 2019 CU15 Oct25SU (15.2.1748.39)', [], ['the server runs 2016'])
    },
    {
      name: 'a folder that names another Cumulative Update than the one that is installed',
      facts: { ...on('15.2.1544.4'), ...file('C:\\CU13\\Exchange2019-KB5049233-x64-en.exe') },
      drifts: drifts('Exchange Server 2019 CU13 Nov24SUv2 (15.2.1258.39)', [], ['is for CU13'])
    },
    {
      name: 'no such file',
      facts: { ...cu15, ...file('C:\\Updates\\Exchange2019-KB5066367-x64-en.exe', null, 'absent') },
      drifts: [
        {
          path: 'patchFile.state',
          actual: 'absent',
          desired: 'present',
          resolution: ['Copy the package to C:\\Updates\\Exchange2019-KB5066367-x64-en.exe on EX01'],
          remediation: null
        }
      ]
    }
  ],
  unknown: [
    {
      name: 'a name that tells nothing, and the version of a Cumulative Update, for which it may be made',
      facts: { ...on('15.2.1544.4'), ...file('C:\\Updates\\update.exe', '15.2.1748.10') },
      reason: 'its name contains no KB number'
    },
    {
      name: 'an article with packages for several Cumulative Updates, and nothing that tells which',
      facts: { ...on('15.2.1544.4'), ...file('C:\\Updates\\Exchange2019-KB5049233-x64-en.exe') },
      reason: 'put it into a folder named CU14'
    },
    {
      name: 'a version and a name that tell two updates',
      facts: { ...cu15, ...file('C:\\Updates\\Exchange2019-KB5066367-x64-en.exe', '15.2.1544.36') },
      reason: 'is Exchange Server 2019 CU14 Oct25SU (15.2.1544.36), and its name contains another KB number'
    },
    {
      name: 'an article of two products, and a name that tells none',
      facts: { ...on('15.1.2507.6'), ...file('C:\\Updates\\KB5049233.exe') },
      reason: 'put it into a folder named CU23'
    },
    {
      name: 'a name without an article',
      facts: { ...cu15, ...file('C:\\Updates\\update.exe', '6.3.9600.16384') },
      reason: 'its name contains no KB number'
    },
    {
      name: 'an article that the table does not have',
      facts: { ...cu15, ...file('C:\\Updates\\Exchange2019-KB9999999-x64-en.exe') },
      reason: 'has no KB9999999'
    },
    {
      name: 'a file of another kind',
      facts: { ...cu15, ...file('C:\\Updates\\KB5066367.zip') },
      reason: 'which ends in .exe or .msp'
    },
    {
      name: 'the installed build is not known',
      facts: { build: { exSetup: null, binaries: null }, ...file('C:\\Updates\\Exchange2019-KB5066367-x64-en.exe') },
      reason: 'the build of ExSetup.exe is not known'
    },
    {
      name: 'a table of builds that can not be used',
      facts: { ...cu15, ...file('C:\\Updates\\Exchange2019-KB5066367-x64-en.exe') },
      desired: { table: E.left('no table') },
      reason: 'no table'
    }
  ],
  notApplicable: [
    { name: 'nobody named a package', facts: { patchFile: null }, reason: 'the settings name no package' }
  ]
})
