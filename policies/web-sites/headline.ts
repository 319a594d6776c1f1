import type { Headline } from '../../judging/policy'
import { nameIn } from '../headlineParts'

/** The state of each site: `Default Web Site is Stopped`. */
export const webSitesHeadline: Headline = {
  title: (drifts) => drifts.map((drift) => `${nameIn(drift)} is ${drift.actual}`).join('; '),
  why: () => 'A site that is stopped answers nobody, though its bindings and certificates look right.'
}
