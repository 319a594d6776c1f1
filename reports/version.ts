import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import type { Facts } from '../facts/facts'
import { nameOf } from '../kernel/builds/buildNames'
import type { BuildTable } from '../kernel/builds/buildTable'
import { type Build, parseBuild, showBuild } from '../kernel/compare'
import { productOf } from '../kernel/product'

const numbered = (build: Build): string =>
  [O.toNullable(productOf(build)), showBuild(build)].flatMap((part) => part ?? []).join(' ')

/**
 * What is installed by its name in the table (`2019 CU12 Feb23SU`), else its product and build number. Where ExSetup.exe
 * could not be read, it is what Active Directory has of the server; null where that is not known either.
 */
export const versionOf = ({ sections: { build, identity } }: Facts, table: BuildTable): string | null => {
  const exSetup = E.isRight(build) ? build.right.exSetup : null
  const version = E.isRight(identity) ? identity.right.version : null
  return pipe(
    parseBuild(exSetup ?? version ?? ''),
    O.map((parsed) =>
      pipe(
        nameOf(parsed, table),
        O.map((name) => name.replace(/^Exchange Server /, '')),
        O.getOrElse(() => numbered(parsed))
      )
    ),
    O.toNullable
  )
}
