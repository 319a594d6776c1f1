import { webSites } from '../../../policies/web-sites/policy'
import { httpsBinding as https } from '../../support/bindings'
import { testPolicy } from '../../support/policyTester'

const site = (name: string, parts: object = {}) => ({ name, id: 1, autoStart: true, state: 'Started', ...parts })

const sites = (...all: ReadonlyArray<object>) => ({ appPools: { pools: [], sites: all, applications: [] } })

const back = site('Exchange Back End', { id: 2 })
const desired = 'Started, and set to start with IIS'

testPolicy(webSites, {
  compliant: [
    { name: 'both sites run' },
    {
      name: 'a site of somebody else is stopped',
      facts: sites(site('Default Web Site'), back, site('Shop', { state: 'Stopped' }))
    },
    { name: 'the name in another case', facts: sites(site('default web site'), back) }
  ],
  drifting: [
    {
      name: 'another program holds its port',
      facts: sites(site('Default Web Site', { state: 'Stopped' }), back),
      drifts: [
        {
          ...{ path: 'sites["Default Web Site"]', actual: 'Stopped', desired, remediation: null },
          evidence: ['on the ports 80, 443'],
          resolution: ["Start-Website -Name 'Default Web Site'", 'netstat -ano', ':(80|443)']
        }
      ]
    },
    {
      name: 'another site of IIS runs on its binding',
      facts: {
        ...sites(site('Default Web Site', { state: 'Stopped' }), back, site('letsencrypt', { id: 3 })),
        bindings: [https('Default Web Site', '', 443, null), https('letsencrypt', '*', 443, null)]
      },
      drifts: [
        {
          ...{ path: 'sites["Default Web Site"]', actual: 'Stopped', desired, remediation: null },
          evidence: ['The site "letsencrypt" runs, and has the same binding.'],
          resolution: [
            'If somebody does, give it another port or a host name first',
            "Stop-Website -Name 'letsencrypt'",
            "Start-Website -Name 'Default Web Site'"
          ]
        }
      ]
    },
    {
      name: 'it runs, and would not after a restart',
      facts: sites(site('Default Web Site'), site('Exchange Back End', { autoStart: false })),
      drifts: [
        {
          ...{ path: 'sites["Exchange Back End"]', actual: 'not set to start with IIS', desired, remediation: null },
          resolution: ["Set-ItemProperty -LiteralPath 'IIS:\\Sites\\Exchange Back End' -Name serverAutoStart"]
        }
      ]
    },
    {
      name: 'the bindings are unread, and the name wants to be a command',
      facts: {
        bindings: { error: 'access denied' },
        appPools: {
          pools: [],
          sites: [site('Default Web Site'), back, site("X'; calc", { state: 'Stopping' })],
          applications: [
            {
              site: "X'; calc",
              path: '/owa',
              pool: 'P',
              folder: 'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\ClientAccess\\Owa'
            }
          ]
        }
      },
      drifts: [
        {
          ...{ path: 'sites["X\'; calc"]', actual: 'Stopping', desired, remediation: null },
          resolution: ["Start-Website -Name 'X''; calc'"]
        }
      ]
    }
  ],
  unknown: [
    {
      name: 'IIS is stopped',
      facts: sites(site('Default Web Site', { state: null }), back),
      reason: 'IIS reports it only while it runs'
    },
    {
      name: 'a state that is none',
      facts: sites(site('Default Web Site', { state: 'Unknown' }), back),
      reason: 'is Unknown'
    },
    { name: 'a site is not listed', facts: sites(site('Default Web Site')), reason: 'lists no site Exchange Back End' },
    { name: 'no IIS', facts: sites(), reason: 'lists no site Default Web Site' }
  ],
  notApplicable: [
    {
      name: 'an Edge server',
      facts: { identity: { name: 'EX01', fqdn: null, roles: ['Edge'], version: '15.2.1748.10' } }
    }
  ]
})
