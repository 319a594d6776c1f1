import type { Headline } from '../../judging/policy'
import { grouped, lastNames, listed, nameIn, split } from '../headlineParts'

/** Folders by what is wrong with their rights: `owa\auth: inheritance off`. */
export const folderAclsHeadline: Headline = {
  title: split('acls', (drifts) =>
    grouped(drifts, ({ actual }) => actual)
      .map(([faults, some]) => `${listed(some.map((drift) => lastNames(nameIn(drift))))}: ${faults}`)
      .join('; ')
  ),
  why: () => 'Setup fails with error code 1603 when it has no rights on its own folders.'
}
