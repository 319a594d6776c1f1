import { setupDoesNotRun } from '../../../policies/setup-log/policies'
import { testPolicy } from '../../support/policyTester'
import { commonRows, expected, failedOf, failedOfError } from '../../support/setupLogRows'
import { beginning, errorLines, failing, goodLog, logText, sectionOf } from '../../support/setupLogs'

const fromBin = (text: string): string => text.replaceAll('D:\\', 'E:\\Exchange\\V15\\Bin')

const common = commonRows({ ...failedOf(), setupLog: sectionOf(fromBin(logText([...beginning, ...failing]))) })

testPolicy(setupDoesNotRun, {
  compliant: [
    ...common.compliant,
    { name: 'the last run failed of something else', facts: failedOfError('Contoso.OddException: odd') }
  ],
  drifting: [
    {
      name: 'setup was started from the bin folder, and even completed',
      facts: { build: { exSetup: '15.2.1544.4', binaries: null }, setupLog: sectionOf(fromBin(goodLog)) },
      drifts: expected(
        'started-from-bin',
        'Setup was started from the bin folder of the installed Exchange',
        ['E:\\Exchange\\V15\\Bin'],
        ['.\\setup.exe /m:upgrade', 'in the folder of the medium:']
      )
    },
    {
      name: 'setup was started from the bin folder, and lacks a script',
      facts: {
        build: { exSetup: '15.2.1544.4', binaries: null },
        setupLog: sectionOf(
          fromBin(
            logText([
              ...beginning,
              ...errorLines(
                "System.Management.Automation.CommandNotFoundException: The term 'E:\\Exchange\\V15\\Bin\\X.ps1' is not recognized",
                'X',
                'C___1'
              ),
              ...failing
            ])
          )
        )
      },
      drifts: expected(
        'started-from-bin',
        'Setup was started from the bin folder of the installed Exchange',
        ['X.ps1', 'C___1'],
        []
      )
    }
  ],
  unknown: [...common.unknown],
  notApplicable: [...common.notApplicable]
})
