import example from '../../../policies/service-records/example.json'
import { serviceRecords } from '../../../policies/service-records/policy'
import { testPolicy } from '../../support/policyTester'
import { healthySections, managementToolsOnly } from '../../support/server'

const folder = 'D:\\ExchangeSetupLogs'
const modified = '2026-05-02T08:00:00Z'

const file = (name: string, changes: object = {}) => ({
  ...{ name, size: 20_480, modified, services: 31, disabled: 3, unreadable: null },
  ...changes
})

const state = (name: string) => file(name, { services: null, disabled: null })

const found = (...files: ReadonlyArray<object>) => ({ serviceRecords: { folder, files } })

const modes = 'ServiceStartupMode.xml'

const listed: ReadonlyArray<{ readonly name: string; readonly startType: string }> = JSON.parse(
  JSON.stringify(healthySections.services)
)
const off = { name: 'MSExchangeMailboxAssistants', status: 'Stopped', startType: 'Disabled' }

const stopped = {
  services: [healthySections.services]
    .flat()
    .map((one) => ({ ...Object(one), status: 'Stopped', startType: 'Disabled' }))
}

const path = (name: string) => `serviceRecords["${name}"]`
const drifted = { desired: 'no such file' }

testPolicy(serviceRecords, {
  compliant: [
    { name: 'no file', facts: found() },
    {
      name: 'no file, so that nobody asks whether the services are right',
      facts: { ...found(), services: { error: 'access denied' } }
    },
    {
      name: 'those of the installed Cumulative Update, whose Security Update is newer',
      facts: found(file('ServiceStartupMode15.02.1748.010.xml'), state('servicestate15.02.1748.010.xml'))
    },
    { name: 'that of an older Cumulative Update', facts: found(file('ServiceStartupMode15.02.1258.012.xml')) },
    {
      name: 'most Disabled, of too few to tell',
      facts: found(file('ServiceStartupMode15.2.1748.10.xml', { services: 3 }))
    }
  ],
  drifting: [
    {
      name: 'a Security Update of which most services are Disabled',
      facts: example,
      drifts: [
        {
          ...{ path: path(modes), actual: '24 of 31 services Disabled', ...drifted },
          evidence: [
            'C:\\ExchangeSetupLogs\\ServiceStartupMode.xml was written 2026-10-14T20:05:00Z, and has 20480 bytes.',
            'after an earlier try had disabled',
            'ServiceControl.ps1 AfterPatch'
          ],
          resolution: [
            "Rename-Item -LiteralPath 'C:\\ExchangeSetupLogs\\ServiceStartupMode.xml' -NewName 'ServiceStartupMode.xml.20261014T200500Z.old'"
          ]
        }
      ]
    },
    {
      name: 'most are Disabled in it, and on the server, too: it would leave them so',
      facts: { ...found(file(modes, { disabled: 24 })), ...stopped },
      drifts: [
        {
          ...{ path: path(modes), actual: '24 of 31 services Disabled', ...drifted },
          resolution: [
            'First bring the services of EX01 into their state before',
            'D:\\ExchangeSetupLogs\\ServiceControl.log'
          ]
        }
      ]
    },
    {
      name: 'an update that came not to its end, and its services are right again',
      facts: found(file(modes), state('ServiceState.xml')),
      drifts: [
        { path: path(modes), actual: `written ${modified}`, ...drifted },
        { path: path('ServiceState.xml'), actual: `written ${modified}`, ...drifted }
      ]
    },
    {
      name: 'the file alone tells why a service is Disabled',
      facts: {
        ...found(file(modes)),
        services: [...listed.filter(({ name }) => name !== off.name), off],
        servicesBefore: {
          startModes: [...listed.filter(({ name }) => name !== off.name), off].map(({ name, startType }) => ({
            name,
            startType
          })),
          states: null,
          runs: null,
          unread: []
        }
      },
      drifts: [
        {
          ...{ path: path(modes), actual: `written ${modified}`, ...drifted },
          resolution: ['Record EX01 first, as its baseline']
        }
      ]
    },
    {
      name: 'a Cumulative Update that was tried and is not installed, at an unknown time',
      facts: found(file('ServiceStartupMode15.02.2562.017.xml', { modified: null })),
      drifts: [
        {
          ...{ path: path('ServiceStartupMode15.02.2562.017.xml'), actual: 'written at an unknown time', ...drifted },
          evidence: ['Setup of 15.2.2562.17 does not write this file again']
        }
      ]
    },
    {
      name: 'that of the installed Cumulative Update, with most of its services Disabled',
      facts: found(file('ServiceStartupMode15.02.1748.010.xml', { disabled: 16 })),
      drifts: [{ path: path('ServiceStartupMode15.02.1748.010.xml'), actual: '16 of 31 services Disabled', ...drifted }]
    }
  ],
  unknown: [
    {
      name: 'the services are not right: the record is needed',
      facts: { ...found(file(modes)), ...stopped },
      reason: 'the services are not right yet, and ServiceStartupMode.xml may be the record'
    },
    {
      name: 'whether the services are right is not known',
      facts: { ...found(file(modes)), services: [] },
      reason: 'whether the services are right is not known'
    },
    {
      name: 'the services were not read',
      facts: { ...found(file(modes)), services: { error: 'access denied' } },
      reason: 'whether the services are right is not known'
    },
    {
      name: 'a file that could not be read',
      facts: found(file(modes, { services: null, disabled: null, unreadable: 'access denied' })),
      reason: 'ServiceStartupMode.xml could not be read: access denied'
    },
    {
      name: 'a version that is none',
      facts: found(file('ServiceStartupMode15.2.xml')),
      reason: 'which update wrote ServiceStartupMode15.2.xml is not known'
    },
    {
      name: 'the build is not known',
      facts: { ...found(file(modes)), build: { exSetup: null, binaries: [], missing: null } },
      reason: 'is not known'
    },
    { name: 'an older recording', facts: { serviceRecords: undefined }, reason: 'missing in this recording' }
  ],
  notApplicable: [
    { name: 'only the management tools are installed', facts: { ...found(file(modes)), ...managementToolsOnly } }
  ]
})
