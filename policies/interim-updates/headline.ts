import type { Headline } from '../../judging/policy'
import { listed, nameIn } from '../headlineParts'

export const interimUpdatesHeadline: Headline = {
  title: (drifts) =>
    `${drifts.length === 1 ? 'an interim update blocks' : `${drifts.length} interim updates block`} the next update: ${listed(drifts.map(nameIn))}`,
  why: () => 'The next Security Update or Cumulative Update is refused while an interim update is installed.'
}
