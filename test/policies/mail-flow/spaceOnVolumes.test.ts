import { mailFlow } from '../../../policies/mail-flow/policy'
import { meter } from '../../support/inOrganization'
import { testRows } from '../../support/policyTester'
import { byHand, folder, gigabyte, of2013, own, queue, space, throttled } from './pressure'

/** Database and logs on volumes of their own, and nobody who asked Exchange. */
const database = (free: number, total: number, size: number | null) =>
  queue({ database: folder('E:\\Queue', free, total), size })

testRows(mailFlow, 'space on the volumes', {
  compliant: [
    { name: 'half of the volume is free' },
    {
      name: 'the volume is nearly full, and Exchange discounts the free pages of its database',
      facts: queue({ database: folder('D:\\Queue', 1, 100), logs: folder('D:\\Queue', 1, 100) }),
      organization: throttled('Low', ...space)
    },
    {
      name: 'a server with higher thresholds of its own',
      organization: throttled('Low', meter('UsedDiskSpace', 97, own(98, 99, 98, 97)), ...space)
    }
  ],
  drifting: [
    {
      name: 'the volume of the queue is full, and Exchange tells only of a folder whose name begins alike',
      facts: queue({ database: folder('D:\\Queue2', 0.5, 100), logs: folder('D:\\Queue2', 0.5, 100) }),
      organization: throttled('Low', ...space),
      drifts: [{ path: 'mailQueue.logs', actual: '99.5 % used', desired: 'at most 90 % used', ...byHand }]
    },
    {
      name: 'the volume of temporary files is full, and Exchange tells only of the one of the queue',
      facts: queue({ temp: folder('E:\\Temp', 0.5, 100) }),
      organization: throttled('Low', ...space),
      drifts: [{ path: 'mailQueue.temp', actual: '99.5 % used', desired: 'at most 90 % used', ...byHand }]
    },
    {
      name: 'the pressure is above the threshold of this server, and Exchange has not said so yet',
      organization: throttled('Low', ...space, meter('PrivateBytes', 60, { path: null, ...own(50, 75, 55, 40) })),
      drifts: [{ path: 'resourceThrottling.PrivateBytes', actual: 'Medium, pressure 60', desired: 'Low', ...byHand }]
    },
    {
      name: 'without thresholds of its own the usual ones count',
      organization: throttled(
        'Low',
        ...space,
        meter('UsedVersionBuckets', 1_501, { path: null, use: null, transitions: null })
      ),
      drifts: [
        {
          ...{
            path: 'resourceThrottling.UsedVersionBuckets',
            actual: 'High, pressure 1501',
            desired: 'Low',
            ...byHand
          },
          evidence: ['By usual thresholds'],
          resolution: ['slow disk']
        }
      ]
    },
    {
      name: 'the volume of the logs is nearly full',
      facts: queue({ database: folder('D:\\Queue', 5, 100), logs: folder('D:\\Queue', 5, 100) }),
      drifts: [
        {
          ...{ path: 'mailQueue.logs', actual: '95.0 % used', desired: 'at most 90 % used', ...byHand },
          evidence: ['5.0 GB of 100.0 GB free', 'Above 90 %'],
          resolution: ['in D:\\Queue on EX01', "-LiteralPath 'D:\\'", 'QueueDatabaseLoggingPath in C:\\Exchange\\Bin']
        }
      ]
    },
    {
      name: 'Exchange 2013 has thresholds of its own kind',
      facts: { ...of2013, ...queue({ logs: folder('D:\\Queue', 0.5, 100) }) },
      drifts: [{ path: 'mailQueue.logs', actual: '99.5 % used', desired: 'at most 96 % used', ...byHand }]
    },
    {
      name: 'the database would be too large, were all of its pages free',
      facts: database(0.5, 100, 2 * gigabyte),
      drifts: [{ path: 'mailQueue.database', actual: '99.5 % used', desired: 'at most 96 % used', ...byHand }]
    },
    {
      name: 'the temporary files',
      facts: queue({ temp: folder('C:\\Temp', 1, 40) }),
      drifts: [{ path: 'mailQueue.temp', actual: '97.5 % used', desired: 'at most 90 % used', ...byHand }]
    }
  ],
  unknown: [
    {
      name: 'the volume is a mount point',
      facts: queue({
        logs: { path: 'D:\\Queue', free: null, total: null, unread: 'D:\\Queue is a mount point or a link' }
      }),
      reason: 'the free space of D:\\Queue is not known: D:\\Queue is a mount point or a link'
    },
    {
      name: 'free space that is more than there is',
      facts: queue({ logs: folder('D:\\Queue', 200, 100) }),
      reason: 'the free space of D:\\Queue is not known'
    },
    {
      name: 'free pages of the database may be most of it',
      facts: database(2, 100, 60 * gigabyte),
      reason: 'the volume of E:\\Queue is 98.0 % used, where transport may refuse mail'
    },
    { name: 'the size of the database is unknown', facts: database(2, 100, null), reason: '98.0 % used' },
    { name: 'between two thresholds', facts: queue({ logs: folder('D:\\Queue', 15, 100) }), reason: 'below 80 %' }
  ]
})
