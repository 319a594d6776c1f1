import { gunzipSync } from 'node:zlib'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type { MsiLog } from '../../facts/sections/setupLog'
import { runOfMsi } from '../../setup-log/runOfMsi'
import { decodeText } from '../text'
import type { CollectedServices, CollectedSetupLog, PackedFile, UnreadFile } from './collected'
import { noLog, parseLog } from './readLog'
import { parseServiceRuns, startModesOf, statesOf } from './servicesBefore'

/** More than any collector packs: what unpacks to more is made to fill the memory. */
const largestLog = 32 * 1024 * 1024

const unpack = ({ gzip }: PackedFile, most = largestLog): E.Either<string, Buffer> =>
  E.tryCatch(
    // .NET packs nothing as nothing.
    () => (gzip === '' ? Buffer.alloc(0) : gunzipSync(Buffer.from(gzip, 'base64'), { maxOutputLength: most })),
    () => 'it came damaged, or is larger than a log may be'
  )

const unreadAs =
  ({ file }: PackedFile) =>
  (reason: string): UnreadFile => ({ file, reason })

type Parsed = E.Either<UnreadFile, MsiLog | null>

const msiOf = (packed: PackedFile, most: number): Parsed =>
  pipe(
    unpack(packed, most),
    E.bimap(unreadAs(packed), (bytes) => parseLog(packed.file, bytes, packed.cut).msi)
  )

/** The logs of the installer, which share what one log may unpack to. */
const msiLogs = (packed: ReadonlyArray<PackedFile>): ReadonlyArray<Parsed> =>
  packed.map((one) => msiOf(one, Math.floor(largestLog / packed.length)))

const lefts = <A>(read: ReadonlyArray<E.Either<UnreadFile, A>>): ReadonlyArray<UnreadFile> =>
  read.flatMap((one) => (E.isLeft(one) ? [one.left] : []))

/** The section `setupLog` in its recorded form. Without setup's own log the newest one of the installer stands for it. */
export const parseSetupLog = ({ log, msi, unread }: CollectedSetupLog): unknown => {
  const read = msiLogs(msi)
  const logs = read.flatMap((one) => (E.isRight(one) && one.right !== null ? [one.right] : []))
  const missing = [...unread, ...lefts(read)]
  if (log === null) {
    const [newest] = logs
    if (newest !== undefined) return { ...runOfMsi(newest, { lines: 0, last: [] }), unread: missing }
    return missing.length === 0
      ? null
      : { error: missing.map(({ file, reason }) => `${file} could not be read: ${reason}`).join('; ') }
  }
  return pipe(
    unpack(log),
    E.map((bytes) => ({ bytes, parsed: parseLog(log.file, bytes, log.cut).setupLog })),
    E.chain(({ bytes, parsed }) =>
      parsed === null
        ? E.left(bytes.length === 0 ? 'is empty' : noLog)
        : E.right({ ...parsed, msi: logs, unread: missing })
    ),
    E.getOrElseW((reason) => ({ error: `${log.file} ${reason}` }))
  )
}

/** One file of a record, read; null where there is none. */
const part = <A>(
  packed: PackedFile | null,
  read: (bytes: Buffer) => E.Either<string, A>
): E.Either<UnreadFile, A | null> =>
  packed === null ? E.right(null) : pipe(unpack(packed), E.chain(read), E.mapLeft(unreadAs(packed)))

const orNull = <A>(read: E.Either<UnreadFile, A | null>): A | null => (E.isRight(read) ? read.right : null)

/** A record is one document: the end of it tells nothing. */
const whole =
  <A>({ cut }: { readonly cut: boolean }, read: (text: string) => E.Either<string, A>) =>
  (bytes: Buffer): E.Either<string, A> =>
    cut ? E.left('it is larger than such a file should be') : pipe(decodeText(bytes), E.chain(read))

/** The section `servicesBefore` in its recorded form; a file that can't be read costs itself alone. */
export const parseServices = ({ startModes, states, log, unread }: CollectedServices): unknown => {
  const modes = part(startModes, whole(startModes ?? { cut: false }, startModesOf))
  const status = part(states, whole(states ?? { cut: false }, statesOf))
  const runs = part(log, (bytes) => {
    const found = parseServiceRuns(bytes)
    return found.length === 0 && bytes.length > 0 ? E.left('no run of ServiceControl.ps1 begins in it') : E.right(found)
  })
  return {
    startModes: orNull(modes),
    states: orNull(status),
    runs: orNull(runs),
    modified: {
      startModes: startModes?.modified ?? null,
      states: states?.modified ?? null,
      log: log?.modified ?? null
    },
    unread: [...unread, ...lefts([modes]), ...lefts([status]), ...lefts([runs])]
  }
}
