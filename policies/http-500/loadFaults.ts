import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import { lastStart } from '../../facts/lastStart'
import { lastUpdate, updateEvidence, whenOf } from '../../facts/lastUpdate'
import type { AspNetEvent } from '../../facts/sections/aspNetEvents'
import { compliant, drift, type Judgement, note, unknown } from '../../judging/policy'
import { sameName } from '../../kernel/compare'
import type { PropertyPath } from '../../kernel/propertyPath'
import { byName, domainOf, exchangeApplications, showApplication } from '../iis/exchangeSites'
import { missingFiles } from './missingFiles'
import { byAPerson, mendLoading } from './resolution'

const path: PropertyPath = ['aspNetEvents']

/** A type as records name it: 1309 and 1310 without its namespace, 1325 with it. */
const typeOf = (names: string): RegExp => new RegExp(`^(?:System\\.(?:\\w+\\.)*)?(?:${names})Exception$`)

/** Exceptions of files and configurations that don't fit; any other one can come from what somebody asked for. */
const ofInstallation = typeOf(
  'FileNotFound|FileLoad|BadImageFormat|TypeLoad|TypeInitialization|MissingMethod|MissingField|MissingMember|' +
    'EntryPointNotFound|ReflectionTypeLoad|Configuration|ConfigurationErrors|HttpParse|HttpCompile'
)

/** Exceptions that wrap another one, whose words they take over. */
const wrapping = typeOf('Http|HttpUnhandled|TargetInvocation')

/** An assembly of Exchange by its full name, which no language changes: only a fault of loading tells it. */
const namesAssembly = (text: string | null): boolean => /Microsoft\.Exchange[\w.]*, Version=/.test(text ?? '')

const ofConfiguration = 3008

const isOfInstallation = ({ eventCode, exception, text }: AspNetEvent): boolean =>
  eventCode === ofConfiguration ||
  (exception !== null && (ofInstallation.test(exception) || (wrapping.test(exception) && namesAssembly(text))))

/** Exchange asks its own pages every few minutes: a fault that lasts is written again within this time. */
const lasting = 86_400_000

/** A log that is full of other errors reaches back less far: so long a fault that lasts never goes unwritten. */
const reach = 21_600_000

/** Within this time after a start nobody may have asked for each page yet. */
const settling = 600_000

const timeOf = (instant: string | null): number => (instant === null ? Number.NaN : Date.parse(instant))

interface Beginning {
  readonly time: number
  readonly words: string
}

/** From when on an error counts: since the last update and start of Windows, and within a day; what is older is history. */
const countsFrom = (facts: Facts): Beginning | null => {
  if (facts.collectedAt === null) return null
  const day = { time: timeOf(facts.collectedAt) - lasting, words: `in the 24 hours before ${facts.collectedAt}` }
  const [update, start] = [lastUpdate(facts), lastStart(facts)]
  return [
    ...(update === null ? [] : [{ time: timeOf(update.from), words: `since the last update ${whenOf(update)}` }]),
    ...(start === null ? [] : [{ time: timeOf(start), words: `since Windows was started at ${start}` }])
  ].reduce((last, one) => (one.time > last.time ? one : last), day)
}

/** An application as events name it, how it is shown, and when its pool was started. */
interface JudgedApplication {
  readonly domain: string
  readonly name: string
  readonly started: string | null
}

/** Those of Exchange; null where the configuration of IIS was not read, or lists none. */
const placesOf = (facts: Facts): ReadonlyArray<JudgedApplication> | null => {
  const { appPools } = facts.sections
  if (E.isLeft(appPools)) return null
  const [sites, pools] = [byName(appPools.right.sites), byName(appPools.right.pools)]
  const places = exchangeApplications(facts).flatMap((one): ReadonlyArray<JudgedApplication> => {
    const domain = domainOf(sites, one)
    const pool = pools.get(one.pool.toLowerCase())
    return domain === null ? [] : [{ domain, name: showApplication(one), started: pool?.started ?? null }]
  })
  return places.length === 0 ? null : places
}

/** Null for an application that is not Exchange's. */
const placeOf = (
  places: ReadonlyArray<JudgedApplication> | null,
  { application }: AspNetEvent
): JudgedApplication | null => {
  const shown = { domain: application ?? '', name: application ?? 'an application', started: null }
  if (places === null || application === null) return shown
  return places.find(({ domain }) => sameName(domain, application)) ?? null
}

const said = ({ id, at, exception, text }: AspNetEvent, name: string): string =>
  `Event ${id} of ${name} at ${at}: ${[exception, text].filter((part) => part !== null).join(': ')}`

/** An error from before the last update or start: whether it is over shows only when the pages were asked for again. */
const judgePast = (facts: Facts, event: AspNetEvent, place: JudgedApplication, since: number): Judgement => {
  const present = timeOf(facts.collectedAt)
  return present - since < settling && timeOf(event.at) > present - lasting
    ? unknown(
        [...path, place.name],
        `${said(event, place.name)}; the server was updated or started only minutes before it was read, so read it again`
      )
    : note(`${said(event, place.name)}; it is from before the last update, restart or day, so that it is history`)
}

const judgeEvent = (
  facts: Facts,
  event: AspNetEvent,
  place: JudgedApplication,
  { time: from }: Beginning
): Judgement => {
  const at = timeOf(event.at)
  if (Number.isNaN(at)) return unknown([...path, place.name], `when an error of ${place.name} was written was not read`)
  const since = place.started === null ? from : Math.max(from, timeOf(place.started))
  if (at < since) return judgePast(facts, event, place, since)
  const lost = missingFiles(facts)
  return drift({
    path: [...path, place.name],
    actual: `${event.exception ?? `error ${event.eventCode}`} at ${event.at}`,
    desired: 'no error of loading or configuration',
    evidence: [
      `${said(event, place.name)}.`,
      ...updateEvidence(facts),
      ...lost.map((file) => `The file ${file} is missing.`)
    ],
    resolution: mendLoading(facts, place.name, event),
    remediation: byAPerson
  })
}

/** One for each application: the first is the newest. */
const newestOf = (
  events: ReadonlyArray<readonly [AspNetEvent, JudgedApplication]>
): ReadonlyArray<readonly [AspNetEvent, JudgedApplication]> =>
  events.filter(([, { name }], index) => events.findIndex(([, other]) => other.name === name) === index)

/** Whether an empty list says that there was nothing. */
const judgeReach = (facts: Facts, since: string | null, from: Beginning): Judgement => {
  if (since === null) return unknown(path, 'the log Application is empty, so it shows nothing')
  if (timeOf(since) <= from.time) return compliant(path, `no error of loading or configuration ${from.words}`)
  return timeOf(facts.collectedAt) - timeOf(since) >= reach
    ? compliant(path, `no error of loading or configuration since ${since}`)
    : unknown(path, `the records of ASP.NET that were read reach back only to ${since}`)
}

/** Judges what ASP.NET wrote of applications of Exchange that could not be loaded. */
export const judgeLoading = (facts: Facts): ReadonlyArray<Judgement> => {
  const { aspNetEvents } = facts.sections
  if (E.isLeft(aspNetEvents)) return []
  const from = countsFrom(facts)
  if (from === null) return [unknown(path, 'when the facts were collected is not known, so that no error has an age')]
  const places = placesOf(facts)
  const found = aspNetEvents.right.events.filter(isOfInstallation).flatMap((event) => {
    const place = placeOf(places, event)
    return place === null ? [] : [[event, place] as const]
  })
  const judged = newestOf(found).map(([event, place]) => judgeEvent(facts, event, place, from))
  const isGreen = judged.every(({ _tag }) => _tag === 'Note')
  return [...judged, ...(isGreen ? [judgeReach(facts, aspNetEvents.right.since, from)] : [])]
}
