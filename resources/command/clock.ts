import type { ClockTime } from '../../remediation/maintenance/window'

/** The time by the clock and the zone of this computer. */
export const clockTime = (now: Date = new Date()): ClockTime => ({
  day: now.getDay(),
  minute: now.getHours() * 60 + now.getMinutes()
})
