import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as TE from 'fp-ts/TaskEither'
import * as t from 'io-ts'
import { readText } from '../connections/text'
import { shortened } from '../kernel/printable'
import { type AuditDocument, auditDocument } from '../reports/auditDocument'
import { changesSince } from '../reports/changes'
import type { Fleet } from '../reports/fleet'

/** A report of thousands of servers is large; what is larger is none. */
const largestReport = 256 * 1024 * 1024

const versioned = t.type({ version: t.number })

const recorded = t.type({ server: t.string, facts: t.UnknownRecord })

const howToMake = 'make one by "compliance report --json FILE" or "compliance audit --format json"'

const mostOfName = 60

const whose = ({ kind, name }: Pick<Fleet, 'kind' | 'name'>): string =>
  kind === 'audit' ? 'an audit' : `the stack ${shortened(name, mostOfName)}`

const decode = (input: unknown): E.Either<string, AuditDocument> => {
  const decoded = auditDocument.decode(input)
  if (E.isRight(decoded)) return decoded
  if (recorded.is(input)) return E.left(`is the recording of a server, and no report: ${howToMake}`)
  return versioned.is(input) && input.version === 1
    ? E.left(`is version 1 of the JSON, and only version 2 can be compared: ${howToMake}`)
    : E.left(`is no report of version 2: ${howToMake}`)
}

const parse = (text: string): E.Either<string, unknown> =>
  E.tryCatch(
    () => JSON.parse(text),
    () => `is not JSON: ${howToMake}`
  )

/** An audit has no name of its own, so that recordings of another day, in another folder, can be compared. */
const ofTheSame =
  (fleet: Pick<Fleet, 'kind' | 'name'>) =>
  (earlier: AuditDocument): E.Either<string, AuditDocument> =>
    earlier.kind === fleet.kind && (fleet.kind === 'audit' || earlier.name === fleet.name)
      ? E.right(earlier)
      : E.left(`is a report of ${whose(earlier)}, not of ${whose(fleet)}: name one of the same`)

/** Reads an earlier report to compare with; a failure is one sentence that begins with `name`. */
export const readEarlier = (
  file: string,
  fleet: Pick<Fleet, 'kind' | 'name'>,
  name = file
): Promise<E.Either<string, AuditDocument>> =>
  pipe(
    readText(file, name, largestReport),
    TE.chainEitherK((text) =>
      pipe(
        parse(text),
        E.chain(decode),
        E.chain(ofTheSame(fleet)),
        E.mapLeft((fault) => `${name} ${fault}`)
      )
    )
  )()

/** A fleet with what changed since an earlier report; null where there is none. */
export const compared = (fleet: Fleet, earlier: AuditDocument | null): Fleet =>
  earlier === null ? fleet : { ...fleet, changes: changesSince(earlier, fleet.servers) }
