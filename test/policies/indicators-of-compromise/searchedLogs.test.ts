import { indicatorsOfCompromise } from '../../../policies/indicators-of-compromise/policy'
import { testRows } from '../../support/policyTester'
import { drift, hit, log, logging, logs, of2016, traces, withLog } from './intruderTraces'

testRows(indicatorsOfCompromise, 'how far the logs were searched', {
  compliant: [
    {
      name: 'a log of events that is younger than the update, where there is no Unified Messaging',
      facts: traces({ messaging: { since: '2026-10-31T00:00:00Z', events: [] } })
    }
  ],
  drifting: [
    {
      name: 'a trace counts whatever else was not read',
      facts: {
        webRoots: { error: 'access denied' },
        ...withLog(
          'proxy',
          'HttpProxy\\Owa',
          { read: 3, left: '480 s were over' },
          { hits: [hit('directoryUrl', 'ECP\\Server\\a.log')] }
        )
      },
      reason: 'access denied; 24 of 54 files of the logs of the proxy were not read to the end, since 480 s were over',
      drifts: [drift('directoryUrl', '3 URLs of a virtual directory with a tag')]
    }
  ],
  unknown: [
    {
      name: 'files were left out when the time was over',
      facts: withLog('proxy', 'HttpProxy\\Ecp', { read: 20, left: '480 s were over' }),
      reason: '7 of 54 files of the logs of the proxy were not read to the end, since 480 s were over'
    },
    {
      name: 'a file could not be read',
      facts: withLog(
        'ecp',
        'ECP\\Server',
        { read: 26 },
        { unread: [{ kind: 'ecp', path: `${logging}\\ECP\\Server\\a.log`, reason: 'access denied' }] }
      ),
      reason: `${logging}\\ECP\\Server\\a.log was not searched to the end: access denied; 1 of 27 files of the logs of ECP`
    },
    {
      name: 'one folder of the proxy is younger than the last update, and the others are not',
      facts: withLog('proxy', 'HttpProxy\\Owa', { since: '2026-10-20T00:00:00Z' }),
      reason:
        "the logs of the proxy reach back to 2026-10-20T00:00:00Z only, and the last update came on 2026-10-14: what intruders did before can't be seen"
    },
    {
      name: 'a folder that begins on the day of the update, which may be after it',
      facts: withLog('ecp', 'ECP\\Server', { since: '2026-10-14T01:00:00Z' }),
      reason: 'the logs of ECP reach back to 2026-10-14T01:00:00Z only'
    },
    {
      name: 'a patch that came after the pages, and after the logs begin',
      facts: {
        ...withLog('oab', 'OABGeneratorLog', { since: '2026-10-28T12:00:00Z' }),
        installedUpdates: {
          registered: [],
          patches: [{ name: null, kb: null, code: 'A', state: '1', date: '20261020' }]
        }
      },
      reason: 'the logs of the generator of offline address books reach back to 2026-10-28T12:00:00Z only'
    },
    {
      name: 'nothing tells when the last update came',
      facts: {
        webRoots: { error: 'access denied' },
        installedUpdates: { error: 'access denied' },
        ...traces({})
      },
      reason: 'and when the last update came is not known'
    },
    {
      name: 'no log of the proxy',
      facts: traces({
        logs: [...logs.slice(0, 2), log('proxy', 'HttpProxy', { state: 'absent', since: null, files: 0, read: 0 })]
      }),
      reason: `${logging}\\HttpProxy is not there, so that no trace could be seen`
    },
    {
      name: 'an empty log of ECP',
      facts: withLog('ecp', 'ECP\\Server', { since: null, files: 0, read: 0 }),
      reason: `${logging}\\ECP\\Server holds no log, so that no trace could be seen`
    },
    {
      name: 'logs of which nothing is told',
      facts: traces({ logs: [] }),
      reason: 'the logs of the proxy were not looked for; the logs of ECP were not looked for'
    },
    {
      name: 'a folder without a word why it was not read',
      facts: withLog('proxy', 'HttpProxy\\Owa', { state: null, since: null, files: 0, read: 0 }),
      reason: `${logging}\\HttpProxy\\Owa was not looked into`
    },
    {
      name: 'a folder that was read, and tells not how far it reaches back',
      facts: withLog('proxy', 'HttpProxy\\Owa', { since: null }),
      reason: `how far ${logging}\\HttpProxy\\Owa reaches back is not known`
    },
    {
      name: 'a place of dumps that could not be entered',
      facts: traces({ unread: [{ kind: 'dump', path: 'C:\\Windows\\Temp', reason: 'access denied' }] }),
      reason: 'C:\\Windows\\Temp was not searched to the end: access denied'
    },
    {
      name: 'a log of events that is younger than the update, with Unified Messaging',
      facts: { ...of2016, ...traces({ messaging: { since: '2026-10-31T00:00:00Z', events: [] } }) },
      reason: 'the log Application reaches back to 2026-10-31T00:00:00Z only'
    },
    {
      name: 'an empty log of events, with Unified Messaging',
      facts: { ...of2016, ...traces({ messaging: { since: null, events: [] } }) },
      reason: 'the log Application is empty'
    },
    {
      name: 'a log of events that could not be read, with Unified Messaging',
      facts: {
        ...of2016,
        ...traces({ messaging: null, unread: [{ kind: 'um', path: 'Application', reason: 'access denied' }] })
      },
      reason: 'Application was not searched to the end: access denied'
    }
  ]
})
