import * as E from 'fp-ts/Either'
import type { Service } from '../../facts/sections/services'
import { sameName } from '../../kernel/compare'
import { findService, startsByItself } from '../services/listed'
import type { Situation } from '../services/situation'

/** A service of POP3 or IMAP4 that is off although it is in use, and how that is known. */
export interface HalfOff {
  readonly found: Service
  readonly why: string
}

/** Clients ask the first of each; it asks the second, on the server that holds the mailbox. */
const halves = [
  ['POP3', 'MSExchangePop3', 'MSExchangePOP3BE'],
  ['IMAP4', 'MSExchangeImap4', 'MSExchangeIMAP4BE']
] as const

const isOff = ({ status }: Service): boolean => status === 'Stopped' || status === 'Paused'

const whyInUse = (protocol: string, found: Service, other: Service | undefined): string | null => {
  if (startsByItself(found)) return `It is set to start by itself, so ${protocol} is meant to be in use.`
  return other !== undefined && other.status === 'Running' && startsByItself(other)
    ? `${other.name} is set to start by itself and runs, and clients of ${protocol} need both.`
    : null
}

/** Whether the settings, or a record of the state before, say what is desired of it: then services-start judges it. */
const isTold = ({ wanted, record }: Situation, name: string): boolean =>
  wanted.some((one) => sameName(one.name, name)) ||
  (E.isRight(record) && findService(record.right.services, name) !== undefined)

/** The halves of POP3 and IMAP4 that are off although they are in use. They start by default nowhere. */
export const halvesOff = (situation: Situation): ReadonlyArray<HalfOff> =>
  situation.circumstances.mostlyDisabled
    ? []
    : halves.flatMap(([protocol, front, back]) =>
        [
          [front, back],
          [back, front]
        ].flatMap(([name = '', other = '']) => {
          const found = findService(situation.services, name)
          if (found === undefined || !isOff(found) || isTold(situation, name)) return []
          const why = whyInUse(protocol, found, findService(situation.services, other))
          return why === null ? [] : [{ found, why }]
        })
      )
