import * as E from 'fp-ts/Either'
import { mailFlow } from '../../../policies/mail-flow/policy'
import { meter, organizationFacts } from '../../support/inOrganization'
import { testRows } from '../../support/policyTester'
import { byHand, folder, queue, space } from './pressure'

const askedAt = (collectedAt: string, aggregate: string, ...resources: ReadonlyArray<object>) =>
  E.right({ ...organizationFacts({ EX01: { resourceThrottling: { aggregate, resources } } }), collectedAt })

const full = queue({ database: folder('D:\\Queue', 0.1, 100), logs: folder('D:\\Queue', 0.1, 100) })

const high = meter('UsedDiskSpace', 99, { use: 'High' })

testRows(mailFlow, 'an organization that was asked before the server was read', {
  compliant: [
    {
      name: 'half an hour before, Exchange knows best what space it has',
      facts: full,
      organization: askedAt('2026-11-01T07:30:00Z', 'Low', ...space)
    },
    {
      name: 'a day before, when the disk was full that is free now',
      facts: queue(),
      organization: askedAt('2026-10-31T07:00:00Z', 'High', meter('DatabaseUsedSpace', 33), high)
    }
  ],
  drifting: [
    {
      name: 'a day before, when the disk was free that is full now',
      facts: full,
      organization: askedAt('2026-10-31T23:00:00Z', 'Low', ...space),
      drifts: [{ path: 'mailQueue.logs', actual: '99.9 % used', desired: 'at most 90 % used', ...byHand }]
    }
  ]
})
