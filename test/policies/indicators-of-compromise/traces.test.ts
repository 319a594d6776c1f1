import { showPath } from '../../../kernel/propertyPath'
import { indicatorsOfCompromise } from '../../../policies/indicators-of-compromise/policy'
import { testPolicy } from '../../support/policyTester'
import { before, drift, hit, logging, of, of2016, traces, withLog } from './intruderTraces'

testPolicy(indicatorsOfCompromise, {
  compliant: [
    { name: 'logs that reach back to the last update, without a trace' },
    {
      name: 'no address book was ever made here',
      facts: withLog('oab', 'OABGeneratorLog', { state: 'absent', since: null, files: 0, read: 0 })
    },
    {
      name: 'archives, and a folder of them that could not be entered, are told',
      facts: traces({
        suspects: [{ kind: 'archive', path: 'C:\\ProgramData\\a.zip', size: 1, modified: null }],
        unread: [{ kind: 'archive', path: 'C:\\ProgramData', reason: '1 folders could not be entered' }]
      }),
      reason: /ProgramData was not searched to the end: 1 folders.*1 archive, such as C:\\ProgramData\\a\.zip/
    },
    { name: 'Unified Messaging of 2016, without a trace', facts: { ...of2016, ...traces({}) } }
  ],
  drifting: [
    {
      name: 'requests through the proxy, in two files',
      facts: traces({
        hits: [hit('serverInfo', 'HttpProxy\\Ecp\\a.LOG'), hit('serverInfo', 'HttpProxy\\Owa\\b.LOG', { count: 1 })]
      }),
      reason: 'nothing is remediated on this server: traces of intruders in its logs',
      drifts: [
        {
          ...drift('serverInfo', '4 requests through the proxy to a target that the client chose'),
          evidence: [
            'CVE-2021-26855',
            `${logging}\\HttpProxy\\Ecp\\a.LOG: 3 lines, 2026-10-29T02:11:40Z to 2026-10-29T02:12:05Z, from 203.0.113.7, answered with 200, 241, such as ServerInfo~a]@EX01`,
            'b.LOG: 1 line,'
          ],
          resolution: [
            'Expected no traces of intruders on EX01; treat it as compromised',
            'Take EX01 off the network now, and leave it running',
            'Call your security incident team',
            `robocopy.exe '${logging}\\OABGeneratorLog' "$evidence\\OAB"`,
            `Select-String -LiteralPath '${logging}\\HttpProxy\\Ecp\\a.LOG' -SimpleMatch -Pattern 'ServerInfo~'`,
            'To update the server is not enough'
          ]
        }
      ]
    },
    {
      name: 'requests that were all refused are told as such, and are for a person all the same',
      facts: traces({ hits: [hit('serverInfo', 'HttpProxy\\Ecp\\a.LOG', { statuses: ['401', '500'] })] }),
      drifts: [
        {
          ...drift(
            'serverInfoRefused',
            '3 requests through the proxy to a target that the client chose, all answered with an error'
          ),
          evidence: ['All of them were answered with an error, as those of a scan that failed are']
        }
      ]
    },
    {
      name: 'requests of which some were let in, beside those of a scan, have a path of their own',
      facts: traces({
        hits: [
          hit('serverInfo', 'HttpProxy\\Ecp\\scan.LOG', { statuses: ['404'] }),
          hit('serverInfo', 'HttpProxy\\Ecp\\a.LOG', { statuses: ['404', '241'], count: 1 }),
          hit('serverInfo', 'HttpProxy\\Owa\\many.LOG', {
            statuses: '0123456789'.split('').map((one) => `40${one}`),
            count: 1
          })
        ]
      }),
      drifts: [
        {
          ...drift('serverInfo', '2 requests through the proxy to a target that the client chose'),
          evidence: ['a.LOG', 'many.LOG']
        },
        {
          ...drift(
            'serverInfoRefused',
            '3 requests through the proxy to a target that the client chose, all answered with an error'
          ),
          evidence: ['scan.LOG']
        }
      ]
    },
    {
      name: 'each kind of trace, and a name that wants to be a command',
      facts: traces({
        hits: [
          hit('resetDirectory', 'HttpProxy\\Ecp\\a.LOG', {
            first: null,
            last: null,
            clients: [],
            statuses: [],
            excerpt: null
          }),
          hit('directoryUrl', "ECP\\Server\\a'; calc; '.log", { count: 1 }),
          hit('oabDownload', 'OABGeneratorLog\\a.log', { count: 1 })
        ],
        messaging: { since: before, events: [{ id: 1_423, at: '2026-10-29T02:11:40Z' }] },
        suspects: [
          { kind: 'dump', path: 'C:\\Windows\\Temp\\lsass.dmp', size: 51_200_000, modified: '2026-10-29T02:20:00Z' },
          { kind: 'archive', path: 'C:\\ProgramData\\a.7z', size: null, modified: null }
        ]
      }),
      reason: '1 archive, such as',
      drifts: [
        {
          ...drift('resetDirectory', '3 requests that reset a virtual directory from outside', 'at an unknown time'),
          evidence: ['at an unknown time']
        },
        {
          ...drift('directoryUrl', '1 URL of a virtual directory with a tag'),
          resolution: [`Select-String -LiteralPath '${logging}\\ECP\\Server\\a''; calc; ''.log' -SimpleMatch`]
        },
        { ...drift('oabDownload', "1 address book in a folder of another's choice"), evidence: ['CVE-2021-26858'] },
        {
          ...drift('messaging', '1 error of Unified Messaging with an InvalidCastException', '2026-10-29T02:11:40Z'),
          evidence: ['Event 1423']
        },
        {
          ...drift('', 'a dump of lsass'),
          path: showPath(['iocTraces', 'C:\\Windows\\Temp\\lsass.dmp']),
          evidence: ['C:\\Windows\\Temp\\lsass.dmp: 51200000 bytes, modified 2026-10-29T02:20:00Z']
        }
      ]
    },
    {
      name: 'a trace on a server of which nobody knows what it is',
      facts: { ...traces({ hits: [hit('directoryUrl', 'ECP\\Server\\a.log')] }), identity: { error: 'access denied' } },
      reason: 'nothing is remediated on this server: traces of intruders in its logs',
      drifts: [drift('directoryUrl', '3 URLs of a virtual directory with a tag')]
    },
    {
      name: 'a trace on Exchange 2010',
      facts: {
        ...of('14.3.513.0', ['ClientAccess']),
        ...traces({ hits: [hit('directoryUrl', 'ECP\\Server\\a.log')] })
      },
      drifts: [drift('directoryUrl', '3 URLs of a virtual directory with a tag')]
    }
  ],
  unknown: [
    {
      name: 'the list of updates was not read, of which one may be newer than all that is known',
      facts: { ...traces({}), installedUpdates: { error: 'access denied' } },
      reason: 'when the last update came is not known'
    },
    {
      name: 'the search failed',
      facts: { iocTraces: { error: 'access denied' } },
      reason: 'the logs were not searched: access denied'
    },
    {
      name: 'Exchange 2010',
      facts: { ...of('14.3.513.0', ['ClientAccess']), ...traces({}) },
      reason: 'what traces intruders leave in the logs of Exchange 2010 is not known here'
    },
    { name: 'hits that no codec can read', facts: traces({ hits: [{ rule: 'other' }] }), reason: 'is damaged' }
  ],
  notApplicable: [
    { name: 'an Edge Transport server', facts: { identity: { name: 'EX01', fqdn: null, roles: ['Edge'] } } }
  ]
})
