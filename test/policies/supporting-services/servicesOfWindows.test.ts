import { supportingServices } from '../../../policies/supporting-services/policy'
import { testRows } from '../../support/policyTester'
import { listed, off, services } from './supportingServer'

testRows(supportingServices, 'services of Windows', {
  compliant: [
    {
      name: 'all services of Windows that setup needs',
      facts: services(
        ...['MpsSvc', 'WinRM', 'EventSystem', 'EventLog', 'LanmanServer', 'LanmanWorkstation'].map((name) =>
          listed(name, 'Automatic', 'Running')
        ),
        listed('MSDTC', 'AutomaticDelayedStart', 'Running'),
        listed('msiserver', 'Manual', 'Stopped')
      )
    }
  ],
  drifting: [
    {
      name: 'the service of the firewall, without which setup does not run',
      facts: services(off('MpsSvc'), off('ClusSvc')),
      reason: 'ClusSvc is Disabled',
      drifts: [
        {
          path: 'services.MpsSvc',
          actual: 'Disabled, Stopped',
          desired: 'Automatic, Running',
          evidence: ['lists MpsSvc (Windows Defender Firewall) as Disabled, Stopped.'],
          resolution: [
            'switch off its profiles',
            "Set-Service -Name 'MpsSvc' -StartupType Automatic; Start-Service -Name 'MpsSvc'"
          ],
          remediation: null
        }
      ]
    },
    {
      name: 'the service of the firewall is stopped',
      facts: services(listed('mpssvc', 'Automatic', 'Stopped')),
      drifts: [{ path: 'services.mpssvc', actual: 'Automatic, Stopped', desired: 'Automatic, Running' }]
    },
    {
      name: 'services of Windows are Disabled that still run',
      facts: services(
        listed('LanmanServer', 'Disabled', 'Running'),
        listed('msiserver', 'Disabled', 'Stopped'),
        listed('MSDTC', 'Disabled', 'Running')
      ),
      drifts: [
        { path: 'services.msiserver', actual: 'Disabled, Stopped', desired: 'Manual, Stopped' },
        {
          path: 'services.MSDTC',
          actual: 'Disabled, Running',
          desired: 'AutomaticDelayedStart, Running',
          resolution: ["Set-Service -Name 'MSDTC' -StartupType Automatic"]
        },
        { path: 'services.LanmanServer', actual: 'Disabled, Running', desired: 'Automatic, Running' }
      ]
    }
  ],
  unknown: [
    {
      name: 'the status of the firewall was not read',
      facts: services(listed('MpsSvc', 'Automatic', null)),
      reason: 'did not tell the state of MpsSvc in full'
    }
  ]
})
