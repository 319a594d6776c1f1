import { serviceRecords } from '../../../policies/service-records/policy'
import { testRows } from '../../support/policyTester'
import { healthySections, type RecordedSections } from '../../support/server'

const modes = 'ServiceStartupMode.xml'
const path = `serviceRecords["${modes}"]`

const record = (changes: object = {}, folder = 'C:\\ExchangeSetupLogs'): RecordedSections => ({
  serviceRecords: {
    folder,
    files: [
      {
        ...{ name: modes, size: 20_480, modified: '2026-05-02T08:00:00Z', services: 31, disabled: 3, unreadable: null },
        ...changes
      }
    ]
  }
})

const poisoned = record({ disabled: 24 })
const ofPoisoned = { path, actual: '24 of 31 services Disabled', desired: 'no such file' }
const drifted = { path, actual: 'written 2026-05-02T08:00:00Z', desired: 'no such file' }

interface Listed {
  readonly name: string
  readonly status: string
  readonly startType: string
}

const listed: ReadonlyArray<Listed> = JSON.parse(JSON.stringify(healthySections.services))

/** The services of a healthy server with one more that is off, and the record of it. */
const offInRecord = (name: string, startType = 'Disabled'): RecordedSections => {
  const services = [...listed.filter((one) => one.name !== name), { name, status: 'Stopped', startType: 'Disabled' }]
  return {
    services,
    servicesBefore: {
      startModes: services.map((one) => ({ name: one.name, startType: one.name === name ? startType : one.startType })),
      ...{ states: null, runs: null, unread: [] }
    }
  }
}

const build = JSON.parse(JSON.stringify(healthySections.build))

const installed = (at: string) => ({
  installerEvents: {
    since: '2026-01-01T00:00:00Z',
    events: [{ id: 1036, at, product: 'Microsoft Exchange Server', update: 'KB5066366', code: 0, log: null }]
  }
})

const started = (at: string) => ({ boot: { counter: at, log: null } })

/** A mark that a remediation left, which had still to enable a service. */
const marked = (since: string): RecordedSections => ({
  journal: { lastEntry: 4, restartDue: null, enabling: { services: ['MSExchangeIS'], since } }
})

const atWork = 'an update that runs, or was cut off, may still need the file'
const leftToEnable = 'a remediation that was cut off had still to enable services'

const moved = (folder: string, time = '2026-05-02T08:00:00Z') => [
  `Test-Gone '${folder}\\${modes}'`,
  `Remove-Record '${folder}\\${modes}' '${time}'`
]

testRows(serviceRecords, 'what moves by itself', {
  drifting: [
    {
      name: 'the services are right',
      facts: record(),
      drifts: [
        {
          ...drifted,
          remediation: [
            '# Move C:\\ExchangeSetupLogs\\ServiceStartupMode.xml into the backup',
            ...moved('C:\\ExchangeSetupLogs')
          ]
        }
      ]
    },
    {
      name: 'most services are Disabled in it, and none on the server',
      facts: poisoned,
      drifts: [{ ...ofPoisoned, remediation: moved('C:\\ExchangeSetupLogs') }]
    },
    {
      name: 'a folder with an odd name',
      facts: record({}, "D:\\Bob's $(calc) `x; Logs"),
      drifts: [{ ...drifted, remediation: moved("D:\\Bob''s $(calc) `x; Logs") }]
    },
    {
      name: 'a time with parts of a second',
      facts: record({ modified: '2026-05-02T08:00:00.9876543Z' }),
      drifts: [
        {
          ...{ ...drifted, actual: 'written 2026-05-02T08:00:00.9876543Z' },
          remediation: moved('C:\\ExchangeSetupLogs')
        }
      ]
    },
    {
      name: 'a time without seconds',
      facts: record({ modified: '2026-05-02T08:00Z' }),
      drifts: [{ ...{ ...drifted, actual: 'written 2026-05-02T08:00Z' }, remediation: moved('C:\\ExchangeSetupLogs') }]
    },
    {
      name: 'Windows was started since the last update',
      facts: { ...record(), ...installed('2026-10-20T08:00:00Z'), ...started('2026-10-21T08:00:00Z') },
      drifts: [{ ...drifted, remediation: moved('C:\\ExchangeSetupLogs') }]
    }
  ]
})

testRows(serviceRecords, 'what a person moves', {
  drifting: [
    {
      name: 'the services are not right',
      facts: {
        ...poisoned,
        services: listed.map((one) => ({ ...one, status: 'Stopped', startType: 'Disabled' }))
      },
      drifts: [{ ...ofPoisoned, byHand: 'the services are not right yet' }]
    },
    {
      name: 'the services were not read',
      facts: { ...poisoned, services: { error: 'access denied' } },
      drifts: [{ ...ofPoisoned, byHand: 'whether the services are right is not known' }]
    },
    {
      name: 'a recording without what the file says of the services',
      facts: { ...record(), servicesBefore: undefined },
      drifts: [{ ...drifted, byHand: 'what the update recorded of the services was not read' }]
    },
    {
      name: 'what the update recorded of the services could not be read',
      facts: { ...poisoned, servicesBefore: { error: 'access denied' } },
      drifts: [{ ...ofPoisoned, byHand: 'whether the services are right is not known' }]
    },
    ...['MSExchangeMailboxAssistants', 'MSExchangeEdgeSync', 'RemoteRegistry'].map((name) => ({
      name: `the file alone tells why a service is off: ${name}`,
      facts: { ...record(), ...offInRecord(name) },
      drifts: [
        {
          ...drifted,
          byHand: 'only this file tells of some services why they are off',
          resolution: ['Record EX01 first, as its baseline']
        }
      ]
    })),
    {
      name: 'a service that is not known here was on before, and is Disabled',
      facts: { ...record(), ...offInRecord('MSExchangeNovelty', 'Manual') },
      drifts: [{ ...drifted, byHand: 'services are Disabled that the update has recorded as enabled' }]
    },
    {
      name: 'the time of the last change is not known',
      facts: record({ modified: null }),
      drifts: [
        {
          ...{ ...drifted, actual: 'written at an unknown time' },
          byHand: 'when the file was written is not known, so that a later change would not be seen'
        }
      ]
    },
    {
      name: 'it was written minutes before',
      facts: record({ modified: '2026-11-01T07:46:00Z' }),
      drifts: [{ ...drifted, actual: 'written 2026-11-01T07:46:00Z', byHand: atWork }]
    },
    {
      name: 'it was written after the server was read, by a clock that was set back',
      facts: record({ modified: '2026-11-01T09:00:00Z' }),
      drifts: [{ ...drifted, actual: 'written 2026-11-01T09:00:00Z', byHand: atWork }]
    },
    {
      name: 'files of several builds',
      facts: {
        ...record(),
        build: { ...build, binaries: [{ path: 'Bin\\EdgeTransport.exe', version: '15.2.1544.4' }, build.binaries[1]] }
      },
      drifts: [{ ...drifted, byHand: atWork }]
    },
    {
      name: 'a role that setup has not finished',
      facts: { ...record(), setupState: [{ role: 'MailboxRole', action: 'Install', watermark: '1d2c' }] },
      drifts: [{ ...drifted, byHand: atWork }]
    },
    {
      name: 'the state of setup could not be read',
      facts: { ...record(), setupState: { error: 'access denied' } },
      drifts: [{ ...drifted, byHand: atWork }]
    },
    {
      name: 'a file of the installation is missing',
      facts: {
        ...record(),
        build: { ...build, missing: ['Bin\\Microsoft.Exchange.Common.dll'], binaries: [build.binaries[0]] }
      },
      drifts: [{ ...drifted, byHand: atWork }]
    },
    {
      name: 'an update waits for a restart of Windows',
      facts: { ...record(), ...installed('2026-10-20T08:00:00Z'), ...started('2026-10-19T08:00:00Z') },
      drifts: [{ ...drifted, byHand: atWork }]
    },
    {
      name: 'a remediation had still to enable services',
      facts: { ...record(), ...marked('2026-11-01T07:00:00Z') },
      drifts: [{ ...drifted, byHand: leftToEnable }]
    },
    {
      name: 'the same more than a day ago: its mark is still there',
      facts: { ...record(), ...marked('2026-10-20T07:00:00Z') },
      drifts: [{ ...drifted, byHand: leftToEnable }]
    },
    {
      name: 'the journal could not be read',
      facts: { ...record(), journal: { error: 'access denied' } },
      drifts: [{ ...drifted, byHand: 'whether a remediation was cut off is not known' }]
    }
  ]
})
