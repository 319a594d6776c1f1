import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as TE from 'fp-ts/TaskEither'
import * as t from 'io-ts'
import { type DecodedOrganization, decodeOrganizationFacts, unreadOrganization } from '../facts/organization/decode'
import { sameServer } from '../judging/dagMembers'
import { nullable } from '../kernel/values'
import { whyTooOld } from './age'
import { parseAnswer, sentenceOf, windowsInterruption } from './answer'
import { type Bounds, type Ending, run } from './children/run'
import { childEnvironment, outputLimit } from './collector'
import { parseRecording } from './json'
import { powershell, scriptArguments } from './powershell'
import { decodeText, readText } from './text'

/** Where the facts of the whole organization come from. */
export const organizationSource = t.union([
  t.type({ type: t.literal('none') }),
  t.intersection([
    t.type({ type: t.literal('endpoint'), endpoint: t.string }),
    /** `others`: endpoints that are tried after the first one, in their order. */
    t.partial({ others: t.array(t.string), https: t.boolean })
  ]),
  t.type({ type: t.literal('recorded'), path: t.string, maxAge: nullable(t.string) })
])

export type OrganizationSource = t.TypeOf<typeof organizationSource>

/** The facts of an organization, null where none are wanted, or why they could not be read. */
export type OrganizationReading = E.Either<string, DecodedOrganization | null>

/** How long a reading may take, for a stack and for one DAG of it. */
export const organizationSeconds = 600

/** So much earlier the collector ends by itself, with what it has read. */
const answerSeconds = 20

const script = join(__dirname, '../collector/Get-ExchangeOrganizationFacts.ps1')

const decode = (text: string): E.Either<string, DecodedOrganization> =>
  pipe(parseAnswer(text), E.chain(decodeOrganizationFacts))

const textOf =
  ({ seconds }: Bounds) =>
  (ending: Ending): E.Either<string, string> => {
    const reason = windowsInterruption(ending, seconds, 'organization: {recorded: FILE}')
    if (reason !== null) return E.left(reason)
    return ending.code === 0
      ? decodeText(ending.stdout)
      : E.left(sentenceOf(ending.stderr) ?? `the collector ended with exit code ${ending.code}`)
  }

type Endpoint = Extract<OrganizationSource, { readonly type: 'endpoint' }>

/** The endpoints in the order in which they are tried; the server that is being changed comes last. */
export const endpointsOf = ({ endpoint, others = [] }: Endpoint, changing: string | null): ReadonlyArray<string> => {
  const isChanging = (name: string): boolean => changing !== null && sameServer(name, changing)
  const all = [endpoint, ...others]
  return [...all.filter((name) => !isChanging(name)), ...all.filter(isChanging)]
}

/** Of which DAG alone the members are asked, and which server is being changed meanwhile. */
export interface Scope {
  readonly dag: string
  readonly changing: string
}

const ask = (source: Endpoint, scope: Scope | null, bounds: Bounds): TE.TaskEither<string, string> => {
  const args = scriptArguments(script, {
    Endpoint: endpointsOf(source, scope?.changing ?? null).join(','),
    Seconds: Math.max(1, Math.floor(bounds.seconds - answerSeconds)),
    Https: source.https === true,
    ...(scope === null ? {} : { Dag: scope.dag })
  })
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
  bounds: Bounds,
  scope: Scope | null = null
): TE.TaskEither<string, DecodedOrganization | null> => {
  switch (source.type) {
    case 'none':
      return TE.right(null)
    case 'endpoint':
      return pipe(
        ask(source, scope, bounds),
        TE.chainEitherK(decode),
        TE.mapLeft((reason) => `the organization facts by ${endpointsOf(source, null).join(', ')}: ${reason}`)
      )
    case 'recorded':
      return pipe(
        readText(source.path),
        TE.chainEitherK((text) =>
          pipe(
            parseRecording(text),
            E.mapLeft((fault) => `${source.path} ${fault}`),
            E.chain((json) =>
              pipe(
                decodeOrganizationFacts(json),
                E.bimap((reason) => `${source.path}: ${reason}`, aged(source.maxAge))
              )
            )
          )
        )
      )
  }
}
