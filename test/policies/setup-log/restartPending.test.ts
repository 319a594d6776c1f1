import { restartPending } from '../../../policies/setup-log/policies'
import { testPolicy } from '../../support/policyTester'
import { commonRows, expected, failedOf, failedOfError, link } from '../../support/setupLogRows'

const common = commonRows(failedOf('[1] [REQUIRED] A restart is pending.', link('RebootPending')))

testPolicy(restartPending, {
  compliant: [
    ...common.compliant,
    { name: 'the last run failed of something else', facts: failedOfError('Contoso.OddException: odd') }
  ],
  drifting: [
    {
      name: 'a restart is pending',
      facts: failedOf('[1] [REQUIRED] A restart from a previous installation is pending.', link('RebootPending')),
      drifts: expected(
        'restart-pending',
        'A reboot (restart) is pending (RebootPending)',
        ['RebootPending'],
        ['Restart EX01.contoso.example', 'PendingFileRenameOperations']
      )
    },
    {
      name: 'the newer form of the link',
      facts: failedOf(
        '[1] [REQUIRED] Neustart.',
        '[1] Help URL: https://docs.microsoft.com/Exchange/plan-and-deploy/deployment-ref/ms-exch-setupreadiness-PendingRebootWindowsComponents?view=exchserver-2019'
      ),
      drifts: expected(
        'restart-pending',
        'A reboot (restart) is pending (PendingRebootWindowsComponents)',
        ['Neustart'],
        []
      )
    },
    {
      name: 'a run that failed of something else saw it too',
      facts: failedOf(
        '[1] Evaluated [Rule:RebootPending] [HasException:False] [Value:"True"] [ParentValue:"<NULL>"] [Thread:24] [Duration:00:00:00.06]',
        '[1] [REQUIRED] Prepare the domain.',
        link('DomainPrepRequired')
      ),
      drifts: expected(
        'restart-pending-unlisted',
        'A reboot (restart) was pending as well',
        ['RebootPending turned out to be True'],
        ['Restart EX01']
      )
    }
  ],
  unknown: [...common.unknown],
  notApplicable: [...common.notApplicable]
})
