import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import type { CachedPackage } from '../../facts/sections/installerCache'
import { appliesWhere } from '../../judging/kind'
import { compliant, drift, type Judgement, type Policy, unknown } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { installerCacheHeadline } from './headline'
import { link, putBack } from './resolution'

const nameOf = ({ name, code }: CachedPackage): string => name ?? code

/** The packed product codes of Exchange: of 2013, and of 2016 and later. */
const ownCodes = ['AE1D439464EB1B8488741FFA028E291C', '442189DC8B9EA5040962A6BED9EC1F1F']

/** Its language packs, and what it needs, are products of their own. */
const isExchangeItself = ({ kind, name, code }: CachedPackage): boolean =>
  kind === 'product' &&
  (ownCodes.includes(code.toUpperCase()) || /^Microsoft Exchange Server(?!.*Language Pack)/i.test(name ?? ''))

const seen = { absent: 'does not exist', damaged: 'is no package of Windows Installer' } as const

const buildOf = ({ sections: { build } }: Facts): string | null => (E.isRight(build) ? build.right.exSetup : null)

const judgePackage =
  (facts: Facts) =>
  (one: CachedPackage): Judgement => {
    const path = ['installerCache', one.code] as const
    if (one.file === null || one.state === null)
      return unknown(
        path,
        `the cached package of ${nameOf(one)} was not looked at: ${one.unreadable ?? 'no reason was recorded'}`
      )
    if (one.state === 'present') return compliant(path, `${one.file}, present`)
    return drift({
      path,
      actual: `${one.file}, ${one.state}`,
      desired: `${one.file}, present`,
      evidence: [
        `${one.file} ${seen[one.state]}: the cached package of ${nameOf(one)}.`,
        'Setup asks for it to remove or patch the installed version, and stops without it (insert the disk, 1612, 1635).'
      ],
      resolution: putBack(facts.server, one, one.file, buildOf(facts)),
      remediation: byHand('only the identical package can replace it, and somebody must find it')
    })
  }

/** Windows Installer can neither patch nor remove a product whose package is no longer in its cache. */
export const installerCache: Policy = {
  name: 'installer-cache',
  title: 'Windows Installer still has the packages of Exchange and of what it needs',
  headline: installerCacheHeadline,
  section: null,
  link,
  stage: 'before-update',
  level: 'mandatory',
  decides: ['installerCache'],
  supports: ['build'],
  automation: {
    automated: [],
    byHand: [
      'All of it, because only the identical package can replace a missing one.',
      'A file that is the package of another product, because only its first bytes are checked.'
    ]
  },
  applies: appliesWhere(() => null),
  evaluate: (facts) => {
    const found = facts.sections.installerCache
    if (E.isLeft(found)) return []
    return found.right.some(isExchangeItself)
      ? found.right.map(judgePackage(facts))
      : [
          unknown(['installerCache'], 'Windows Installer lists no product of Exchange'),
          ...found.right.map(judgePackage(facts))
        ]
  }
}
