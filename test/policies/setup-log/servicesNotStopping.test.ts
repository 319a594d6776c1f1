import { servicesNotStopping } from '../../../policies/setup-log/policies'
import { testPolicy } from '../../support/policyTester'
import { commonRows, expected, failedOf, failedOfError, link } from '../../support/setupLogRows'

const common = commonRows(failedOfError("X.Y: Service 'A' failed to reach status 'Stopped'", 'stop-SetupService'))

testPolicy(servicesNotStopping, {
  compliant: [
    ...common.compliant,
    { name: 'the last run failed of something else', facts: failedOfError('Contoso.OddException: odd') }
  ],
  drifting: [
    {
      name: 'a service does not stop',
      facts: failedOfError(
        "Microsoft.Exchange.Management.Deployment.ServiceDidNotReachStatusException: Service 'MSExchangeIS' failed to reach status 'Stopped' on this server.",
        'stop-SetupService -ServiceName MSExchangeIS'
      ),
      drifts: expected(
        'service-does-not-stop',
        'The service MSExchangeIS did not stop',
        ["failed to reach status 'Stopped'"],
        ['MSExchangeIS', 'Restart EX01.contoso.example', 'antivirus']
      )
    },
    {
      name: 'programs hold files open',
      facts: failedOf(
        '[1] Evaluated [Setting:OpenProcesses] [HasException:False] [Value:"mmc.exe, powershell.exe"] [ParentValue:"<NULL>"] [Thread:9] [Duration:00:00:00]',
        '[1] [REQUIRED] Setup can not continue with the upgrade because these processes need to be closed.',
        link('ProcessNeedsToBeClosedOnUpgrade')
      ),
      drifts: expected(
        'open-processes',
        'Programs hold files of Exchange open (ProcessNeedsToBeClosedOnUpgrade)',
        ['OpenProcesses mmc.exe'],
        ['mmc.exe, powershell.exe']
      )
    }
  ],
  unknown: [...common.unknown],
  notApplicable: [...common.notApplicable]
})
