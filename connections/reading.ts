import * as E from 'fp-ts/Either'
import { unreadableFacts } from '../facts/decode'
import type { Facts } from '../facts/facts'
import { sameName } from '../kernel/compare'

/** What a source gave: facts, and what was wrong with the source itself, a sentence for each fault. */
export interface Reading {
  readonly facts: Facts
  readonly errors: ReadonlyArray<string>
  /** False where the source gave no facts of the server at all; its sections then say why. */
  readonly readable: boolean
}

/** The reading of a source that could not be read at all. */
export const unreadableReading = (server: string, reason: string): Reading => ({
  facts: unreadableFacts(server, reason),
  errors: [reason],
  readable: false
})

/** The reading of a server that could not be asked: that is the server's state, and no fault of what was recorded. */
export const unanswered = (server: string, reason: string): Reading => ({
  ...unreadableReading(server, reason),
  errors: []
})

/** Why a reading that isn't readable is so. */
export const whyUnreadable = ({ facts: { sections } }: Reading): string =>
  E.isLeft(sections.identity) ? sections.identity.left.reason : 'no reason is known'

/** A server goes by its recorded name, and by its other name too where its identity confirms that these are the same. */
const namesOf = ({ server, sections: { identity } }: Facts): ReadonlyArray<string> => {
  if (E.isLeft(identity)) return [server]
  const own = [identity.right.name, ...(identity.right.fqdn === null ? [] : [identity.right.fqdn])]
  return own.some((name) => sameName(name, server)) ? [server, ...own] : [server]
}

/** Whether the identity in the facts is of the server that the facts say they are of. */
const isConsistent = (facts: Facts): boolean => E.isLeft(facts.sections.identity) || namesOf(facts).length > 1

/** Turns a reading of another server than the one asked for (by name or FQDN) into an unreadable one, of the file if it has one. */
export const asAskedFor =
  (asked: string, file: string | null = null) =>
  (reading: Reading): Reading => {
    const what = file === null ? 'these facts' : `the facts in ${file}`
    if (!reading.readable) return { ...reading, facts: { ...reading.facts, server: asked } }
    if (!isConsistent(reading.facts))
      return unreadableReading(
        asked,
        `${what} say that they are of ${reading.facts.server}, but hold the identity of another server`
      )
    return namesOf(reading.facts).some((name) => sameName(name, asked))
      ? reading
      : unreadableReading(asked, `${what} are of ${reading.facts.server}, not of ${asked}`)
  }
