import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'
import type { OrganizationReading } from '../connections/organization'
import { decodeOrganizationFacts, encodeOrganizationFacts } from '../facts/organization/decode'
import { noOrganization, type Organization } from '../judging/inOrganization'

/** What policies are given of a reading. */
export const organizationIn = (reading: OrganizationReading): Organization => {
  if (E.isLeft(reading)) return E.left({ reason: reading.left })
  return reading.right === null ? noOrganization : E.right(reading.right.facts)
}

const told = t.type({ facts: t.unknown, damage: t.array(t.string) })
const failed = t.type({ error: t.string })

/** A reading as text, so that it can cross a process boundary. */
export const encodeOrganizationReading = (reading: OrganizationReading): string =>
  JSON.stringify(
    pipe(
      reading,
      E.match(
        (error): unknown => ({ error }),
        (read) => (read === null ? null : { facts: encodeOrganizationFacts(read.facts), damage: read.damage })
      )
    )
  )

/** The reading again; a text of another form is a reading that failed. */
export const decodeOrganizationReading = (text: string): OrganizationReading => {
  const value = E.tryCatch((): unknown => JSON.parse(text), String)
  if (E.isLeft(value)) return E.left('the provider gave no facts of the organization')
  if (value.right === null) return E.right(null)
  if (failed.is(value.right)) return E.left(value.right.error)
  return pipe(
    told.decode(value.right),
    E.mapLeft(() => 'the provider gave no facts of the organization'),
    E.chain(({ facts, damage }) =>
      pipe(
        decodeOrganizationFacts(facts),
        E.map((decoded) => ({ facts: decoded.facts, damage }))
      )
    )
  )
}
