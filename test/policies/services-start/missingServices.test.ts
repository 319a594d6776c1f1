import { servicesStart } from '../../../policies/services-start/policy'
import { testRows } from '../../support/policyTester'
import type { RecordedSections } from '../../support/server'
import { baseline, healthy, listed, server, services } from './exchangeServices'

const without = (name: string): RecordedSections => ({ services: healthy.filter((one) => one.name !== name) })

testRows(servicesStart, 'missing services', {
  drifting: [
    {
      name: 'a core service is missing',
      facts: without('MSExchangeIS'),
      drifts: [
        {
          path: 'services.MSExchangeIS',
          actual: 'absent',
          desired: 'Automatic, Running',
          evidence: ['lists no service MSExchangeIS'],
          resolution: ['Expected MSExchangeIS to be installed', "Get-Service -Name 'MSExchangeIS'"]
        }
      ]
    },
    {
      name: 'FMS is missing, which every server with the Mailbox role has since 2013',
      facts: without('FMS'),
      drifts: [{ path: 'services.FMS', actual: 'absent', desired: 'Automatic, Running' }]
    },
    {
      name: 'a 2016 server whose search a setup that broke off has taken away',
      ...server('15.1.2507.6', ['Mailbox'], healthy),
      drifts: [
        { path: 'services.MSExchangeFastSearch', actual: 'absent', desired: 'Automatic, Running', remediation: null },
        { path: 'services.HostControllerService', actual: 'absent', desired: 'Automatic, Running', remediation: null }
      ]
    },
    {
      name: 'W3SVC is missing, which belongs to Windows',
      facts: without('W3SVC'),
      drifts: [
        {
          path: 'services.W3SVC',
          actual: 'absent',
          desired: 'Automatic, Running',
          resolution: ['Web-WebServer']
        }
      ]
    },
    {
      name: 'a service of the baseline is gone',
      desired: baseline(services(listed('HostControllerService', 'Automatic', 'Running'))),
      drifts: [{ path: 'services.HostControllerService', actual: 'absent', desired: 'Automatic, Running' }]
    }
  ]
})
