import { applicable, type Policy } from '../../judging/policy'
import { articleSection } from '../article'
import { automation, judgeSetupLog } from './judge'

/** A Security Update for another Cumulative Update is refused by the Windows Installer. */
export const upgradePatch: Policy = {
  name: 'upgrade-patch',
  title: 'The update belongs to the installed Cumulative Update',
  section: 'upgrade-patch-cant-be-installed',
  link: articleSection('upgrade-patch-cant-be-installed'),
  stage: 'always',
  level: 'mandatory',
  decides: ['setupLog'],
  supports: ['build'],
  automation,
  applies: () => applicable,
  evaluate: judgeSetupLog('upgrade-patch-cant-be-installed', 'upgrade-patch')
}
