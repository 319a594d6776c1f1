import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import type { Desired } from '../../judging/policy'
import { ownTable } from '../../kernel/builds/buildTable'
import { type Installed, installedBuild } from '../build/installed'

/** The installed build by the version of ExSetup.exe; or why it or the table is not known, `open` being what stays open then. */
export const installedOf = (
  facts: Facts,
  exSetup: string | null,
  given: Desired['table'],
  open: string
): E.Either<string, Installed> => {
  const table = given ?? E.right(ownTable)
  if (E.isLeft(table)) return table
  return E.fromOption(() => `the build of ExSetup.exe is not known, so that nobody knows ${open}`)(
    installedBuild(facts, exSetup, table.right)
  )
}
