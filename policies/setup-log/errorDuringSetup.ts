import { articleSection } from '../article'
import type { Policy } from '../policy'
import { automation, judgeSetupLog, whereLogged } from './judge'

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
  applies: whereLogged,
  evaluate: judgeSetupLog('error-during-setup-in-setup-log', 'error-during-setup')
}
