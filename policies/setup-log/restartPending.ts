import { applicable, type Policy } from '../../judging/policy'
import { articleSection } from '../article'
import { automation, judgeSetupLog } from './judge'

/** A restart that Windows waits for stops setup. */
export const restartPending: Policy = {
  name: 'restart-pending',
  title: 'Setup saw no pending restart',
  section: 'restart-from-previous-installation-is-pending',
  link: articleSection('restart-from-previous-installation-is-pending'),
  stage: 'always',
  level: 'mandatory',
  decides: ['setupLog'],
  supports: ['build'],
  automation,
  applies: () => applicable,
  evaluate: judgeSetupLog('restart-from-previous-installation-is-pending', 'restart-pending')
}
