import { dagHealth } from '../../../policies/dag-health/policy'
import { copy } from '../../support/dag'
import { dag1, withEx01 } from '../../support/inOrganization'
import { testRows } from '../../support/policyTester'
import { compliant, copyDrift, drifting, nodeDrift, ofCopy, type Recorded, unknown } from './members'

const ofActivation = (fields: Recorded) =>
  withEx01({ activation: { dag: 'DAG1', autoActivationPolicy: 'Unrestricted', disabledAndMoveNow: false, ...fields } })

testRows(dagHealth, 'activation', {
  compliant: [
    compliant('activation within the site', ofActivation({ autoActivationPolicy: 'IntrasiteOnly' })),
    compliant(
      'the activation of one copy is suspended, and that of another one is not',
      withEx01({ databaseCopies: [copy('DB02'), copy('DB03', { activationSuspended: true })] }),
      'the activation of its copy of DB03 is suspended'
    ),
    compliant(
      'no database may be activated by itself, and nothing shows maintenance',
      ofActivation({ autoActivationPolicy: 'Blocked' }),
      'its activation policy is Blocked'
    ),
    compliant('what Exchange 2010 does not have', ofActivation({ disabledAndMoveNow: null }))
  ],
  drifting: [
    drifting(
      'activation of a copy is suspended',
      ofCopy({ activationSuspended: true }),
      copyDrift('activation suspended', ["Resume-MailboxDatabaseCopy -Identity 'DB02\\EX01'"])
    ),
    drifting(
      'activation of a copy is suspended, in an older recording',
      ofCopy({ activationSuspended: true, replayLagSeconds: null }),
      copyDrift('activation suspended')
    ),
    drifting(
      'activation is still blocked on a paused node',
      withEx01(
        { activation: { dag: 'DAG1', autoActivationPolicy: 'Blocked', disabledAndMoveNow: false } },
        { dags: [{ ...dag1, serversInMaintenance: ['EX01'] }] }
      ),
      nodeDrift('node paused for maintenance'),
      { path: 'activation.autoActivationPolicy', actual: 'Blocked', desired: 'as it was before the maintenance' }
    )
  ],
  unknown: [
    unknown(
      'activation of a copy unknown',
      ofCopy({ activationSuspended: null }),
      'whether its activation is suspended'
    ),
    unknown(
      'the same, kept from activation',
      ofCopy({ replayLagSeconds: null, replayQueueLength: 4000, activationSuspended: true }),
      'whether it is a lagged copy'
    ),
    unknown('the activation policy is unknown', ofActivation({ autoActivationPolicy: null }), 'the activation policy')
  ]
})
