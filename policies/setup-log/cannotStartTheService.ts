import { applicable, type Policy } from '../../judging/policy'
import { articleSection } from '../article'
import { automation, judgeSetupLog } from './judge'
import { judgeRestoring } from './serviceControl'

/** Setup fails where a service is Disabled, as a rule by an earlier try. */
export const cannotStartTheService: Policy = {
  name: 'cannot-start-the-service',
  title: 'Setup could start the services',
  section: 'setup-fails-with-cannot-start-the-service-error',
  link: articleSection('setup-fails-with-cannot-start-the-service-error'),
  stage: 'always',
  level: 'mandatory',
  decides: ['setupLog'],
  supports: ['build', 'servicesBefore'],
  automation,
  applies: () => applicable,
  evaluate: (facts) => [
    ...judgeSetupLog('setup-fails-with-cannot-start-the-service-error', 'cannot-start-the-service')(facts),
    ...judgeRestoring(facts)
  ]
}
