import { applicable, type Policy } from '../../judging/policy'
import { articleSection } from '../article'
import { automation, judgeSetupLog } from './judge'

/** The Windows Installer gives up where it has no right to a folder, and for other causes that its own log tells. */
export const errorCode1603: Policy = {
  name: 'error-code-1603',
  title: 'The Windows Installer did not fail with 1603',
  section: 'exchange-setup-fails-with-error-code-1603',
  link: articleSection('exchange-setup-fails-with-error-code-1603'),
  stage: 'always',
  level: 'mandatory',
  decides: ['setupLog'],
  supports: ['build'],
  automation,
  applies: () => applicable,
  evaluate: judgeSetupLog('exchange-setup-fails-with-error-code-1603', 'error-code-1603')
}
