import * as E from 'fp-ts/Either'
import { type Fact, isAbsent, unreadable } from '../facts/fact'
import type { Facts } from '../facts/facts'
import { sameName } from '../kernel/compare'
import type { Media } from './connection'

type Seen = { readonly path: string } | null

const plain = (path: string): string => path.trim().replace(/\\+$/, '')

/** What a recording holds of one place, where the settings name that or none. */
const asNamed = <A extends Seen>(found: Fact<A | null>, named: string | null, option: string): Fact<A | null> => {
  // Nobody named one, so that there was nothing to look at.
  if (named === null) return isAbsent(found) ? E.right(null) : found
  if (E.isLeft(found)) return found
  const seen = found.right?.path ?? null
  return seen !== null && sameName(plain(seen), plain(named))
    ? found
    : unreadable(
        `the settings name ${named} (exchange-compliance:media), and the recording holds no look at it` +
          `${seen === null ? '' : `, but at ${seen}`}; record it with the option ${option} of the collector`
      )
}

/** Takes recorded facts of another medium or package than the settings name for unread: nobody has looked at these. */
export const ofNamedMedia =
  (media: Media = { setup: null, update: null }) =>
  (facts: Facts): Facts => {
    const { setupMedia, patchFile } = facts.sections
    return {
      ...facts,
      sections: {
        ...facts.sections,
        setupMedia: asNamed(setupMedia, media.setup, '-SetupMedia'),
        patchFile: asNamed(patchFile, media.update, '-PatchFile')
      }
    }
  }
