import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { halfUpdated } from '../../../policies/build/halfUpdated'
import { build } from '../../../policies/build/policy'
import { testRows } from '../../support/policyTester'
import { serverFacts } from '../../support/server'
import { common, files, installed, outlookOnTheWeb, transport, withFiles } from './installedBuild'

const update = 'Security Update for Exchange Server 2019 Cumulative Update 15 (KB5000016)'
const event = {
  id: 1024,
  at: '2026-10-31T22:50:00Z',
  product: 'Microsoft Exchange Server',
  update,
  code: 1603,
  log: null
}
const good = { ...event, id: 1022, at: '2026-10-14T20:00:00Z', code: null }

const events = (...all: ReadonlyArray<object>) => ({
  installerEvents: { since: '2026-01-01T00:00:00Z', events: all },
  installedUpdates: { registered: [], patches: [] }
})

const told = `by the log Application, ${update} failed at 2026-10-31T22:50:00Z`

const failedAgain = {
  path: 'installedUpdates.KB5000016',
  actual: 'failed at 2026-10-31T22:50:00Z with code 1603',
  desired: 'installed'
}

testRows(build, 'updates that failed', {
  compliant: [
    {
      name: 'the last update failed, and the build is the required one',
      facts: { ...installed('15.2.1748.55'), ...events(event, good) },
      reason: `${told} with code 1603, and did not succeed later`
    },
    {
      name: 'an update that the build is newer than failed',
      facts: {
        ...installed('15.2.1748.55'),
        ...events({ ...event, update: update.replace('KB5000016', 'KB5066367') })
      },
      reason: /KB5066367\) failed/
    },
    {
      name: 'an update failed that the list of patches had before',
      facts: {
        ...installed('15.2.1748.55'),
        ...events(event),
        installedUpdates: {
          registered: [],
          patches: [{ name: update, kb: 'KB5000016', code: '0'.repeat(32), state: '1', date: '20261014' }]
        }
      },
      reason: `${told} with code 1603`
    },
    {
      name: 'an update that failed was installed later on',
      facts: { ...installed('15.2.1748.55'), ...events({ ...good, at: '2026-10-31T23:30:00Z' }, event) },
      reason: /^(?!.*failed)/
    },
    {
      name: 'a Cumulative Update failed, and a Security Update was installed since',
      facts: {
        ...installed('15.2.1748.55'),
        ...events({ ...good, at: '2026-10-31T23:30:00Z' }, { ...event, id: 1033, update: null })
      },
      reason: /^(?!.*failed)/
    },
    {
      name: 'the list of patches tells of an update on the day after',
      facts: {
        ...installed('15.2.1748.55'),
        ...events(event),
        installedUpdates: {
          registered: [],
          patches: [{ name: update, kb: 'KB5000016', code: '0'.repeat(32), state: '1', date: '20261101' }]
        }
      },
      reason: /^(?!.*failed)/
    },
    {
      name: 'the program of somebody else failed',
      facts: {
        ...installed('15.2.1748.55'),
        ...events({ ...event, product: 'Contoso Agent for Microsoft Exchange', update: null })
      },
      reason: /^(?!.*failed)/
    }
  ],
  unknown: [
    {
      name: 'when an update failed was not read',
      facts: { ...installed('15.2.1748.55'), ...events({ ...event, at: null }) },
      reason: `by the log Application, ${update} failed, and when was not read`
    },
    {
      name: 'an update failed, and another one that the table does not know either was installed since',
      facts: {
        ...installed('15.2.1748.55'),
        ...events({ ...good, at: '2026-10-31T23:30:00Z', update: update.replace('KB5000016', 'KB5999998') }, event)
      },
      reason: 'whether EX01 has that update is not known'
    },
    {
      name: 'an update without a number failed, and the build is the required one',
      facts: { ...installed('15.2.1748.55'), ...events({ ...event, update: null }) },
      reason: 'Microsoft Exchange Server failed at 2026-10-31T22:50:00Z with code 1603'
    },
    {
      name: 'an update failed, and setup registered it all the same',
      facts: {
        ...installed('15.2.1748.55'),
        ...events(event),
        installedUpdates: {
          registered: [{ product: '2019', name: update, kb: 'KB5000016', date: '10/14/2026' }],
          patches: []
        }
      },
      reason: 'whether EX01 has that update is not known'
    },
    {
      name: 'whether an update failed could not be read',
      facts: { ...installed('15.2.1748.55'), installerEvents: { error: 'access denied' } },
      reason: 'whether an update failed since was not read: access denied'
    }
  ],
  drifting: [
    ...[
      { what: 'a tool of Microsoft', product: 'Microsoft Exchange Web Services Managed API 2.2', update: null },
      { what: 'a language pack', product: 'Microsoft Exchange Server Language Pack - German', update: null },
      { what: 'an interim update, which is removed,', id: 1037, update: update.replace('KB5000016', 'KB5999997') }
    ].map(({ what, ...parts }) => ({
      name: `an update failed, and ${what} came after it`,
      facts: {
        ...installed('15.2.1748.55'),
        ...events({ ...good, at: '2026-10-31T23:30:00Z', ...parts }, event)
      },
      drifts: [failedAgain]
    })),
    {
      name: 'an update failed on the day after another one, of which only the day is known',
      facts: {
        ...installed('15.2.1748.55'),
        ...events(event),
        installedUpdates: {
          registered: [],
          patches: [
            { name: 'an older one (KB5066367)', kb: 'KB5066367', code: '0'.repeat(32), state: '1', date: '20261030' }
          ]
        }
      },
      drifts: [failedAgain]
    },
    {
      name: 'an update that the table of builds does not know failed',
      facts: { ...installed('15.2.1748.55'), ...events({ ...event, log: 'C:\\Temp\\MSI2.LOG' }) },
      drifts: [
        {
          path: 'installedUpdates.KB5000016',
          actual: 'failed at 2026-10-31T22:50:00Z with code 1603',
          desired: 'installed',
          evidence: ['did not succeed later', 'lists no patch KB5000016'],
          resolution: ['C:\\Temp\\MSI2.LOG', 'https://support.microsoft.com/help/5000016']
        }
      ]
    },
    {
      name: 'an update failed whose build the settings do not ask for',
      facts: {
        ...installed('15.2.1748.24'),
        ...events({ ...event, update: update.replace('KB5000016', 'KB5066367') })
      },
      desired: { build: { '2019': '15.2.1748.24' } },
      drifts: [
        {
          path: 'installedUpdates.KB5066367',
          actual: 'failed at 2026-10-31T22:50:00Z with code 1603',
          desired: 'installed'
        }
      ]
    },
    {
      name: 'the last update failed, and the build is too old',
      facts: { ...installed('15.2.1748.39'), ...events({ ...event, code: 1642, log: 'C:\\Temp\\MSI1.LOG' }, good) },
      drifts: [
        {
          path: 'build',
          actual: '15.2.1748.39',
          desired: '15.2.1748.55 or later',
          evidence: [`${update} failed at 2026-10-31T22:50:00Z with code 1642`, 'The code is Windows Installer 1642'],
          resolution: ['Find out first why that update failed', 'C:\\Temp\\MSI1.LOG']
        }
      ]
    },
    {
      name: 'the last update failed without a number, and the build is too old',
      facts: { ...installed('15.2.1748.39'), ...events({ ...event, id: 1023, code: null }, good) },
      drifts: [
        {
          path: 'build',
          actual: '15.2.1748.39',
          desired: '15.2.1748.55 or later',
          evidence: [`${update} failed at 2026-10-31T22:50:00Z, and did not succeed later.`],
          resolution: ['events 1023 and 1024 of MsiInstaller']
        }
      ]
    }
  ]
})

const removed = { ...good, id: 1037 }

testRows(build, 'an update that may have left ExSetup.exe behind', {
  unknown: [
    {
      name: 'it was removed, none is registered, and ExSetup.exe is of one',
      facts: { ...installed('15.2.1748.55'), ...events(removed) },
      reason: `ExSetup.exe is 15.2.1748.55, no update is registered, and by the log Application ${update} was removed`
    },
    {
      name: 'no log tells of one, and all other files are of the Cumulative Update',
      facts: { ...withFiles(files('15.2.1748.10', transport, common, outlookOnTheWeb)), ...events() },
      reason: 'ExSetup.exe is 15.2.1748.55, no update is registered, and no other file that was read is newer than CU15'
    }
  ],
  compliant: [
    {
      name: 'it was removed, and another one is registered',
      facts: {
        ...installed('15.2.1748.55'),
        ...events(removed),
        installedUpdates: {
          registered: [],
          patches: [{ name: update, kb: 'KB5000017', code: '0'.repeat(32), state: '1', date: '20261014' }]
        }
      }
    },
    {
      name: 'none is registered, as after a setup that brings the update with it',
      facts: { ...installed('15.2.1748.55'), ...events() }
    }
  ]
})

const test = suite('policies: what an update left behind, and services')

const half = (facts: Parameters<typeof serverFacts>[0]) => halfUpdated(serverFacts(facts))

test('no service is started by a script where a Security Update failed and none is registered', () => {
  assert.equal(half({ ...installed('15.2.1748.55'), ...events(event) }), [
    `half-updated: ExSetup.exe is 15.2.1748.55, no update is registered, and by the log Application ${update} failed at 2026-10-31T22:50:00Z with code 1603, and did not succeed later`
  ])
  // Its services may be started: the update before it is there.
  assert.equal(half({ ...installed('15.2.1748.55'), ...events(event, good) }), [])
  assert.equal(half({ ...installed('15.2.1748.10'), ...events(event) }), [])
})

test.run()
