import type { Headline } from '../../judging/policy'
import { plainHeadline } from '../headlineParts'

export const oauthHeadline: Headline = {
  title: (drifts) =>
    plainHeadline.title(drifts).replace(/^certificates\.OAuth: (?:certificate )?/, 'OAuth certificate: '),
  why: () => 'Without a valid certificate for OAuth, users cannot sign in to OWA or the EAC.'
}
