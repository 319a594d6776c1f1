import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import convertToInstant from '../../collector/shared/ConvertTo-Instant.ps1'
import type { Facts } from '../../facts/facts'
import { knownInstallPath } from '../../facts/installation'
import type { ConfigFiles } from '../../facts/sections/configFiles'
import { byHand, type Proposal, remediation } from '../../judging/remediation'
import { powershell } from '../../kernel/powershell'
import saveCustomFile from './Save-CustomFile.ps1'

/** A run begins only where 64 MB are free, and its journal needs some of them. */
const mostBytes = 32 * 1024 * 1024

/** A path below the folder, and nowhere else. */
const isBelow = (path: string): boolean => /^(?!\.)[^\\:*?"<>|]+(?:\\(?!\.)[^\\:*?"<>|]+)*$/.test(path)

/** Copies the files that an update may replace to where a later reading finds them; nothing is overwritten. */
export const saving = (facts: Facts, { files, savedIn }: ConfigFiles): Proposal => {
  const readable = files.filter(({ sha256 }) => sha256 !== null)
  const bytes = readable.reduce((sum, { length }) => sum + (length ?? mostBytes), 0)
  const root = knownInstallPath(facts)
  if (O.isNone(root)) return byHand('the installation folder is not known')
  if (!/^[A-Z]:\\ExchangeSavedFiles$/i.test(savedIn) || !readable.every(({ path }) => isBelow(path)))
    return byHand('the facts name folders that no script of ours may write to')
  if (bytes > mostBytes) return byHand(`the files have more than ${mostBytes / 1024 / 1024} MB`)
  const names = readable.map(({ path }) => path)
  const parameters = powershell`${root.value} ${savedIn} @(${names})`
  return E.right(
    remediation({
      kind: 'file',
      rank: 2,
      title: `Copy the files that may be customized to ${savedIn}, with a manifest of their hashes`,
      test: `Test-CustomSaved ${parameters}`,
      backUp: null,
      set: `Save-CustomFiles ${parameters}`,
      functions: [convertToInstant, saveCustomFile],
      interrupts: null,
      starts: null,
      enables: null,
      seconds: null,
      needsRestart: false
    })
  )
}
