import { supportingServices } from '../../../policies/supporting-services/policy'
import { withEx01 } from '../../support/inOrganization'
import { testRows } from '../../support/policyTester'
import { listed, off, services } from './supportingServer'

testRows(supportingServices, 'the Cluster service', {
  compliant: [
    {
      name: 'the Cluster service is Disabled, as on a server in no DAG',
      facts: services(off('ClusSvc')),
      reason: 'ClusSvc is Disabled: right, unless the server is a member of a DAG'
    },
    { name: 'the Cluster service of a member of a DAG', facts: services(listed('ClusSvc', 'Automatic', 'Running')) }
  ],
  drifting: [
    {
      name: 'the Cluster service of a member of a DAG is Disabled',
      facts: services(off('ClusSvc')),
      organization: withEx01({}),
      drifts: [
        {
          path: 'services.ClusSvc',
          actual: 'Disabled, Stopped',
          desired: 'Automatic, Running',
          evidence: ['The server is a member of a DAG'],
          resolution: ["Set-Service -Name 'ClusSvc' -StartupType Automatic"],
          remediation: null
        }
      ]
    },
    {
      name: 'a node of a cluster whose Cluster service is stopped',
      facts: services(listed('ClusSvc', 'Automatic', 'Stopped')),
      drifts: [
        {
          path: 'services.ClusSvc',
          actual: 'Automatic, Stopped',
          desired: 'Automatic, Running',
          resolution: ['A member of a DAG needs this service']
        }
      ]
    }
  ]
})
