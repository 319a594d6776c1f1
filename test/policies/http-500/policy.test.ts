import { http500 } from '../../../policies/http-500/policy'
import { testPolicy } from '../../support/policyTester'
import { healthySections } from '../../support/server'
import { early, error, events, late, owa, owaPath, root, updated, wanted } from './applications'

testPolicy(http500, {
  compliant: [
    { name: 'nothing failed, and the log reaches back a day' },
    { name: 'an application of somebody else', facts: events(early, error({ application: '/LM/W3SVC/3/ROOT/shop' })) }
  ],
  drifting: [
    {
      name: 'a library can not be loaded since the last update',
      facts: { ...events(early, error()), ...updated('2026-10-31T21:00:00Z') },
      drifts: [
        {
          ...{ path: owaPath, actual: `FileNotFoundException at ${late}`, ...wanted },
          evidence: [
            'Event 1309 of Exchange Back End/owa',
            'installed at 2026-10-31T21:00:00Z: Security Update (KB5066366)'
          ],
          resolution: [
            "-Filter 'Microsoft.Exchange.Common.dll'",
            `& '${root}Bin\\UpdateCas.ps1'`,
            'UpdateConfigFiles.ps1',
            'elevated',
            'Restart EX01'
          ]
        }
      ]
    },
    {
      name: 'a type with its namespace, in another language',
      facts: events(
        early,
        error({
          exception: 'System.IO.FileNotFoundException',
          text: 'Die Datei oder Assembly "Microsoft.Exchange.Common, Version=15.0.0.0" wurde nicht gefunden.'
        })
      ),
      drifts: [
        {
          ...{ path: owaPath, actual: `System.IO.FileNotFoundException at ${late}`, ...wanted },
          resolution: ["-Filter 'Microsoft.Exchange.Common.dll'"]
        }
      ]
    },
    {
      name: 'an exception that wraps the fault of a library',
      facts: events(early, error({ exception: 'HttpException' })),
      drifts: [{ path: owaPath, actual: `HttpException at ${late}`, ...wanted }]
    },
    {
      name: 'the web.config of ECP is gone',
      facts: {
        webConfigs: [
          ...[healthySections.webConfigs].flat().slice(0, 1),
          {
            ...{ application: 'Exchange Back End/ecp', file: `${root}ClientAccess\\ecp\\web.config`, state: 'absent' },
            ...{ unreadable: null, places: [] }
          }
        ]
      },
      drifts: [
        {
          ...{ path: 'webConfigs["Exchange Back End/ecp"]', actual: 'absent', desired: 'present', remediation: null },
          evidence: [`${root}ClientAccess\\ecp\\web.config is not there`],
          resolution: ['again, elevated', 'UpdateConfigFiles.ps1']
        }
      ]
    },
    {
      name: 'a configuration that fails, whatever its exception; the same application is told once',
      facts: events(early, error({ eventCode: 3008, exception: null, text: null }), error()),
      drifts: [{ path: owaPath, actual: `error 3008 at ${late}`, ...wanted }]
    },
    {
      name: 'the configuration of IIS is unread, so that the application is told as ASP.NET names it',
      facts: { ...events(early, error()), appPools: { error: 'access denied' } },
      drifts: [{ path: `aspNetEvents["${owa}"]`, actual: `FileNotFoundException at ${late}`, ...wanted }]
    },
    {
      name: 'a library is missing',
      facts: {
        build: {
          exSetup: '15.2.1748.55',
          binaries: [],
          missing: ['Bin\\Microsoft.Exchange.Common.dll', 'Bin\\EdgeTransport.exe']
        }
      },
      drifts: [
        {
          ...{
            path: 'webFiles["Bin\\Microsoft.Exchange.Common.dll"]',
            actual: 'absent',
            desired: 'present',
            remediation: null
          },
          resolution: ['again, elevated', 'UpdateCas.ps1']
        }
      ]
    }
  ],
  unknown: [],
  notApplicable: [
    {
      name: 'an Edge server',
      facts: { identity: { name: 'EX01', fqdn: null, roles: ['Edge'], version: '15.2.1748.10' } }
    }
  ]
})
