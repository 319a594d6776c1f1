import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as TE from 'fp-ts/TaskEither'
import * as t from 'io-ts'
import { type DecodedOrganization, decodeOrganizationFacts, unreadOrganization } from '../../facts/organization/decode'
import { nullable } from '../../facts/values'
import { whyTooOld } from './age'
import { interruption, sentenceOf } from './answer'
import { type Bounds, type Ending, run } from './children/run'
import { childEnvironment, outputLimit } from './collector'
import { powershell, scriptArguments } from './powershell'
import { decodeText, readText } from './text'

/** Where the facts of the whole organization come from. */
export const organizationSource = t.union([
  t.type({ type: t.literal('none') }),
  t.type({ type: t.literal('endpoint'), endpoint: t.string }),
  t.type({ type: t.literal('recorded'), path: t.string, maxAge: nullable(t.string) })
])

export type OrganizationSource = t.TypeOf<typeof organizationSource>

/** The facts of an organization, null where none are wanted, or why they could not be read. */
export type OrganizationReading = E.Either<string, DecodedOrganization | null>

/** How long a reading for a stack may take: as long as the collector itself goes on asking. */
export const organizationSeconds = 600

const script = join(__dirname, '..', '..', 'collector', 'Get-ExchangeOrganizationFacts.ps1')

const decode = (text: string): E.Either<string, DecodedOrganization> =>
  pipe(
    E.tryCatch(
      () => JSON.parse(text),
      () => 'the answer is not complete JSON'
    ),
    E.chain(decodeOrganizationFacts)
  )

const textOf =
  ({ seconds }: Bounds) =>
  (ending: Ending): E.Either<string, string> => {
    const reason = interruption(ending, powershell, seconds)
    if (reason !== null) return E.left(reason)
    return ending.code === 0
      ? decodeText(ending.stdout)
      : E.left(sentenceOf(ending.stderr) ?? `the collector ended with exit code ${ending.code}`)
  }

const ask = (endpoint: string, bounds: Bounds): TE.TaskEither<string, string> => {
  const args = scriptArguments(script, { Endpoint: endpoint })
  const command = { file: powershell, args, input: '', env: childEnvironment(process.env), outputLimit }
  return () => run(command, bounds).then(textOf(bounds))
}

const aged =
  (maxAge: string | null) =>
  ({ facts, damage }: DecodedOrganization): DecodedOrganization => {
    const reason = whyTooOld(maxAge, Date.now(), facts.collectedAt)
    return { facts: reason === null ? facts : unreadOrganization(facts, reason), damage }
  }

/** Reads the organization's facts once; null where none are wanted, else a failure says which source gave none and why. */
export const readOrganization = (
  source: OrganizationSource,
  bounds: Bounds
): TE.TaskEither<string, DecodedOrganization | null> => {
  switch (source.type) {
    case 'none':
      return TE.right(null)
    case 'endpoint':
      return pipe(
        ask(source.endpoint, bounds),
        TE.chainEitherK(decode),
        TE.mapLeft((reason) => `the organization facts by ${source.endpoint}: ${reason}`)
      )
    case 'recorded':
      return pipe(
        readText(source.path),
        TE.chainEitherK((text) =>
          pipe(
            decode(text),
            E.bimap((reason) => `${source.path}: ${reason}`, aged(source.maxAge))
          )
        )
      )
  }
}
