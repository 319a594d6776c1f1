import { indicatorsOfCompromise } from '../../../policies/indicators-of-compromise/policy'
import { testPolicy } from '../../support/policyTester'
import { managementToolsOnly } from '../../support/server'
import { client, folder, folders, found, owa, own, page, root, strange, updated } from './webPages'

const of2010 = {
  identity: { name: 'EX01', fqdn: null, roles: ['ClientAccess'] },
  build: { exSetup: '14.3.513.0', binaries: [] }
}

testPolicy(indicatorsOfCompromise, {
  compliant: [
    {
      name: 'pages of Exchange alone, in another case; the logs were not searched, and it says so',
      facts: {
        ...found(
          [
            ...['ERRORFE', 'ExpiredPassword', 'frowny', 'LogOff', 'outlookcn', 'RedirSuiteServiceProxy', 'SignOut'],
            'SvmFeedback'
          ].map((name) => page(`${owa.toUpperCase()}\\${name}.aspx`))
        ),
        iocTraces: undefined
      },
      reason: `the logs were not searched for traces: record the server by collect --ioc, or run Test-ProxyLogon.ps1 (https://aka.ms/TestProxyLogon); those below ${root}Logging\\HttpProxy reach back`
    },
    {
      name: 'no aspnet_client',
      facts: found([], { folders: [folder('aspnetClient', client, 'absent'), ...folders.slice(1)] })
    },
    {
      name: 'a page of Exchange that was changed, and no update tells when it came',
      facts: {
        webRoots: {
          folders,
          pages: [page(`${owa}\\logon.aspx`, updated, { modified: '2026-10-20T08:00:00Z' })],
          unread: []
        }
      },
      reason: 'logon.aspx was changed on 2026-10-20T08:00:00Z, after it came'
    },
    {
      name: 'a page of Exchange that could not be hashed',
      facts: found([page(`${owa}\\signout.aspx`, updated, { sha256: null, unreadable: 'access denied' })])
    },
    {
      name: 'Exchange 2010 has no sign-in folders below FrontEnd',
      facts: {
        ...of2010,
        iocTraces: undefined,
        webRoots: { folders: [folder('aspnetClient', client), folder('owaAuth', owa, 'absent')], pages: [], unread: [] }
      }
    }
  ],
  drifting: [
    {
      name: 'a page in aspnet_client, however old, and below it',
      facts: found([page(`${client}\\system_web\\4_0_30319\\a.aspx`, '2012-01-01T00:00:00Z')]),
      reason: 'nothing is remediated on this server: 1 foreign page',
      drifts: [
        {
          ...strange(`${client}\\system_web\\4_0_30319\\a.aspx`, 'no page'),
          evidence: [
            'only .js and .htm files, in system_web',
            'Created 2012-01-01T00:00:00Z',
            `SHA-256 ${'0B'.repeat(32)}`
          ],
          resolution: [
            'treat it as compromised',
            'Take EX01 off the network now, and leave it running',
            `robocopy.exe '${client}' "$evidence\\pages1"`,
            `robocopy.exe '${root}Logging\\HttpProxy' "$evidence\\HttpProxy"`,
            'certutil.exe -hashfile $_.FullName SHA256',
            '.\\Test-ProxyLogon.ps1 -OutPath'
          ]
        }
      ]
    }
  ],
  unknown: [
    {
      name: 'a page of Exchange that came alone, after the last update',
      facts: found([page(`${owa}\\signout.aspx`, '2026-11-02T03:00:00Z')]),
      reason: 'signout.aspx was created on 2026-11-02T03:00:00Z, alone and after the last update'
    },
    {
      name: 'a page of Exchange that was changed after the last update',
      facts: found([page(`${owa}\\logon.aspx`, updated, { modified: '2026-11-02T08:00:00Z' })]),
      reason:
        'logon.aspx was changed on 2026-11-02T08:00:00Z, after the last update; compare it with a server of the same build'
    },
    {
      name: 'a folder that could not be read',
      facts: found([], {
        folders: [folders[0], folder('owaAuth', owa, null), folders[2]],
        unread: [{ path: owa, reason: 'access denied' }]
      }),
      reason: `${owa} was not looked into: access denied`
    },
    {
      name: 'a folder of which nothing is told',
      facts: found([], { folders: [folders[0], folder('owaAuth', owa, null), folders[2]] }),
      reason: `${owa} was not looked into`
    },
    {
      name: 'pages were left out',
      facts: found([], {
        unread: [{ path: client, reason: 'there are more than 200 pages, and the others were left out' }]
      }),
      reason: 'there are more than 200 pages'
    },
    {
      name: 'a folder is missing in the facts',
      facts: found([], { folders: folders.slice(0, 2), pages: [] }),
      reason: 'ECP was not looked into'
    },
    {
      name: 'the sign-in folder is not there',
      facts: found([], { folders: [folders[0], folder('owaAuth', owa, 'absent'), folders[2]], pages: [] }),
      reason: 'its pages could not be seen'
    },
    {
      name: 'the sign-in folder holds no page at all',
      facts: { webRoots: { folders, pages: own.slice(1), unread: [] } },
      reason: `${owa} holds none of the sign-in pages of Exchange`
    },
    { name: 'an older recording', facts: { webRoots: undefined }, reason: 'missing in this recording' }
  ],
  notApplicable: [
    {
      name: 'an Edge Transport server',
      facts: { identity: { name: 'EX01', fqdn: null, roles: ['Edge'] } }
    },
    {
      name: 'only the management tools are installed',
      facts: managementToolsOnly
    }
  ]
})
