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

/** The back end with all that programs ask for but one. */
const withOthers = (gone: string) => ({
  appPools: {
    ...appPools,
    applications: [
      ...without('Exchange Back End/EWS', 'Exchange Back End/PowerShell').appPools.applications,
      ...['EWS', 'Autodiscover', 'Microsoft-Server-ActiveSync', 'PowerShell']
        .filter((name) => name !== gone)
        .map((name) => ({ ...appPools.applications[0], site: 'Exchange Back End', path: `/${name}` }))
    ]
  }
})

const absent = { actual: 'absent', desired: 'an application of IIS', remediation: null }

testRows(http500, 'applications that people open', {
  compliant: [
    { name: 'OWA and ECP are in both sites' },
    {
      name: 'a recording that lists what people open alone, and one more',
      facts: without('Exchange Back End/PowerShell')
    },
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
    ...[
      ['EWS', 'WebServices'],
      ['Autodiscover', 'Autodiscover'],
      ['Microsoft-Server-ActiveSync', 'ActiveSync'],
      ['PowerShell', 'PowerShell']
    ].map(([gone = '', noun]) => ({
      name: `the back end lacks ${gone}, and has the others`,
      facts: withOthers(gone),
      drifts: [
        {
          ...{ path: `applications["Exchange Back End/${gone}"]`, ...absent },
          resolution: [`New-${noun}VirtualDirectory -Server 'EX01' -WebSiteName 'Exchange Back End' -Role Mailbox`]
        }
      ]
    })),
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
