import type { Headline } from '../../judging/policy'

/** The older build, and the newer one that stands behind it. */
export const casCasProxyingHeadline: Headline = {
  title: (drifts) =>
    drifts
      .map(({ actual, desired }) => `Internet-facing, and older (${actual}) than a server behind it (${desired})`)
      .join('; '),
  why: () => 'It passes clients on to servers of other sites, and must get each update before they do.'
}
