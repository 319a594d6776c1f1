import { indicatorsOfCompromise } from '../../../policies/indicators-of-compromise/policy'
import { testRows } from '../../support/policyTester'
import { serverFacts } from '../../support/server'
import { client, ecp, folder, folders, found, owa, page, strange } from './webPages'

testRows(indicatorsOfCompromise, 'foreign pages', {
  drifting: [
    {
      name: 'pages of another content, and of one that was not read, have paths of their own for waivers',
      facts: found([
        page(`${client}\\a.aspx`, '2012-01-01T00:00:00Z', { sha256: 'ab'.repeat(32) }),
        page(`${client}\\b.aspx`, '2012-01-01T00:00:00Z', { sha256: null, unreadable: 'in use' })
      ]),
      drifts: [strange(`${client}\\a.aspx`, 'no page', 'AB'.repeat(8)), strange(`${client}\\b.aspx`, 'no page', null)]
    },
    {
      name: 'a page on a server of which nobody knows what it is',
      facts: {
        ...found([page(`${client}\\shell.aspx`, '2012-01-01T00:00:00Z')]),
        identity: { error: 'access denied' }
      },
      reason: 'nothing is remediated on this server: 1 foreign page',
      drifts: [strange(`${client}\\shell.aspx`, 'no page')]
    },
    {
      name: 'a page that the baseline has, and that was removed since',
      facts: found([]),
      desired: { baseline: serverFacts(found([page(`${client}\\shell.aspx`, '2012-01-01T00:00:00Z')])) },
      reason: 'nothing is remediated on this server: 1 foreign page in its web folders when the baseline',
      drifts: [
        {
          ...strange(`${client}\\shell.aspx`, 'no page'),
          evidence: ['The baseline of 2026-11-01T08:00:00Z shows it: the page was there then.']
        }
      ]
    },
    {
      name: 'an own name in aspnet_client, which is no place for it',
      facts: found([page(`${client}\\logon.aspx`)]),
      drifts: [strange(`${client}\\logon.aspx`, 'no page')]
    },
    {
      name: 'an unknown page that came after the last update, and an own name in Current',
      facts: found([
        page(`${owa}\\new.ashx`, '2026-10-29T02:14:00Z'),
        page(`${owa}\\Current\\logon.aspx`, '2026-10-29T02:14:00Z')
      ]),
      drifts: [
        { ...strange(`${owa}\\new.ashx`), evidence: ['it came after the last update, at 2026-10-14T20:05:00Z'] },
        strange(`${owa}\\Current\\logon.aspx`)
      ]
    },
    {
      name: 'an unknown page beside a single own one of the same day, which is no update',
      facts: found([
        page(`${owa}\\help.aspx`, '2026-11-02T03:00:00Z'),
        page(`${owa}\\signout.aspx`, '2026-11-02T03:00:00Z')
      ]),
      drifts: [
        { ...strange(`${owa}\\help.aspx`), evidence: ['it came after the last update, at 2026-10-14T20:05:00Z'] }
      ]
    },
    {
      name: 'names that public reports know, even with an old time, or none',
      facts: found([page(`${owa}\\errorEE.aspx`, '2019-01-01T00:00:00Z'), page(`${ecp}\\TimeoutLogout.aspx`, null)]),
      drifts: [
        { ...strange(`${owa}\\errorEE.aspx`), evidence: ['Public reports name this page'] },
        { ...strange(`${ecp}\\TimeoutLogout.aspx`), evidence: ['Created at an unknown time'] }
      ]
    },
    {
      name: 'a name that wants to be a command stays a name',
      facts: found([page(`${client}\\a'; calc; '.aspx`)]),
      drifts: [strange(`${client}\\a'; calc; '.aspx`, 'no page')]
    },
    {
      name: 'a folder that wants to be a command is quoted; another one could not be read',
      facts: found([page("D:\\a'; calc; '\\x.php")], {
        folders: [...folders, folder('aspnetClient', "D:\\a'; calc; '")],
        unread: [{ path: `${owa}\\b`, reason: 'access denied' }]
      }),
      reason: `${owa}\\b was not looked into: access denied`,
      drifts: [
        {
          ...strange(`D:\\a'; calc; '\\x.php`, 'no page'),
          resolution: [`robocopy.exe 'D:\\a''; calc; ''' "$evidence\\pages1"`]
        }
      ]
    },
    {
      name: 'a Mailbox server of Exchange 2013, which has aspnet_client alone',
      facts: {
        identity: { name: 'EX01', fqdn: null, roles: ['Mailbox'] },
        build: { exSetup: '15.0.1497.48', binaries: [] },
        webRoots: { folders: [folder('aspnetClient', client)], pages: [page(`${client}\\a.asp`)], unread: [] }
      },
      drifts: [strange(`${client}\\a.asp`, 'no page')]
    }
  ],
  unknown: [
    {
      name: 'an unknown name that is as old as the update',
      facts: found([page(`${owa}\\other.aspx`, '2026-10-15T08:00:00Z')]),
      reason: 'whether Exchange ships the page'
    },
    {
      name: 'an unknown name that came with an update of which only the log of events tells',
      facts: {
        ...found([page(`${owa}\\other.aspx`, '2026-10-29T02:14:00Z')]),
        installerEvents: {
          since: '2026-01-01T00:00:00Z',
          events: [{ id: 1022, at: '2026-10-29T02:20:00Z', product: null, update: 'KB5000016', code: null, log: null }]
        }
      },
      reason: 'whether Exchange ships the page'
    },
    {
      name: 'an unknown name that is older than a patch, which brought no known page',
      facts: {
        ...found([page(`${owa}\\other.aspx`, '2026-10-29T02:14:00Z')]),
        installedUpdates: {
          registered: [],
          patches: [{ name: null, kb: null, code: 'A', state: '1', date: '20261029' }]
        }
      },
      reason: 'whether Exchange ships the page'
    },
    {
      name: 'an unknown name, and no page of Exchange whose time could be compared',
      facts: { webRoots: { folders, pages: [page(`${owa}\\other.aspx`)], unread: [] } },
      reason: 'whether Exchange ships the page'
    },
    {
      name: 'an unknown name without a time',
      facts: found([page(`${ecp}\\other.aspx`, null)]),
      reason: 'whether Exchange ships the page'
    },
    {
      name: 'a page in no folder',
      facts: found([page('D:\\a.aspx')]),
      reason: 'lies in no folder that was looked into'
    }
  ]
})
