import { cannotStartTheService } from '../../../policies/setup-log/policies'
import { testPolicy } from '../../support/policyTester'
import { commonRows, expected, failedOfError } from '../../support/setupLogRows'

const common = commonRows(failedOfError('X.Y: Cannot start service A'))

testPolicy(cannotStartTheService, {
  compliant: [
    ...common.compliant,
    { name: 'the last run failed of something else', facts: failedOfError('Contoso.OddException: odd') }
  ],
  drifting: [
    {
      name: 'a service is disabled',
      facts: failedOfError(
        "Microsoft.PowerShell.Commands.ServiceCommandException: Service 'Microsoft Exchange Transport (MSExchangeTransport)' cannot be started due to the following error: Cannot start service MSExchangeTransport on computer '.'.",
        'start-service MSExchangeTransport'
      ),
      drifts: expected(
        'service-disabled',
        'Setup could not start the service MSExchangeTransport',
        ['MSExchangeTransport'],
        ["Set-Service -Name 'MSExchangeTransport' -StartupType Automatic", 'ExchangeSetupLogs-OLD']
      )
    },
    {
      name: 'the same in German, by exception type and script',
      facts: failedOfError(
        'Microsoft.PowerShell.Commands.ServiceCommandException: Der Dienst kann nicht gestartet werden',
        'restart-service MSExchangeHM'
      ),
      drifts: expected(
        'service-disabled',
        'Setup could not start the service MSExchangeHM',
        ['restart-service MSExchangeHM'],
        ["'MSExchangeHM'"]
      )
    },
    {
      name: 'the firewall service does not run',
      facts: failedOfError(
        'System.Runtime.InteropServices.COMException (0x800706D9): There are no more endpoints available from the endpoint mapper. (Exception from HRESULT: 0x800706D9)',
        'Add-FirewallException -FirewallRule (New-Object X)'
      ),
      drifts: expected(
        'firewall-service-stopped',
        'The firewall service does not run, so that rules could not be made (0x800706D9)',
        ['endpoint mapper'],
        ['MpsSvc']
      )
    }
  ],
  unknown: [...common.unknown],
  notApplicable: [...common.notApplicable]
})
