import * as E from 'fp-ts/Either'
import { maintenance } from '../../../policies/maintenance/policy'
import { component, components, dag1, withEx01 } from '../../support/inOrganization'
import { testPolicy } from '../../support/policyTester'
import { withoutRoles } from '../../support/server'
import { byHand, ex01, lifted, path } from './componentsOfEx01'

const denied = { error: 'access denied' }

const build = (exSetup: string) => ({ exSetup, binaries: [] })

/** Both places as they are after a failed update: the registry in the one, the directory in the other. */
const functional = (name: string) => component(name, 'Inactive', ['Functional'])

testPolicy(maintenance, {
  compliant: [
    {
      name: 'a Client Access server of Exchange 2013, which has no transport of its own',
      facts: {
        identity: { name: 'EX01', fqdn: null, roles: ['ClientAccess'] },
        build: build('15.0.1497.48')
      },
      organization: withEx01({ componentStates: components().filter((one) => one.component !== 'HubTransport') })
    },
    { name: 'only the two components of Exchange Online are Inactive', organization: ex01() },
    {
      name: 'a Client Access server of 2013',
      facts: { identity: { name: 'EX01', fqdn: null, roles: ['ClientAccess'] }, build: build('15.0.1497.48') },
      organization: ex01()
    },
    {
      name: 'the DAGs of the organization are unread',
      organization: withEx01({}, { dags: denied }),
      reason: 'dags unread: access denied'
    }
  ],
  drifting: [
    {
      name: 'left in maintenance: the server is offline and transport drains',
      organization: ex01(
        component('ServerWideOffline', 'Inactive'),
        component('HubTransport', 'Draining'),
        component('OwaProxy', 'Inactive', []),
        component('FrontendTransport', 'Inactive', [])
      ),
      drifts: [
        {
          ...{ path: path('ServerWideOffline'), actual: 'Inactive, held by Maintenance', ...byHand },
          evidence: [
            'Maintenance asks for Inactive in the registry of the server, since 2026-10-31T22:10:00Z.',
            'Because of it these are Inactive too: OwaProxy, FrontendTransport.'
          ],
          resolution: [
            'Ask whoever put the server into maintenance',
            "Get-MailboxServer -Identity 'EX01' | Format-List DatabaseCopyAutoActivationPolicy",
            lifted('ServerWideOffline', 'Maintenance'),
            "& (Join-Path $exscripts 'StopDagServerMaintenance.ps1') -serverName 'EX01'",
            lifted('HubTransport', 'Maintenance'),
            'Restart-Service MSExchangeTransport'
          ]
        },
        { path: path('HubTransport'), actual: 'Draining, held by Maintenance', ...byHand }
      ]
    },
    {
      name: 'a failed update left three components Inactive',
      organization: ex01(
        functional('RecoveryActionsEnabled'),
        functional('Monitoring'),
        functional('ServerWideOffline'),
        component('HubTransport', 'Inactive', [])
      ),
      drifts: [
        {
          ...{ path: path('ServerWideOffline'), actual: 'Inactive, held by Functional', desired: 'Active' },
          remediation: ["Set-ComponentActive 'EX01' 'ServerWideOffline' 'Functional' '2026-10-31T22:10:00Z'"],
          resolution: [
            'Repair the update first',
            lifted('ServerWideOffline', 'Functional'),
            lifted('Monitoring', 'Functional'),
            lifted('RecoveryActionsEnabled', 'Functional')
          ]
        },
        { path: path('RecoveryActionsEnabled'), actual: 'Inactive, held by Functional', desired: 'Active' },
        { path: path('Monitoring'), actual: 'Inactive, held by Functional', desired: 'Active' }
      ]
    },
    {
      name: 'a component by itself, while the server is online',
      organization: ex01(component('UMCallRouter', 'Draining', []), component('HubTransport', 'Inactive')),
      drifts: [
        { path: path('UMCallRouter'), actual: 'Draining', ...byHand },
        { path: path('HubTransport'), actual: 'Inactive, held by Maintenance', ...byHand }
      ]
    },
    {
      name: 'a server in no DAG has no maintenance of a DAG to end',
      organization: withEx01(
        { componentStates: components(component('ServerWideOffline', 'Inactive')) },
        { dags: [{ ...dag1, members: ['EX02'] }] }
      ),
      drifts: [
        {
          ...{ path: path('ServerWideOffline'), actual: 'Inactive, held by Maintenance', ...byHand },
          resolution: ['Restart-Service MSExchangeTransport']
        }
      ]
    }
  ],
  unknown: [
    { name: 'the settings name no source', reason: 'the settings name no source of organization facts' },
    {
      name: 'the organization could not be read',
      organization: E.left({ reason: 'no answer within 600 s' }),
      reason: 'no answer within 600 s'
    },
    {
      name: 'its component states could not be read',
      organization: withEx01({ componentStates: denied }),
      reason: 'access denied'
    },
    {
      name: 'its component states were not asked for',
      organization: withEx01({ componentStates: undefined }),
      reason: 'missing in this recording'
    },
    { name: 'the facts hold nothing of it', organization: withEx01(null), reason: 'hold nothing of EX01' },
    {
      name: 'the organization does not list it',
      organization: withEx01({}, { servers: [] }),
      reason: "the organization Contoso doesn't list the server EX01"
    },
    {
      name: 'the organization lists it twice',
      organization: withEx01(
        {},
        {
          servers: ['EX01', 'ex01'].map((name) => ({
            ...{ name, fqdn: 'ex01.contoso.example', site: null, roles: ['Mailbox'], edition: null, version: null }
          }))
        }
      ),
      reason: 'the facts of the organization Contoso hold EX01 twice'
    },
    {
      name: 'the servers of the organization are unread',
      organization: withEx01({}, { servers: denied }),
      reason: 'the servers of the organization could not be read: access denied'
    },
    {
      name: 'another organization has a server of that name',
      organization: withEx01(
        {},
        {
          servers: [
            {
              name: 'EX01',
              fqdn: 'ex01.fabrikam.example',
              site: null,
              roles: ['Mailbox'],
              edition: null,
              version: null
            }
          ]
        }
      ),
      reason: 'the organization Contoso lists ex01.fabrikam.example, which is another server than ex01.contoso.example'
    },
    {
      name: 'no components are listed',
      organization: withEx01({ componentStates: [] }),
      reason: 'ServerWideOffline is not among the components'
    },
    {
      name: 'transport is not listed on a server that holds mailboxes',
      organization: withEx01({ componentStates: components().filter((one) => one.component !== 'HubTransport') }),
      reason: 'HubTransport is not among the components of the server'
    },
    {
      name: 'a state that Exchange does not know',
      organization: ex01(component('HubTransport', 'Unknown', [])),
      reason: 'Exchange reports the state Unknown'
    },
    {
      name: 'an Edge Transport server answers to nobody from here',
      facts: { identity: { name: 'EX01', fqdn: null, roles: ['Edge'] } },
      organization: ex01(),
      reason: 'Edge servers are not asked'
    }
  ],
  notApplicable: [
    {
      name: 'Exchange 2010',
      facts: { identity: { name: 'EX01', fqdn: null, roles: ['Mailbox'] }, build: build('14.3.513.0') },
      reason: 'Exchange 2010 has no component states'
    },
    {
      name: 'the management tools alone',
      facts: {
        identity: { name: 'EX01', fqdn: null, roles: [] },
        ...withoutRoles,
        services: [{ name: 'W3SVC', status: 'Running', startType: 'Automatic' }]
      },
      reason: 'only the management tools are installed'
    }
  ]
})
