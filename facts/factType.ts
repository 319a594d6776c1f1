import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'
import { explainErrors } from '../kernel/explainErrors'
import { limits } from '../kernel/limits'
import { type Fact, type Unreadable, unreadable } from './fact'

const failedSection = t.type({ error: t.string })

/** One that whoever asked may not read. */
const deniedSection = t.type({ error: t.string, denied: t.literal(true) })

/** One that nobody looked at, where why is told in other words than those of a recording. */
const missingSection = t.type({ error: t.string, absent: t.literal(true) })

/** It becomes part of a sentence, which has a full stop of its own. */
const withoutStop = (said: string): string => said.replace(/(?<!\.)\.$/, '')

/** What a server says of why it could not read a section: no more of it than is read. */
const reasonOf = (said: string): string =>
  said.length > limits.reason ? `${said.slice(0, limits.reason - 3)}...` : withoutStop(said)

/** The same words for all sections, so that a report tells all that are missing as one finding. */
export const whyMissing = 'missing in this recording; record it again'

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0

const isFact = (value: unknown): boolean => typeof value === 'object' && value !== null && '_tag' in value

const isNothing = (input: unknown): boolean => input === undefined || input === null

/** Nobody looked, and nobody expects it. */
const notAskedFor = (reason: string): Fact<never> => E.left({ reason, absent: true, elsewhere: true })

const encodeFailure = ({ reason, denied }: Unreadable): unknown => ({
  error: reason,
  ...(denied === true ? { denied } : {})
})

/**
 * A section of recorded facts, by the name that it has in its registry. It is always decoded: to its value, or to why that
 * can't be known, so that a damaged section costs itself alone.
 */
class FactType<A> extends t.Type<Fact<A>, unknown, unknown> {
  constructor(
    /** The codec of the value itself. */
    readonly value: t.Type<A, unknown, unknown>,
    /** Why an empty list was not read; null where the list may be empty. */
    whyNotEmpty: string | null,
    /** Why it is missing where nobody asked for it; null where every reading has it. */
    readonly whyNotAsked: string | null = null
  ) {
    super(
      `fact of ${value.name}`,
      (input): input is Fact<A> => isFact(input),
      (input, context) =>
        t.success(
          isNothing(input) && whyNotAsked !== null
            ? notAskedFor(whyNotAsked)
            : decodeSection(context.at(-1)?.key ?? '', value, input, whyNotEmpty)
        ),
      (fact) => (E.isLeft(fact) ? encodeFailure(fact.left) : value.encode(fact.right))
    )
  }
}

const decodeSection = <A>(
  name: string,
  codec: t.Type<A, unknown, unknown>,
  value: unknown,
  whyNotEmpty: string | null
): Fact<A> => {
  if (value === undefined) return E.left({ reason: whyMissing, absent: true })
  if (missingSection.is(value)) return E.left({ reason: reasonOf(value.error), absent: true })
  if (deniedSection.is(value)) return E.left({ reason: reasonOf(value.error), denied: true })
  if (failedSection.is(value)) return unreadable(reasonOf(value.error))
  if (whyNotEmpty !== null && isEmptyList(value)) return unreadable(whyNotEmpty)
  return pipe(
    codec.decode(value),
    E.mapLeft((errors) => {
      const fault = explainErrors(errors)
      return { reason: `the section ${name} is damaged: ${fault}`, damaged: true, fault }
    })
  )
}

export const factOf = <A>(codec: t.Type<A, unknown, unknown>, whyNotEmpty: string | null = null): FactType<A> =>
  new FactType(codec, whyNotEmpty)

/** A section that costs too much for every reading: where it is missing, `whyNotAsked` says so, and no reading has a gap. */
export const factWhenAsked = <A>(codec: t.Type<A, unknown, unknown>, whyNotAsked: string): FactType<A> =>
  new FactType(codec, null, whyNotAsked)

/** The names of a registry, in its order. */
export const namesOf = <K extends string>(registry: Readonly<Record<K, unknown>>): ReadonlyArray<K> =>
  Object.keys(registry).filter((name): name is K => Object.hasOwn(registry, name))

/** All facts of a registry as unread for one reason, in the recorded form. */
export const unreadOf = (registry: object, reason: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.keys(registry).map((name) => [name, { error: reason }]))

/** Decodes the facts of a registry by its codec: each is known, or says itself why it is not. */
export const decodeAll =
  <A>(codec: t.Decoder<unknown, A>, registry: object) =>
  (given: unknown): A =>
    pipe(
      codec.decode(given),
      E.getOrElse((errors) => decodeAll(codec, registry)(unreadOf(registry, explainErrors(errors))))
    )

/** What is wrong with sections whose input was broken, as against honestly reported as unreadable. */
export const damageAmong = (sections: Readonly<Record<string, Fact<unknown>>>): ReadonlyArray<string> =>
  Object.values(sections).flatMap((fact) => (E.isLeft(fact) && fact.left.damaged === true ? [fact.left.reason] : []))
