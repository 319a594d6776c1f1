import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import type { Facts } from '../../facts/facts'
import { knownInstallPath } from '../../facts/installation'
import type { AppPools, Site } from '../../facts/sections/appPools'
import type { ServerKind } from '../../judging/kind'
import { beginsWithName, sameName } from '../../kernel/compare'
import { rememberedRecently } from '../../kernel/remembered'
import { requiredEndpoints } from './endpoints'

type Application = AppPools['applications'][number]

/** The applications of IIS that Exchange serves: their folders lie below its own. None where they were not read; several ask. */
export const exchangeApplications = rememberedRecently((facts: Facts): ReadonlyArray<Application> => {
  const { appPools } = facts.sections
  const known = knownInstallPath(facts)
  if (E.isLeft(appPools) || O.isNone(known)) return []
  return appPools.right.applications.filter(
    ({ folder }) => folder !== null && beginsWithName(`${folder}\\`, known.value)
  )
})

/** An application by its site: `Exchange Back End/owa`. */
export const showApplication = ({ site, path }: Application): string => `${site}${path}`

/** What has a name, by that name in lower case: a server may have thousands. */
export const byName = <A extends { readonly name: string }>(all: ReadonlyArray<A>): ReadonlyMap<string, A> =>
  new Map(all.map((one) => [one.name.toLowerCase(), one]))

/** A site by its name; undefined where the sites were not read, or none has it. */
export const siteNamed = ({ sections: { appPools } }: Facts, name: string): Site | undefined =>
  E.isLeft(appPools) ? undefined : appPools.right.sites.find((one) => sameName(one.name, name))

/** The same as ASP.NET names it in events: `/LM/W3SVC/2/ROOT/owa`; null where the number of the site is not known. */
export const domainOf = (sites: ReadonlyMap<string, Site>, { site, path }: Application): string | null => {
  const id = sites.get(site.toLowerCase())?.id ?? null
  return id === null ? null : `/LM/W3SVC/${id}/ROOT${path === '/' ? '' : path}`
}

/** The names of the sites that a server of this kind needs, and of those with applications of Exchange. */
export const exchangeSites = (facts: Facts, kind: ServerKind): ReadonlyArray<string> => {
  const names = [
    ...requiredEndpoints(kind).map(({ site }): string => site),
    ...exchangeApplications(facts).map(({ site }) => site)
  ]
  const first = new Map<string, string>()
  for (const name of names) if (!first.has(name.toLowerCase())) first.set(name.toLowerCase(), name)
  return [...first.values()]
}
