import { applicable, type Policy } from '../../judging/policy'
import { articleSection } from '../article'
import { automation, judgeSetupLog } from './judge'

/** Setup takes packages from the bin folder, or an older medium, or fails at a language pack. */
export const olderCuOrLanguagePack: Policy = {
  name: 'older-cu-or-language-pack',
  title: 'Setup installs the newer Cumulative Update and its language packs',
  section: 'setup-installs-older-cu-or-fails-to-install-language-pack',
  link: articleSection('setup-installs-older-cu-or-fails-to-install-language-pack'),
  stage: 'always',
  level: 'mandatory',
  decides: ['setupLog'],
  supports: ['build'],
  automation,
  applies: () => applicable,
  evaluate: judgeSetupLog('setup-installs-older-cu-or-fails-to-install-language-pack', 'older-cu-or-language-pack')
}
