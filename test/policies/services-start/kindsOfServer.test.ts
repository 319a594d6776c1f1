import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { serviceDefaults } from '../../../policies/services/roleDefaults'
import { servicesStart } from '../../../policies/services-start/policy'
import { testRows } from '../../support/policyTester'
import { baseline, healthy, listed, mailbox2016, server, started, windows } from './exchangeServices'

/** Of servers up to 2016; later ones index within the mailbox itself. */
const search = started('MSExchangeFastSearch', 'HostControllerService')

const edge = started(
  'Winmgmt',
  'ADAM_MSExchange',
  'MSExchangeEdgeCredential',
  'MSExchangeServiceHost',
  'MSExchangeDiagnostics',
  'MSExchangeHM',
  'MSExchangeTransport',
  'MSExchangeTransportLogSearch'
)

testRows(servicesStart, 'kinds of servers', {
  compliant: [
    {
      name: 'a healthy 2016 server, NotificationsBroker stopped',
      ...server(
        '15.1.2507.6',
        ['Mailbox'],
        [
          ...healthy,
          ...search,
          ...started('MSExchangeUM'),
          listed('MSExchangeNotificationsBroker', 'Automatic', 'Stopped')
        ]
      )
    },
    {
      name: 'a 2013 server with the Client Access role alone',
      ...server(
        '15.0.1497.2',
        ['ClientAccess'],
        [
          ...windows,
          ...started(
            'MSExchangeADTopology',
            'MSExchangeDiagnostics',
            'MSExchangeFrontEndTransport',
            'MSExchangeHM',
            'MSExchangeServiceHost',
            'MSExchangeUMCR'
          )
        ]
      )
    },
    {
      name: 'a 2013 server with the Mailbox role alone',
      ...server(
        '15.0.1497.2',
        ['Mailbox'],
        [...windows, ...search, ...mailbox2016.filter(({ name }) => name !== 'MSExchangeFrontEndTransport')]
      )
    },
    {
      name: 'a 2010 server with the Mailbox role alone',
      ...server(
        '14.3.513.0',
        ['Mailbox'],
        [
          ...started(
            'Winmgmt',
            'MSExchangeADTopology',
            'MSExchangeServiceHost',
            'MSExchangeIS',
            'MSExchangeSA',
            'MSExchangeRepl',
            'MSExchangeRPC',
            'MSExchangeThrottling',
            'MSExchangeMailboxAssistants',
            'MSExchangeMailSubmission',
            'MSExchangeSearch',
            'MSExchangeTransportLogSearch'
          ),
          listed('MSExchangeMonitoring', 'Manual', 'Stopped')
        ]
      )
    },
    {
      name: 'a 2010 server with the Client Access role alone',
      ...server(
        '14.3.513.0',
        ['ClientAccess'],
        [
          ...windows,
          ...started(
            'MSExchangeADTopology',
            'MSExchangeServiceHost',
            'MSExchangeAB',
            'MSExchangeFBA',
            'MSExchangeFDS',
            'MSExchangeProtectedServiceHost',
            'MSExchangeRPC',
            'MSExchangeMailboxReplication'
          ),
          listed('MSExchangePOP3', 'Manual', 'Stopped'),
          listed('MSExchangeIMAP4', 'Manual', 'Stopped')
        ]
      )
    },
    {
      name: 'a 2010 server with the Hub Transport role alone',
      ...server(
        '14.3.513.0',
        ['HubTransport'],
        started(
          'Winmgmt',
          'MSExchangeADTopology',
          'MSExchangeServiceHost',
          'MSExchangeTransport',
          'MSExchangeTransportLogSearch',
          'MSExchangeEdgeSync'
        )
      )
    },
    { name: 'an Edge Transport server', ...server('15.2.1748.53', ['Edge'], edge) },
    {
      name: 'an Edge Transport server with a disabled W3SVC',
      ...server('15.2.1748.53', ['Edge'], [...edge, listed('W3SVC', 'Disabled', 'Stopped')])
    },
    {
      name: 'Unified Messaging of 2016, which nobody uses, is Disabled',
      ...server(
        '15.1.2507.6',
        ['Mailbox'],
        [
          ...healthy,
          ...search,
          listed('MSExchangeUM', 'Disabled', 'Stopped'),
          listed('MSExchangeUMCR', 'Disabled', 'Stopped')
        ]
      )
    },
    {
      name: 'an Edge Transport server on which the optional services are Disabled',
      ...server(
        '15.2.1748.53',
        ['Edge'],
        [
          ...edge.filter(({ name }) => name !== 'MSExchangeTransportLogSearch'),
          listed('MSExchangeTransportLogSearch', 'Disabled', 'Stopped'),
          listed('MSExchangeAntispamUpdate', 'Disabled', 'Stopped')
        ]
      )
    },
    {
      name: 'FMS was Disabled before on an Edge Transport server, where Transport does not depend on it',
      ...server('15.2.1748.53', ['Edge'], [...edge, listed('FMS', 'Disabled', 'Stopped')]),
      desired: baseline(server('15.2.1748.39', ['Edge'], [...edge, listed('FMS', 'Disabled', 'Stopped')]).facts)
    }
  ]
})

const test = suite('the services of each kind of server')

test('the table names each service once', () => {
  const names = serviceDefaults.map(({ name }) => name.toLowerCase())
  assert.is(new Set(names).size, names.length)
})

test.run()
