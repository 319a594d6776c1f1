import { errorCode1603 } from '../../../policies/setup-log/policies'
import { testPolicy } from '../../support/policyTester'
import { commonRows, expected, failedOfError } from '../../support/setupLogRows'

const common = commonRows(failedOfError('X.Y: Installing product a.msi failed. Error code is 1603.'))

testPolicy(errorCode1603, {
  compliant: [
    ...common.compliant,
    { name: 'the last run failed of something else', facts: failedOfError('Contoso.OddException: odd') }
  ],
  drifting: [
    {
      name: 'the installer has no right to a folder',
      facts: failedOfError(
        "Microsoft.Exchange.Configuration.Tasks.TaskException: Installing product F:\\exchangeserver.msi failed. Fatal error during installation. Error code is 1603. Last error reported by the MSI package is 'The installer has insufficient privileges to access this directory: C:\\Program Files\\Microsoft\\Exchange Server\\V15\\FrontEnd\\HttpProxy\\owa\\auth\\15.1.2106'.",
        'install-msipackage'
      ),
      drifts: expected(
        'no-right-to-folder',
        'The installer has no right to a folder (1603)',
        ['F:\\exchangeserver.msi'],
        [
          "icacls 'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\FrontEnd\\HttpProxy\\owa\\auth\\15.1.2106'",
          'CONTOSO\\admin'
        ]
      )
    },
    {
      name: 'a fatal error in German, by its code alone',
      facts: failedOfError(
        'Microsoft.Exchange.Configuration.Tasks.TaskException: Das Produkt E:\\exchangeserver.msi: Schwerwiegender Fehler. Error code is 1603.',
        'install-msipackage'
      ),
      drifts: expected(
        'msi-fatal-error',
        'The Windows Installer failed with a fatal error (1603)',
        ['Windows Installer 1603'],
        ['E:\\exchangeserver.msi', 'Return value 3']
      )
    }
  ],
  unknown: [...common.unknown],
  notApplicable: [...common.notApplicable]
})
