import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import type { Facts } from '../../facts/facts'
import { knownInstallPath } from '../../facts/installation'
import type { ConfigFiles } from '../../facts/sections/configFiles'
import { byHand, type Proposal, remediation } from '../../judging/remediation'
import { powershell } from '../../kernel/powershell'
import saveCustomFile from './Save-CustomFile.ps1'

/** A run begins only where 64 MB are free, and its journal needs some of them. */
const mostBytes = 32 * 1024 * 1024

/** A path below the folder, and nowhere else: no part of it is one that Windows would read in another way. */
const isBelow = (path: string): boolean =>
  path.split('\\').every((part) => /^[^\\/:*?"<>|\p{Cc}]+$/u.test(part) && !/^[. ]|[. ]$/.test(part))

/** The files that can be copied; or why a person must. */
const copied = ({ files, savedIn }: ConfigFiles, open: Open): E.Either<string, ReadonlyArray<string>> => {
  if (open.stale.length > 0)
    return E.left('a copy with another content is there, and only a person knows which of both is right')
  const readable = files.filter(({ sha256 }) => sha256 !== null)
  const bytes = readable.reduce((sum, { length }) => sum + (length ?? mostBytes), 0)
  if (!/^[A-Z]:\\ExchangeSavedFiles$/i.test(savedIn) || !readable.every(({ path }) => isBelow(path)))
    return E.left('the facts name folders that no script of ours may write to')
  if (bytes > mostBytes) return E.left(`the files have more than ${mostBytes / 1024 / 1024} MB`)
  return readable.some(({ path }) => open.missing.includes(path))
    ? E.right(readable.map(({ path }) => path))
    : E.left('the files without a copy could not be read')
}

/** The paths of the files that have no copy, and of those whose copy holds something else. */
export interface Open {
  readonly missing: ReadonlyArray<string>
  readonly stale: ReadonlyArray<string>
}

/** Copies the files that an update may replace to where a later reading finds them; no copy is ever replaced. */
export const saving = (facts: Facts, found: ConfigFiles, open: Open): Proposal => {
  const root = knownInstallPath(facts)
  if (O.isNone(root)) return byHand('the installation folder is not known')
  const names = copied(found, open)
  if (E.isLeft(names)) return byHand(names.left)
  const parameters = powershell`${root.value} ${found.savedIn} @(${names.right})`
  return E.right(
    remediation({
      kind: 'file',
      rank: 2,
      title: `Copy the files that may be customized to ${found.savedIn}, with a manifest of their hashes`,
      test: `Test-CustomSaved ${parameters}`,
      backUp: null,
      set: `Save-CustomFiles ${parameters}`,
      functions: [saveCustomFile],
      interrupts: null,
      starts: null,
      enables: null,
      seconds: null,
      needsRestart: false
    })
  )
}
