import { errorDuringSetup } from '../../../policies/setup-log/policies'
import { testPolicy } from '../../support/policyTester'
import { commonRows, expected, failedOf, failedOfError, link } from '../../support/setupLogRows'

const common = commonRows(failedOfError('Contoso.OddException: odd'))

testPolicy(errorDuringSetup, {
  compliant: [
    ...common.compliant,
    {
      name: 'the last run failed of something else',
      facts: failedOf('[1] [REQUIRED] A restart is pending.', link('RebootPending'))
    }
  ],
  drifting: [
    {
      name: 'an unknown failure is told with its root, step, component, codes and what came before',
      facts: failedOfError(
        'Contoso.Widgets.FrobnicationException: The widget "W-17" is bent. ---> System.InvalidProgramException: Widget table 0x8123ABCD of C:\\Widgets\\w.db is upside down',
        'Set-Widget -Identity W-17',
        'WidgetComponent___0815'
      ),
      drifts: expected(
        'unknown-failure',
        'Setup failed with an error that is not known here (0x8123ABCD)',
        [
          'Line 19: The widget "W-17" is bent.',
          'at its root: Widget table 0x8123ABCD',
          'Contoso.Widgets.FrobnicationException ---> System.InvalidProgramException',
          'component WidgetComponent___0815',
          'step Some step',
          'Set-Widget -Identity W-17',
          'Some.Method',
          'on EX01.contoso.example; by CONTOSO\\admin'
        ],
        ['W-17', 'C:\\Widgets\\w.db', 'D:\\setup.exe /m:upgrade /IAcceptExchangeServerLicenseTerms_DiagnosticDataOFF']
      )
    },
    {
      name: 'a readiness rule that is not known',
      facts: failedOf(
        '[1] Failed [Rule:NovelRule] [Message:The moon is full.]',
        '[1] [REQUIRED] The moon is full.',
        link('NovelRule')
      ),
      drifts: expected(
        'unknown-failure',
        'Setup failed with an error that is not known here (NovelRule)',
        ['NovelRule', 'The moon is full.'],
        []
      )
    },
    {
      name: 'setup ends with a result and no error',
      facts: failedOf(),
      drifts: expected(
        'unknown-failure',
        'Setup failed with an error that is not known here',
        ['ended with the result 1', 'CurrentResult'],
        []
      )
    },
    {
      name: 'group memberships are missing; several rules make one drift',
      facts: failedOf(
        "[1] [REQUIRED] The schema isn't up-to-date.",
        link('SchemaUpdateRequired'),
        '[1] [REQUIRED] Global updates need to be made.',
        link('GlobalUpdateRequired')
      ),
      drifts: expected(
        'missing-group-membership',
        'The account lacks group memberships that setup needs (SchemaUpdateRequired, GlobalUpdateRequired)',
        ['SchemaUpdateRequired', 'GlobalUpdateRequired'],
        ['Schema Admins', 'CONTOSO\\admin', '/PrepareSchema']
      )
    }
  ],
  unknown: [...common.unknown],
  notApplicable: [...common.notApplicable]
})
