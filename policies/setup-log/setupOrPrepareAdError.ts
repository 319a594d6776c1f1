import { applicable, type Policy } from '../../judging/policy'
import { articleSection } from '../article'
import { automation, judgeSetupLog } from './judge'

/** Deleted or wrong objects, the schema and system mailboxes stop PrepareAD. */
export const setupOrPrepareAdError: Policy = {
  name: 'setup-or-prepare-ad-error',
  title: 'Setup and PrepareAD find the directory in order',
  section: 'exchange-setup-or-preparead-error',
  link: articleSection('exchange-setup-or-preparead-error'),
  stage: 'always',
  level: 'mandatory',
  decides: ['setupLog'],
  supports: ['build'],
  automation,
  applies: () => applicable,
  evaluate: judgeSetupLog('exchange-setup-or-preparead-error', 'setup-or-prepare-ad-error')
}
