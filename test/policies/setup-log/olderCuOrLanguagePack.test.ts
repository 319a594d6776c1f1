import { olderCuOrLanguagePack } from '../../../policies/setup-log/policies'
import { testPolicy } from '../../support/policyTester'
import { commonRows, expected, failedOf, failedOfError } from '../../support/setupLogRows'

const common = commonRows(failedOfError("X.Y: Couldn't open package 'D:\\V15\\bin\\Setup\\a.msi'. Error code is 1619."))

testPolicy(olderCuOrLanguagePack, {
  compliant: [
    ...common.compliant,
    { name: 'the last run failed of something else', facts: failedOfError('Contoso.OddException: odd') }
  ],
  drifting: [
    {
      name: 'a package is looked for below the bin folder (1619)',
      facts: failedOfError(
        "Microsoft.Exchange.Configuration.Tasks.TaskException: Couldn't open package 'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\bin\\Setup\\Lang.msi'. This installation package could not be opened. Error code is 1619.",
        'install-msipackage'
      ),
      drifts: expected(
        'package-below-bin',
        'Setup was started from the installed bin folder and looks for packages there (1619)',
        ['Lang.msi', "the package can't be opened"],
        ['D:\\setup.exe /m:upgrade']
      )
    },
    {
      name: 'the medium is older than what is installed',
      facts: { ...failedOf(), setupLog: { ...failedOf().setupLog, setupVersion: '15.2.1118.7' } },
      drifts: expected(
        'older-medium',
        'The medium is older than what is installed',
        ['15.2.1118.7', '15.2.1544.4'],
        ['newest Cumulative Update']
      )
    }
  ],
  unknown: [...common.unknown],
  notApplicable: [...common.notApplicable]
})
