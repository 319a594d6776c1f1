import type { TransportEvent, TransportEvents } from '../../facts/sections/transportEvents'

/** What the events tell of back pressure now. */
export type Pressure =
  | { readonly _tag: 'Over'; readonly text: string }
  | { readonly _tag: 'Open'; readonly event: TransportEvent; readonly at: string }
  | { readonly _tag: 'Unknown'; readonly reason: string }

const day = 86_400_000

const up = [15_004, 15_006, 15_007]
const down = 15_005

const byTime = (a: TransportEvent, b: TransportEvent): number => Date.parse(b.at ?? '') - Date.parse(a.at ?? '')

/** Exchange writes the level in its own language: of the others nobody can say whether they are the lowest. */
const isLowest = ({ values }: TransportEvent): boolean => /^(?:low|normal)$/i.test(values[1]?.trim() ?? '')

/** Transport looks at its resources every few seconds, so that it has written of pressure within this time. */
const settling = 600_000

const withoutEvent = (since: string | null, present: string): Pressure => {
  if (since === null) return { _tag: 'Unknown', reason: 'the Application log is empty' }
  return Date.parse(present) - Date.parse(since) < day
    ? { _tag: 'Unknown', reason: `the Application log reaches back only to ${since}` }
    : { _tag: 'Over', text: `no back pressure since ${since}` }
}

const sinceStart = (start: string, present: string): Pressure =>
  Date.parse(present) - Date.parse(start) < settling
    ? { _tag: 'Unknown', reason: `Windows was started at ${start}, only minutes before the events were read` }
    : { _tag: 'Over', text: `no back pressure since Windows was started at ${start}` }

/**
 * Judges the newest event: 15005 ends what 15004 began. An older one without an end stays open, but transport that was restarted
 * since writes none. `start`: when Windows was started last, where that is known.
 */
export const pressureOf = (
  { since, events }: TransportEvents,
  present: string | null,
  start: string | null
): Pressure => {
  const told = events.filter(({ id }) => up.includes(id) || id === down)
  const [newest] = told.filter(({ at }) => at !== null).sort(byTime)
  if (present === null) return { _tag: 'Unknown', reason: 'when the events were read is not known' }
  const undated = told.find(({ at }) => at === null)
  if (undated !== undefined)
    return { _tag: 'Unknown', reason: `when event ${undated.id} of back pressure was written was not read` }
  if (newest === undefined || newest.at === null) return withoutEvent(since, present)
  if (start !== null && Date.parse(newest.at) < Date.parse(start)) return sinceStart(start, present)
  if (newest.id === down)
    return isLowest(newest)
      ? { _tag: 'Over', text: `over since ${newest.at} (event 15005)` }
      : {
          _tag: 'Unknown',
          reason: `event 15005 at ${newest.at} says that the pressure went down to ${newest.values[1] ?? 'an unknown level'}, which is not known as the lowest level`
        }
  return Date.parse(present) - Date.parse(newest.at) < day
    ? { _tag: 'Open', event: newest, at: newest.at }
    : {
        _tag: 'Unknown',
        reason: `event ${newest.id} at ${newest.at} reports back pressure, and none of its end; a restart of transport ends it, too`
      }
}
