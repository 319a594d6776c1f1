import { applicable, type Policy } from '../../judging/policy'
import { articleSection } from '../article'
import { automation, judgeSetupLog } from './judge'
import { judgeServiceControl } from './serviceControl'

/** Setup fails where services, agents or antivirus programs do not let go. */
export const servicesNotStopping: Policy = {
  name: 'services-not-stopping',
  title: 'The services stop when setup asks',
  section: 'installation-fails-due-to-services-not-stopping',
  link: articleSection('installation-fails-due-to-services-not-stopping'),
  stage: 'always',
  level: 'mandatory',
  decides: ['setupLog'],
  supports: ['build', 'servicesBefore'],
  automation,
  applies: () => applicable,
  evaluate: (facts) => [
    ...judgeSetupLog('installation-fails-due-to-services-not-stopping', 'services-not-stopping')(facts),
    ...judgeServiceControl(facts)
  ]
}
