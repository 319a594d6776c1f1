import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import type { CustomMetadata } from '../../facts/sections/customMetadata'
import type { HttpEvent } from '../../facts/sections/httpEvents'
import { type ServerKind, serverKind } from '../../judging/kind'
import { sameName } from '../../kernel/compare'
import { type Endpoint, requiredEndpoints } from '../iis/endpoints'

/** A site whose certificate older versions of IIS kept in the configuration. */
export interface Kept {
  readonly key: string
  readonly site: string
  readonly ids: ReadonlyArray<number>
}

const sitesById = ({ sections: { appPools } }: Facts): ReadonlyMap<number | null, string> =>
  new Map(E.isRight(appPools) ? appPools.right.sites.map(({ id, name }) => [id, name]) : [])

const idIn = (key: string): number | null => {
  const id = /^\/?LM\/W3SVC\/(\d{1,9})(?:\/|$)/i.exec(key)?.[1]
  return id === undefined ? null : Number(id)
}

/** Those of the sites of Exchange; of all sites, where these are not known by their numbers. */
export const keptOf = (facts: Facts, kind: ServerKind, found: CustomMetadata): ReadonlyArray<Kept> => {
  const wanted = requiredEndpoints(kind).map(({ site }) => site)
  const sites = sitesById(facts)
  const ids = new Map<string, Set<number>>()
  for (const { path, id } of found) if (path !== null) ids.set(path, (ids.get(path) ?? new Set()).add(id))
  return [...ids].flatMap(([key, all]) => {
    const id = idIn(key)
    const site = id === null ? undefined : sites.get(id)
    const isOthers = site !== undefined && !wanted.some((one) => sameName(one, site))
    return isOthers ? [] : [{ key, site: site ?? key, ids: [...all] }]
  })
}

const portOf = ({ endpoint }: HttpEvent): number => Number(/:(\d{1,5})$/.exec(endpoint ?? '')?.[1] ?? 0)

const deleted = 15300

/** The event that a record was made. */
export const made = 15301

export const eventsOf = ({ sections: { httpEvents } }: Facts, port: number): ReadonlyArray<HttpEvent> =>
  E.isRight(httpEvents) ? httpEvents.right.events.filter((event) => portOf(event) === port) : []

export const timeOf = (at: string | null): number => Date.parse(at ?? '')

/** Whoever assigns another certificate deletes the record, and makes it again at once. */
const exchange = 60_000

/** The deletions that left an endpoint without its record. */
export const lossesOf = (events: ReadonlyArray<HttpEvent>): ReadonlyArray<HttpEvent> =>
  events
    .filter(({ id }) => id === deleted)
    .filter(
      (lost) =>
        !events.some((one) => {
          const later = timeOf(one.at) - timeOf(lost.at)
          return one.id === made && one.endpoint === lost.endpoint && later >= 0 && later <= exchange
        })
    )

/** Those of one endpoint that was left without its record more than once, the newest first; an update may delete those of all at once. */
export const repeated = (losses: ReadonlyArray<HttpEvent>): ReadonlyArray<HttpEvent> => {
  const again = losses.find((one, index) => losses.findIndex(({ endpoint }) => endpoint === one.endpoint) < index)
  return again === undefined ? [] : losses.filter(({ endpoint }) => endpoint === again.endpoint)
}

/** Two tries of an update delete a record twice; so often only something that goes on does it. */
const often = 3

const isForAllAddresses = ({ endpoint }: HttpEvent): boolean => /^(?:0\.0\.0\.0|\[::\]):/.test(endpoint ?? '')

/** Whether something goes on to delete the record for all addresses: it is gone now, and was so before, each time anew. */
const isDeletedOften = (events: ReadonlyArray<HttpEvent>): boolean => {
  const own = events.filter(isForAllAddresses).sort((a, b) => timeOf(a.at) - timeOf(b.at))
  const losses = lossesOf(own).filter(
    (lost, index, all) => index === 0 || timeOf(lost.at) - timeOf(all[index - 1]?.at ?? null) > exchange
  )
  return losses.length >= often && own.at(-1)?.id === deleted
}

/** Why a certificate that is assigned to an endpoint of Exchange would be deleted again; null where nothing shows that. `isGone`: it has no record now. */
export const whyLostAgain = (facts: Facts, { site, port }: Endpoint, isGone: boolean): string | null => {
  const { customMetadata, appPools } = facts.sections
  const events = eventsOf(facts, port)
  const kind = serverKind(facts)
  const kept = E.isRight(kind) && E.isRight(customMetadata) ? keptOf(facts, kind.right, customMetadata.right) : []
  // Without the list of sites nobody can tell whose certificate that is.
  const isKept = kept.some((one) => sameName(one.site, site) || (E.isLeft(appPools) && one.site === one.key))
  if (isKept && (isGone || lossesOf(events).length > 0))
    return 'IIS would delete the new one again, as binding-loss says'
  return isDeletedOften(events) ? 'something deletes the certificate again and again, as binding-loss says' : null
}
