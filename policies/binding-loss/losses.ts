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

/** Why a certificate that is assigned to an endpoint of Exchange would be deleted again; null where nothing shows that. */
export const whyLostAgain = (facts: Facts, { site, port }: Endpoint): string | null => {
  const losses = lossesOf(eventsOf(facts, port))
  const { customMetadata } = facts.sections
  if (losses.length === 0) return null
  const kind = serverKind(facts)
  const kept = E.isRight(kind) && E.isRight(customMetadata) ? keptOf(facts, kind.right, customMetadata.right) : []
  // Without the list of sites nobody can tell whose certificate that is.
  if (kept.some((one) => sameName(one.site, site) || one.site === one.key))
    return 'IIS would delete the new one again, as binding-loss says'
  return repeated(losses).length > 0 ? 'something deletes the certificate again and again, as binding-loss says' : null
}
