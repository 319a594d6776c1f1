import type { Drift, Headline } from '../../judging/policy'
import { grouped, lastNames, listed } from '../headlineParts'

const packageOf = ({ desired }: Drift): string => lastNames(desired.split(',')[0] ?? '')

export const installerCacheHeadline: Headline = {
  title: (drifts) =>
    grouped(drifts, ({ actual }) => (actual.endsWith(', damaged') ? 'damaged in' : 'missing from'))
      .map(([fault, some]) => `${fault} the installer cache: ${listed(some.map(packageOf))}`)
      .join('; '),
  why: () => 'Setup cannot remove or patch the installed version without its cached package.'
}
