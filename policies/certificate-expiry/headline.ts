import type { Headline } from '../../judging/policy'

/** When each ends, and what uses it: `certificate expires on 2026-11-20 (Default Web Site *:443)`. */
export const certificateExpiryHeadline: Headline = {
  title: (drifts) => drifts.map(({ actual }) => `certificate ${actual}`).join('; '),
  why: () => 'Clients cannot connect or sign in after that day, and a new certificate can take days.'
}
