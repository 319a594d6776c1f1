import { type Weekday, weekday, wordsOf } from '../../kernel/words'
/** The days of a week, as the settings name them; the first is day 0 of a Date. */
export const weekdays = wordsOf(weekday)

/**
 * When servers may be begun, by the clock of the operator's computer: on these days (null: on each), from `HH:MM` to before
 * `HH:MM`. One that ends no later than it begins goes on into the next day.
 */
export interface Window {
  readonly days: ReadonlyArray<Weekday> | null
  readonly from: string
  readonly to: string
}

/** A time as that clock shows it: the day of the week, 0 for Sunday, and the minute of the day. */
export interface ClockTime {
  readonly day: number
  readonly minute: number
}

const dayMinutes = 24 * 60

/** The minute of a day of a text `HH:MM`; null for another text. */
export const minuteOf = (text: string): number | null => {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? []
  return hours === undefined || minutes === undefined ? null : Number(hours) * 60 + Number(minutes)
}

/** `HH:MM` is checked where the settings are read. */
const begins = ({ from }: Window): number => minuteOf(from) ?? 0

const lasts = (window: Window): number => {
  const length = (minuteOf(window.to) ?? 0) - begins(window)
  return length > 0 ? length : length + dayMinutes
}

const dayOf = (day: number): Weekday => weekdays[((day % 7) + 7) % 7] ?? 'Sunday'

const beginsOn = ({ days }: Window, day: number): boolean => days === null || days.includes(dayOf(day))

/** Whether a server may be begun at that time. */
export const isOpen = (window: Window, { day, minute }: ClockTime): boolean =>
  [0, 1].some((ago) => {
    const since = ago * dayMinutes + minute - begins(window)
    return beginsOn(window, day - ago) && since >= 0 && since < lasts(window)
  })

/** When it opens next, such as `Saturday at 22:00`. */
const nextOpening = (window: Window, { day, minute }: ClockTime): string => {
  const ahead = [0, 1, 2, 3, 4, 5, 6, 7].find(
    (days) => beginsOn(window, day + days) && (days > 0 || begins(window) > minute)
  )
  return `${dayOf(day + (ahead ?? 0))} at ${window.from}`
}

/** The window in words. */
export const windowText = ({ days, from, to }: Window): string =>
  `from ${from} to ${to}${days === null ? '' : ` on ${days.join(', ')}`}, by the clock of the computer that runs pulumi up`

/** Why no server may be begun at that time, as the rest of a sentence; null where one may. */
export const whyClosed = (window: Window, time: ClockTime): string | null =>
  isOpen(window, time)
    ? null
    : `the maintenance window (${windowText(window)}) is closed, and opens on ${nextOpening(window, time)}`
