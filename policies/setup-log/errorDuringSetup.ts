import { applicable, type Policy } from '../../judging/policy'
import { articleSection } from '../article'
import { automation, judgeSetupLog } from './judge'

/** All that setup failed of and that no other section of the article owns. */
export const errorDuringSetup: Policy = {
  name: 'error-during-setup',
  title: 'The last run of setup has no error in its log',
  section: 'error-during-setup-in-setup-log',
  link: articleSection('error-during-setup-in-setup-log'),
  stage: 'always',
  level: 'mandatory',
  decides: ['setupLog'],
  supports: ['build'],
  automation,
  applies: () => applicable,
  evaluate: judgeSetupLog('error-during-setup-in-setup-log', 'error-during-setup')
}
