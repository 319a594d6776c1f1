import * as fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import {
  type ClockTime,
  isOpen,
  minuteOf,
  type Window,
  weekdays,
  whyClosed
} from '../../../remediation/maintenance/window'

const test = suite('policies: maintenance window')

const at = (day: (typeof weekdays)[number], time: string): ClockTime => ({
  day: weekdays.indexOf(day),
  minute: minuteOf(time) ?? -1
})

const nights: Window = { days: ['Saturday'], from: '22:00', to: '04:00' }
const evenings: Window = { days: ['Tuesday', 'Thursday'], from: '20:00', to: '23:30' }
const daily: Window = { days: null, from: '01:00', to: '05:00' }
const almostAlways: Window = { days: null, from: '06:00', to: '05:59' }

/** When it opens next; null where it is open. */
const table: ReadonlyArray<readonly [string, Window, ClockTime, string | null]> = [
  ['before it', nights, at('Saturday', '21:59'), 'Saturday at 22:00'],
  ['as it opens', nights, at('Saturday', '22:00'), null],
  ['after midnight', nights, at('Sunday', '00:00'), null],
  ['its last minute', nights, at('Sunday', '03:59'), null],
  ['as it closes', nights, at('Sunday', '04:00'), 'Saturday at 22:00'],
  ['the night before', nights, at('Saturday', '03:00'), 'Saturday at 22:00'],
  ['at noon on its day', nights, at('Saturday', '12:00'), 'Saturday at 22:00'],
  ['late on the next day', nights, at('Sunday', '23:00'), 'Saturday at 22:00'],
  ['on the first of two days', evenings, at('Tuesday', '20:00'), null],
  ['after the first of two days', evenings, at('Tuesday', '23:30'), 'Thursday at 20:00'],
  ['after the second of two days', evenings, at('Thursday', '23:30'), 'Tuesday at 20:00'],
  ['between two days', evenings, at('Wednesday', '21:00'), 'Thursday at 20:00'],
  ['each day, before it', daily, at('Sunday', '00:59'), 'Sunday at 01:00'],
  ['each day, after it', daily, at('Saturday', '05:00'), 'Sunday at 01:00'],
  ['all but a minute of a day', almostAlways, at('Monday', '05:59'), 'Monday at 06:00'],
  ['all but a minute of a day, and another one', almostAlways, at('Monday', '05:58'), null]
]

for (const [name, window, time, opens] of table)
  test(name, () => {
    assert.is(isOpen(window, time), opens === null)
    const reason = whyClosed(window, time)
    if (opens === null) assert.is(reason, null)
    else assert.ok(reason?.endsWith(`is closed, and opens on ${opens}`), reason ?? 'open')
  })

test('the reason names the window and whose clock it goes by', () => {
  assert.is(
    whyClosed(evenings, at('Monday', '12:00')),
    'the maintenance window (from 20:00 to 23:30 on Tuesday, Thursday, by the clock of the computer that runs pulumi up) ' +
      'is closed, and opens on Tuesday at 20:00'
  )
})

const time = fc.integer({ min: 0, max: 24 * 60 - 1 })
const text = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':')
const windows = fc
  .record({ days: fc.option(fc.subarray([...weekdays], { minLength: 1 })), from: time, to: time })
  .filter(({ from, to }) => from !== to)

test('a window is open for as long as it lasts on each of its days, and opens when it says', () => {
  fc.assert(
    fc.property(windows, ({ days, from, to }) => {
      const window: Window = { days, from: text(from), to: text(to) }
      const week = weekdays.flatMap((_, day) => Array.from({ length: 24 * 60 }, (__, minute) => ({ day, minute })))
      const open = week.filter((one) => isOpen(window, one)).length
      assert.is(open, (days ?? weekdays).length * ((to - from + 24 * 60) % (24 * 60)))
    }),
    { numRuns: 20 }
  )
})

for (const wrong of ['24:00', '7:00', '22:60', '22', '', '22:00:00', ' 22:00'])
  test(`"${wrong}" is no time`, () => assert.is(minuteOf(wrong), null))

test.run()
