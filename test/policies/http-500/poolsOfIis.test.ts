import { http500 } from '../../../policies/http-500/policy'
import { testRows } from '../../support/policyTester'
import { appPools, pool, root } from './applications'

const running = { desired: 'Started, and set to start with IIS', remediation: null }

testRows(http500, 'application pools', {
  compliant: [
    {
      name: 'a pool of somebody else is stopped',
      facts: {
        appPools: { ...appPools, pools: [...appPools.pools, { name: 'Shop', autoStart: false, state: 'Stopped' }] }
      }
    },
    {
      name: 'the pool that all sites share is stopped, and Exchange has only the root of a site in it',
      facts: {
        appPools: {
          ...appPools,
          pools: [...appPools.pools, { name: 'DefaultAppPool', autoStart: true, state: 'Stopped' }],
          applications: [
            ...appPools.applications,
            { site: 'Exchange Back End', path: '/', pool: 'DefaultAppPool', folder: `${root}ClientAccess` }
          ]
        }
      }
    }
  ],
  drifting: [
    {
      name: 'a pool is stopped, and not set to start',
      facts: pool({ state: 'Stopped', autoStart: false }),
      drifts: [
        {
          ...{ path: 'appPools.MSExchangeECPAppPool', actual: 'Stopped, not set to start with IIS', ...running },
          evidence: ['Default Web Site/ecp, Exchange Back End/ecp run in the application pool MSExchangeECPAppPool'],
          resolution: ["Start-WebAppPool -Name 'MSExchangeECPAppPool'", '-Name autoStart', 'Microsoft-Windows-WAS']
        }
      ]
    },
    {
      name: 'a pool runs, and would not after a restart',
      facts: pool({ autoStart: false }),
      drifts: [{ path: 'appPools.MSExchangeECPAppPool', actual: 'not set to start with IIS', ...running }]
    }
  ],
  unknown: [
    {
      name: 'a pool of which IIS tells no state',
      facts: pool({ state: null }),
      reason: 'IIS reports it only while it runs'
    },
    {
      name: 'IIS lists no application of Exchange',
      facts: { appPools: { pools: [], sites: [], applications: [] } },
      reason: 'no application of Exchange'
    },
    { name: 'a pool is not listed', facts: { appPools: { ...appPools, pools: [] } }, reason: 'no application pool' }
  ]
})
