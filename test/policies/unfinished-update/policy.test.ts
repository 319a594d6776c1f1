import example from '../../../policies/unfinished-update/example.json'
import { unfinishedUpdate } from '../../../policies/unfinished-update/policy'
import { testPolicy } from '../../support/policyTester'
import { healthySections, managementToolsOnly } from '../../support/server'

const transport = 'Bin\\EdgeTransport.exe'
const common = 'Bin\\Microsoft.Exchange.Common.dll'
const owa = 'ClientAccess\\Owa\\bin\\Microsoft.Exchange.Clients.Owa2.Server.dll'

const on = (
  exSetup: string | null,
  versions: Readonly<Record<string, string>>,
  missing: ReadonlyArray<string> = []
) => ({
  identity: { name: 'EX01', fqdn: 'ex01.contoso.example', roles: ['Mailbox'], version: '15.2.1748.10' },
  build: { exSetup, binaries: Object.entries(versions).map(([path, version]) => ({ path, version })), missing }
})

const all = (version: string) => ({ [transport]: version, [common]: version, [owa]: version })

const role = (parts: object = {}) => ({
  setupState: [
    {
      role: 'MailboxRole',
      unpacked: '15.2.1748.10',
      configured: '15.2.1748.10',
      action: null,
      watermark: null,
      ...parts
    }
  ]
})

const whole = { ...on('15.2.1748.10', all('15.2.1748.10')), ...role() }

const resolution = ['never delete a watermark']

testPolicy(unfinishedUpdate, {
  compliant: [
    { name: 'a server of an old build, and all of it', facts: whole },
    {
      name: 'a security update that left files of the Cumulative Update',
      facts: { ...on('15.2.1748.39', all('15.2.1748.10')), ...role() }
    },
    { name: 'the management tools alone', facts: { ...managementToolsOnly, setupState: [] } }
  ],
  drifting: [
    {
      name: 'the example',
      facts: example,
      drifts: [
        {
          path: `binaries["${transport}"]`,
          actual: '15.2.1544.4',
          desired: '15.2.1748 or later',
          remediation: null
        },
        {
          path: 'setupState.MailboxRole',
          actual: 'Action BuildToBuildUpgrade, Watermark UpgradeBinaries',
          desired: 'finished',
          resolution,
          remediation: null
        }
      ]
    },
    {
      name: 'ExSetup.exe is gone',
      facts: { ...on(null, all('15.2.1748.10'), ['Bin\\ExSetup.exe']), ...role() },
      drifts: [{ path: 'build', actual: 'ExSetup.exe is missing', desired: 'present', resolution, remediation: null }]
    },
    {
      name: 'a watermark, where what is installed was not read',
      facts: { build: { error: 'access denied' }, ...role({ action: 'Install', watermark: 'x' }) },
      reason: 'access denied',
      drifts: [
        {
          path: 'setupState.MailboxRole',
          actual: 'Action Install, Watermark x',
          desired: 'finished',
          remediation: null
        }
      ]
    }
  ],
  unknown: [
    {
      name: 'what setup registered was not read',
      facts: { ...whole, identity: { error: 'access denied' } },
      reason: 'which Cumulative Update setup registered was not read: access denied'
    },
    { name: 'the version of ExSetup.exe was not read', facts: on(null, all('15.2.1748.10')), reason: 'is not known' },
    {
      name: 'an older recording, in which nobody looked for a watermark',
      facts: { ...whole, setupState: undefined },
      reason: 'missing in this recording'
    },
    {
      name: 'what setup keeps was not read',
      facts: { ...whole, setupState: { error: 'access denied' } },
      reason: 'how far setup has come with each role was not read: access denied'
    },
    {
      name: 'a version that is none of Exchange',
      facts: { build: { ...Object(healthySections.build), exSetup: '10.0.17763.1' } },
      reason: 'belongs to no version of Exchange Server'
    }
  ],
  notApplicable: []
})
