import { applicable, type Policy } from '../../judging/policy'
import { articleSection } from '../article'
import { automation, judgeSetupLog } from './judge'

/** A bare setup.exe starts the one in the bin folder of the installed Exchange, which installs nothing new. */
export const setupDoesNotRun: Policy = {
  name: 'setup-does-not-run',
  title: 'Setup runs from the medium of the update',
  section: 'exchange-server-setup-does-not-run',
  link: articleSection('exchange-server-setup-does-not-run'),
  stage: 'always',
  level: 'mandatory',
  decides: ['setupLog'],
  supports: ['build'],
  automation,
  applies: () => applicable,
  evaluate: judgeSetupLog('exchange-server-setup-does-not-run', 'setup-does-not-run')
}
