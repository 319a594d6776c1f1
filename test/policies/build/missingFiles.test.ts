import { build } from '../../../policies/build/policy'
import { testRows } from '../../support/policyTester'
import { common, files, outlookOnTheWeb, server, toolsOnly, transport, withFiles } from './installedBuild'

testRows(build, 'missing files', {
  compliant: [
    {
      name: 'Client Access of 2013 has no transport',
      facts: {
        ...server('15.0.1497.48', ['ClientAccess']),
        build: { exSetup: '15.0.1497.48', binaries: files('15.0.1497.48', common), missing: [transport] }
      }
    },
    {
      name: 'the management tools alone, without any of the other binaries',
      facts: { ...toolsOnly('15.2.1748.55'), build: { exSetup: '15.2.1748.55', binaries: [] } }
    }
  ],
  drifting: [
    {
      name: 'a library that every collector looks for is not among the binaries',
      facts: withFiles(files('15.2.1748.55', transport)),
      drifts: [
        {
          path: 'binaries["Bin\\Microsoft.Exchange.Common.dll"]',
          actual: 'missing',
          desired: 'present',
          evidence: [
            'V15\\Bin\\Microsoft.Exchange.Common.dll is not there; ExSetup.exe has the file version 15.2.1748.55'
          ],
          resolution: ['antivirus', '.exe of Oct26SU'],
          remediation: null
        }
      ]
    },
    {
      name: 'files that the collector looked for in vain, by what belongs to a Mailbox server',
      facts: withFiles([], [transport, common, outlookOnTheWeb]),
      drifts: [common, transport, outlookOnTheWeb].map((path) => ({
        path: `binaries["${path}"]`,
        actual: 'missing',
        desired: 'present'
      }))
    },
    {
      name: 'Edge Transport has no Outlook on the web, and lacks its transport',
      facts: {
        ...server('15.2.1748.55', ['Edge']),
        ...withFiles(files('15.2.1748.55', common), [transport, outlookOnTheWeb])
      },
      drifts: [{ path: 'binaries["Bin\\EdgeTransport.exe"]', actual: 'missing', desired: 'present' }]
    },
    {
      name: 'ExSetup.exe itself is missing',
      facts: { build: { exSetup: null, binaries: [], missing: ['Bin\\ExSetup.exe', transport, common] } },
      drifts: [{ path: 'build', actual: 'ExSetup.exe is missing', desired: 'present', resolution: ['resume setup'] }]
    }
  ],
  unknown: [
    {
      name: 'a file that the collector did not look for',
      facts: withFiles(files('15.2.1748.55', transport, common), []),
      reason: 'Microsoft.Exchange.Clients.Owa2.Server.dll is there was not looked at'
    },
    {
      name: 'a file is not there, and the roles are not known',
      facts: { ...withFiles(files('15.2.1748.55', transport)), identity: { error: 'no registry' } },
      reason: 'whether Bin\\Microsoft.Exchange.Common.dll belongs to this server is not known: no registry'
    },
    {
      name: 'no role, and an empty list of services',
      facts: { ...server('15.2.1748.55', []), ...withFiles(files('15.2.1748.55', transport)), services: [] },
      reason: 'is not known: no role is listed'
    },
    {
      name: 'no role, yet the library of Outlook on the web, which only a role brings',
      facts: { ...toolsOnly('15.2.1748.55'), ...withFiles(files('15.2.1748.55', outlookOnTheWeb)) },
      reason: 'is not known: no role is listed'
    },
    {
      name: 'no role, yet the site of a server that holds mailboxes',
      facts: {
        ...toolsOnly('15.2.1748.55'),
        ...withFiles(files('15.2.1748.55', 'Bin\\A.dll')),
        bindings: [{ site: 'exchange back end', protocol: 'https', address: '', port: 444, host: '', thumbprint: null }]
      },
      reason: 'is not known: no role is listed'
    }
  ]
})
