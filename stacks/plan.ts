import { defaultMaxAge } from '../connections/age'
import type { FindBaseline } from '../connections/baseline'
import type { Connection, Target } from '../connections/connection'
import type { OrganizationSource } from '../connections/organization'
import { effectiveLevel, runsIn } from '../judging/levels'
import { isExpired } from '../judging/waivers'
import { sameName } from '../kernel/compare'
import type { Waiver } from '../kernel/waiver'
import type { InMaintenance } from '../kernel/words'
import { policies } from '../policies/catalogue'
import type { ServerLocation } from '../reports/diagnostic'
import type { ServerArguments } from '../resources/serverInputs'
import type { ServerSettings, Settings } from './settings'

/** What the program means to do with one server. */
export interface ServerPlan {
  readonly place: ServerLocation
  readonly args: ServerArguments
  readonly waivers: ReadonlyArray<Waiver>
  /** Whether it is remediated though a person took it out of service. */
  readonly inMaintenance: InMaintenance
}

/** Only recorded facts have an age: a server that is asked now answers for now. */
const connectionOf = ({ maxAge }: Settings, connection: ServerSettings['connection']): Connection =>
  'path' in connection ? { ...connection, maxAge: maxAge ?? defaultMaxAge } : connection

/** Who is asked now looks at the media; recorded facts must hold a look at these very ones. */
const targetOf = (settings: Settings, server: string, written: ServerSettings['connection']): Target => ({
  server,
  connection: connectionOf(settings, written),
  ...(settings.media === null ? {} : { media: settings.media })
})

/** Where the organization's facts come from; recorded ones may be no older than those of the servers. */
export const sourceOf = ({ organization, maxAge }: Settings): OrganizationSource | null =>
  organization?.type === 'recorded' ? { ...organization, maxAge: maxAge ?? defaultMaxAge } : organization

const planServer = (
  settings: Settings,
  waivers: ReadonlyArray<Waiver>,
  findBaseline: FindBaseline,
  { name, dag, site, connection, services, inMaintenance }: ServerSettings
): ServerPlan => ({
  place: { server: name, dag, site },
  args: {
    target: targetOf(settings, name, connection),
    judging: {
      build: settings.build ?? 'latest',
      services: services ?? {},
      baseline: findBaseline(name),
      ...(settings.buildTable === null ? {} : { buildTable: settings.buildTable }),
      ...(Object.keys(settings.parameters).length === 0 ? {} : { parameters: settings.parameters }),
      organization: sourceOf(settings),
      enforcement: {
        level: settings.enforcement ?? 'advisory',
        policies: settings.policies ?? {},
        stage: settings.stage
      }
    },
    verify: {},
    waivers: []
  },
  waivers: waivers.filter(({ server }) => sameName(server, name)),
  inMaintenance: inMaintenance ?? settings.remediation?.inMaintenance ?? 'refuse'
})

/** Plans every server of the stack; waivers that have run out by today (`YYYY-MM-DD`) cover nothing. */
export const planServers = (
  settings: Settings,
  today: string,
  findBaseline: FindBaseline
): ReadonlyArray<ServerPlan> => {
  const waivers = (settings.waivers ?? []).filter((waiver) => !isExpired(today)(waiver))
  return settings.servers.map((server) => planServer(settings, waivers, findBaseline, server))
}

/** The waivers that have run out, each in a sentence. */
export const expiredWaivers = (settings: Settings, today: string): ReadonlyArray<string> =>
  (settings.waivers ?? [])
    .filter(isExpired(today))
    .map(
      ({ server, policy, path, expires }) =>
        `${server}: the waiver for ${policy}${path === null ? '' : ` at ${path}`} expired on ${expires} and covers nothing; renew it or remove it`
    )

/** The servers of which the baseline folder holds no facts, in one sentence. */
export const missingBaselines = ({ baseline }: Settings, plans: ReadonlyArray<ServerPlan>): ReadonlyArray<string> => {
  const names = plans.flatMap(({ place, args }) => (args.judging.baseline === null ? [place.server] : []))
  return baseline === null || names.length === 0
    ? []
    : [`${baseline} holds no facts of ${names.join(', ')}: what their services were before the update is not known`]
}

/** The policies of the stage that the settings switch off. */
export const disabledNames = ({
  enforcement,
  policies: levels,
  stage
}: Pick<Settings, 'enforcement' | 'policies' | 'stage'>): ReadonlyArray<string> => {
  const inForce = { level: enforcement ?? 'advisory', policies: levels ?? {}, stage }
  return policies
    .filter((policy) => runsIn(stage, policy) && effectiveLevel(inForce, policy) === 'disabled')
    .map(({ name }) => name)
}

/** The same in a sentence: what is not judged must be seen. */
export const disabledPolicies = (settings: Settings): ReadonlyArray<string> => {
  const names = disabledNames(settings)
  return names.length === 0 ? [] : [`Disabled by the settings, and not judged: ${names.join(', ')}`]
}

/** The stage `always` is no stage of an update: what holds before or after one alone is judged by neither, which a green stack would hide. */
export const withoutStage = ({ stage }: Pick<Settings, 'stage'>): ReadonlyArray<string> => {
  const names = policies
    .filter((policy) => policy.level === 'mandatory' && !runsIn(stage, policy))
    .map(({ name }) => name)
  return stage === 'always'
    ? [
        `The stage always leaves out what is judged before or after an update alone (${names.join(', ')}); ` +
          'name before-update or after-update (exchange-compliance:stage), or leave it out'
      ]
    : []
}
