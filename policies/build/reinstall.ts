import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import type { Facts } from '../../facts/facts'
import { productOfServer } from '../../facts/productOfServer'
import type { Step } from '../../judging/policy'
import { say } from '../../judging/resolutionSteps'
import { placeOf } from '../../kernel/builds/buildNames'
import type { CumulativeUpdate, Release } from '../../kernel/builds/buildTable'
import { parseBuild } from '../../kernel/compare'
import type { Product } from '../../kernel/product'
import { downloadStep, preparingSteps, restartServer, setupStep, updateStep } from './resolution'

interface Installed {
  readonly product: Product
  readonly cu: CumulativeUpdate
  readonly release: Release | null
}

const installedOf = (facts: Facts): O.Option<Installed> => {
  const { build } = facts.sections
  return pipe(
    O.Do,
    O.apS('product', productOfServer(facts)),
    O.apS('installed', E.isRight(build) ? O.fromNullable(build.right.exSetup) : O.none),
    O.bind('parsed', ({ installed }) => parseBuild(installed)),
    O.chain(({ product, parsed }) => placeOf(product, parsed))
  )
}

const again = (facts: Facts, { product, cu, release }: Installed): ReadonlyArray<Step> =>
  release === null || release === cu
    ? [setupStep(facts, product, cu)]
    : [downloadStep(product, cu, release), updateStep(release)]

/** Installs the update that is there once more, elevated. */
export const reinstall = (facts: Facts): ReadonlyArray<Step> =>
  pipe(
    installedOf(facts),
    O.match(
      () => [
        ...preparingSteps(facts),
        say('Run the update that is installed again by its full path, in an elevated Command Prompt (cmd.exe).')
      ],
      (installed) => [...preparingSteps(facts), ...again(facts, installed)]
    ),
    (steps) => [...steps, restartServer(facts)]
  )

/** What the update that is installed is called, such as `Sep26SUv2`; null where the table doesn't list it. */
export const installedName = (facts: Facts): string | null =>
  pipe(
    installedOf(facts),
    O.match(
      () => null,
      ({ cu, release }) => (release ?? cu).name
    )
  )
