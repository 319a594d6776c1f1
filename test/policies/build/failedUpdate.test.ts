import { build } from '../../../policies/build/policy'
import { testRows } from '../../support/policyTester'
import { installed } from './installedBuild'

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

testRows(build, 'updates that failed', {
  compliant: [
    {
      name: 'the last update failed, and the build is the required one',
      facts: { ...installed('15.2.1748.55'), ...events(event, good) },
      reason: `${told} with code 1603, and no later update succeeded`
    },
    {
      name: 'an update that failed was installed later on',
      facts: { ...installed('15.2.1748.55'), ...events({ ...good, at: '2026-10-31T23:30:00Z' }, event) },
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
  drifting: [
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
          evidence: [`${update} failed at 2026-10-31T22:50:00Z, and no later update succeeded.`],
          resolution: ['events 1023 and 1024 of MsiInstaller']
        }
      ]
    }
  ]
})
