import { upgradePatch } from '../../../policies/setup-log/policies'
import { endMsiScan, startMsiScan } from '../../../setup-log/msiScan'
import { runOfMsi } from '../../../setup-log/runOfMsi'
import { testPolicy } from '../../support/policyTester'
import { commonRows, expected, failedOfError } from '../../support/setupLogRows'

const common = commonRows(failedOfError('X.Y: Error code is 1642.'))

testPolicy(upgradePatch, {
  compliant: [
    ...common.compliant,
    { name: 'the last run failed of something else', facts: failedOfError('Contoso.OddException: odd') }
  ],
  drifting: [
    {
      name: 'the installer refuses the patch (1642)',
      facts: failedOfError(
        "Microsoft.Exchange.Configuration.Tasks.TaskException: Couldn't apply patch. Die Meldung ist deutsch. Error code is 1642.",
        'install-msipackage'
      ),
      drifts: expected(
        'patch-for-other-version',
        'The update is for another Cumulative Update than the one installed (1642)',
        ['Windows Installer 1642 (the patch is for a product or version that is not installed)'],
        ['15.2.1544.4']
      )
    },
    {
      name: 'the log of a Security Update alone',
      facts: {
        build: { exSetup: '15.2.1544.4', binaries: null },
        setupLog: runOfMsi(
          endMsiScan(
            {
              ...startMsiScan,
              told: {
                ...startMsiScan.told,
                result: 1642,
                product: 'Microsoft Exchange Server',
                productVersion: '15.2.1544.4',
                patch: 'C:\\SU\\Exchange2019-KB1.msp'
              },
              isMsi: true
            },
            'su.log'
          ),
          { lines: 1, last: [] }
        )
      },
      drifts: expected(
        'patch-for-other-version',
        'The update is for another Cumulative Update than the one installed (1642)',
        ['su.log'],
        ['Exchange2019-KB1.msp']
      )
    }
  ],
  unknown: [...common.unknown],
  notApplicable: [...common.notApplicable]
})
