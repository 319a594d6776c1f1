import { indicatorsOfCompromise } from '../../../policies/indicators-of-compromise/policy'
import { testRows } from '../../support/policyTester'
import { serverFacts } from '../../support/server'
import { drift, hit, traces } from './intruderTraces'

testRows(indicatorsOfCompromise, 'traces that the baseline tells of', {
  compliant: [
    {
      name: 'logs that were searched for the baseline, without a trace, and not since',
      facts: { iocTraces: undefined },
      desired: { baseline: serverFacts(traces({})) },
      reason: 'the logs were not searched for traces'
    }
  ],
  drifting: [
    {
      name: 'a trace that the baseline tells of counts where the logs were not searched since',
      facts: { iocTraces: undefined },
      desired: { baseline: serverFacts(traces({ hits: [hit('directoryUrl', 'ECP\\Server\\a.log')] })) },
      reason: 'nothing is remediated on this server: traces of intruders in its logs',
      drifts: [
        {
          ...drift('directoryUrl', '3 URLs of a virtual directory with a tag'),
          evidence: ['The baseline of 2026-11-01T08:00:00Z shows it: the logs were searched then.']
        }
      ]
    },
    {
      name: 'a trace that the baseline tells of, though a later search has its log no longer',
      facts: traces({ hits: [hit('directoryUrl', 'ECP\\Server\\a.log')] }),
      desired: {
        baseline: serverFacts(
          traces({
            hits: [
              hit('serverInfo', 'HttpProxy\\Ecp\\gone.LOG'),
              hit('directoryUrl', 'ECP\\Server\\gone.log', { count: 9 })
            ]
          })
        )
      },
      reason: 'nothing is remediated on this server: traces of intruders in its logs',
      drifts: [
        drift('directoryUrl', '3 URLs of a virtual directory with a tag'),
        {
          ...drift('serverInfo', '3 requests through the proxy to a target that the client chose'),
          evidence: ['gone.LOG', 'The baseline of 2026-11-01T08:00:00Z shows it: the logs were searched then.']
        }
      ]
    }
  ]
})
