import { http500 } from '../../../policies/http-500/policy'
import { testRows } from '../../support/policyTester'
import { appPools, root } from './applications'

/** The applications of a healthy server without these. */
const without = (...gone: ReadonlyArray<string>) => ({
  appPools: {
    ...appPools,
    applications: appPools.applications.filter(
      ({ site, path }: { readonly site: string; readonly path: string }) => !gone.includes(`${site}${path}`)
    )
  }
})

const absent = { actual: 'absent', desired: 'an application of IIS', remediation: null }

testRows(http500, 'applications that people open', {
  compliant: [
    { name: 'OWA and ECP are in both sites' },
    { name: 'one that nobody opens in a browser is not there', facts: without('Exchange Back End/EWS') },
    {
      name: 'a Mailbox server of 2013 has them at its back end alone',
      facts: {
        ...without('Default Web Site/owa', 'Default Web Site/ecp'),
        identity: { name: 'EX01', roles: ['Mailbox'], installPath: root },
        build: { exSetup: '15.0.1497.48' }
      }
    }
  ],
  drifting: [
    {
      name: 'the Default Web Site lacks ECP',
      facts: without('Default Web Site/ecp'),
      drifts: [
        {
          ...{ path: 'applications["Default Web Site/ecp"]', ...absent },
          evidence: ['IIS lists the site Default Web Site, and no application /ecp of Exchange in it.'],
          resolution: [
            "Get-EcpVirtualDirectory -Server 'EX01' -ADPropertiesOnly -ShowMailboxVirtualDirectories",
            "Remove-EcpVirtualDirectory -Identity 'EX01\\ecp (Default Web Site)'",
            "New-EcpVirtualDirectory -Server 'EX01' -WebSiteName 'Default Web Site'"
          ]
        }
      ]
    },
    {
      name: 'the back end lacks OWA',
      facts: without('Exchange Back End/owa'),
      drifts: [
        {
          ...{ path: 'applications["Exchange Back End/owa"]', ...absent },
          resolution: ["New-OwaVirtualDirectory -Server 'EX01' -WebSiteName 'Exchange Back End' -Role Mailbox"]
        }
      ]
    }
  ],
  unknown: [
    {
      name: 'IIS lists no application of Exchange at all',
      facts: { appPools: { ...appPools, applications: [] } },
      reason: 'the configuration of IIS lists no application of Exchange'
    }
  ]
})
