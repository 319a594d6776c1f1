/** Two instants that differ in their minutes differ as texts do, and to parse a date costs ten times as much. */
const toMinute = '2026-03-10T08:30'.length

/** Whether an instant is before another one; both in ISO 8601, UTC, such as `2026-03-10T08:30:00Z`. */
export const isBefore = (instant: string, other: string): boolean => {
  const [minute, otherMinute] = [instant.slice(0, toMinute), other.slice(0, toMinute)]
  return minute === otherMinute ? Date.parse(instant) < Date.parse(other) : minute < otherMinute
}
