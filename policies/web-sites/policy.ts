import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import type { Site } from '../../facts/sections/appPools'
import { appliesWhere, serverKind } from '../../judging/kind'
import { compliant, drift, type Judgement, type Policy, unknown } from '../../judging/policy'
import type { PropertyPath } from '../../kernel/propertyPath'
import { requiredEndpoints } from '../iis/endpoints'
import { byName, exchangeSites } from '../iis/exchangeSites'
import { webSitesHeadline } from './headline'
import { byAPerson, link, portsOf, rivalsOf, startSite } from './resolution'

const faultsOf = ({ state, autoStart }: Site): ReadonlyArray<string> => [
  ...(state === 'Stopped' || state === 'Stopping' ? [state] : []),
  ...(autoStart ? [] : ['not set to start with IIS'])
]

const judgeSite = (facts: Facts, site: Site): Judgement => {
  const path: PropertyPath = ['sites', site.name]
  const faults = faultsOf(site)
  if (faults.length === 0)
    return site.state === 'Started'
      ? compliant(path, site.state)
      : unknown(
          path,
          `the state of the site ${site.name} is ${site.state ?? 'not known: IIS reports it only while it runs'}`
        )
  const ports = portsOf(facts, site)
  return drift({
    path,
    actual: faults.join(', '),
    desired: 'Started, and set to start with IIS',
    evidence: [
      ports.length === 0
        ? `IIS lists the site ${site.name}.`
        : `IIS lists the site ${site.name} on the ports ${ports.join(', ')}. It does not start while another program holds one.`,
      ...rivalsOf(facts, site).map((name) => `The site "${name}" runs, and has the same binding.`)
    ],
    resolution: startSite(facts, site),
    remediation: byAPerson
  })
}

/** A site that is stopped serves nobody, though its bindings and certificates look right. */
export const webSites: Policy = {
  name: 'web-sites',
  title: 'The web sites of Exchange run',
  headline: webSitesHeadline,
  section: 'cant-access-eac-or-owa-after-exchange-installation',
  link,
  stage: 'after-update',
  level: 'mandatory',
  decides: ['appPools'],
  supports: ['identity', 'bindings'],
  automation: {
    automated: [],
    byHand: ['All of it, because another program may have the port. Somebody must decide which one may have it.']
  },
  applies: appliesWhere((kind) =>
    requiredEndpoints(kind).length === 0 ? 'the roles of this server have no Exchange web site with https' : null
  ),
  evaluate: (facts) => {
    const kind = serverKind(facts)
    const { appPools } = facts.sections
    if (E.isLeft(kind) || E.isLeft(appPools)) return []
    const sites = byName(appPools.right.sites)
    return exchangeSites(facts, kind.right).map((name) => {
      const site = sites.get(name.toLowerCase())
      return site === undefined
        ? unknown(['sites', name], `the configuration of IIS lists no site ${name}`)
        : judgeSite(facts, site)
    })
  }
}
