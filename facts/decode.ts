import * as E from 'fp-ts/Either'
import { flow, pipe } from 'fp-ts/function'
import * as t from 'io-ts'
import { explainErrors } from '../kernel/explainErrors'
import { instant, nullable, text } from '../kernel/values'
import { type Fact, isAbsent, unreadable } from './fact'
import type { Facts } from './facts'
import { damageAmong, decodeAll, unreadOf, whyMissing } from './factType'
import { ordinarySections, registry, type Sections, sectionNames, sections } from './registry'

const recording = t.type({
  version: t.literal(1),
  server: text,
  collectedAt: nullable(instant),
  clock: nullable(text),
  facts: t.record(t.string, t.unknown)
})

const orUnknown = <A>(codec: t.Type<A, unknown, unknown>, value: unknown): A | null =>
  E.getOrElseW(() => null)(codec.decode(value))

/** Facts, and what of their input was damaged (as against honestly reported as unreadable). */
export interface Decoded {
  readonly facts: Facts
  readonly damage: ReadonlyArray<string>
}

/** Every role of Exchange but Edge Transport has sites in IIS, and they have certificates. */
const hasSites = ({ identity }: Sections): boolean =>
  E.isRight(identity) && identity.right.roles.some((role) => /^(?:mailbox|clientaccess)$/i.test(role))

const unlessEmpty = <A>(list: Fact<ReadonlyArray<A>>, why: string): Fact<ReadonlyArray<A>> =>
  E.isRight(list) && list.right.length === 0 ? unreadable(why) : list

/** Takes the lists that can't be empty on such a server for unread where they are. */
const believed = (found: Sections): Sections =>
  hasSites(found)
    ? {
        ...found,
        bindings: unlessEmpty(
          found.bindings,
          'the list of bindings is empty, and every server with these roles has sites in IIS; so they were not read'
        ),
        certificates: unlessEmpty(
          found.certificates,
          'the list of certificates is empty, and every server with these roles has some; so they were not read'
        )
      }
    : found

const decodeSections = flow(decodeAll(sections, registry), believed)

/** Decodes recorded facts (JSON, version 1). A damaged section costs that section alone. */
export const decodeFacts = (input: unknown): E.Either<string, Decoded> =>
  pipe(
    recording.decode(input),
    E.bimap(
      (errors) => `these are no recorded facts of version 1: ${explainErrors(errors)}`,
      ({ server, collectedAt, clock, facts: values }) => {
        const facts = { server, collectedAt, clock, sections: decodeSections(values) }
        return { facts, damage: damageAmong(facts.sections) }
      }
    )
  )

const givenFacts = t.type({ collectedAt: t.unknown, facts: t.record(t.string, t.unknown) })

/** What a server gave and can't be used, as errors of these sections. */
const errorsIn = ({ sections: decoded }: Facts): ReadonlyArray<readonly [string, unknown]> =>
  sectionNames.flatMap((name) => {
    const fact: Fact<unknown> = decoded[name]
    return E.isLeft(fact) && fact.left.damaged === true
      ? [[name, { error: `the server gave ${name} in a form that can't be used: ${fact.left.fault}` }] as const]
      : []
  })

const whyNotAnswered = "missing in the collector's answer; see which collector answered"

/** What a collector leaves out is told as such: there is no recording that could be made again. */
const missingIn = (values: Readonly<Record<string, unknown>>): ReadonlyArray<readonly [string, unknown]> =>
  ordinarySections
    .filter((name) => values[name] === undefined)
    .map((name) => [name, { error: whyNotAnswered, absent: true }])

/**
 * Decodes what the collector printed on a server just now. Such a server has damaged nothing: what can't be used is an error
 * of its section, and all else counts.
 */
export const decodeAnswer = (input: unknown): E.Either<string, Facts> => {
  const given = givenFacts.is(input)
    ? {
        ...input,
        collectedAt: orUnknown(instant, input.collectedAt),
        facts: { ...input.facts, ...Object.fromEntries(missingIn(input.facts)) }
      }
    : input
  return pipe(
    decodeFacts(given),
    E.chain(({ facts, damage }) =>
      damage.length === 0 || !givenFacts.is(given)
        ? E.right({ facts })
        : decodeFacts({ ...given, facts: { ...given.facts, ...Object.fromEntries(errorsIn(facts)) } })
    ),
    E.map(({ facts }) => facts)
  )
}

/** The facts of a server of which nothing could be read. */
export const unreadableFacts = (server: string, reason: string): Facts => ({
  server,
  collectedAt: null,
  clock: null,
  sections: decodeSections(unreadOf(registry, reason))
})

/** Writes facts in the recorded form again, so that they can cross a process boundary. */
export const encodeFacts = (facts: Facts): unknown => ({
  version: 1,
  server: facts.server,
  collectedAt: facts.collectedAt,
  ...(facts.clock === null ? {} : { clock: facts.clock }),
  facts: Object.fromEntries(
    sectionNames.flatMap((name) => {
      const fact: Fact<unknown> = facts.sections[name]
      if (E.isRight(fact)) return [[name, fact.right]]
      const { reason } = fact.left
      if (!isAbsent(fact)) return [[name, { error: reason }]]
      return reason === (registry[name].whyNotAsked ?? whyMissing) ? [] : [[name, { error: reason, absent: true }]]
    })
  )
})
