// Facts that were made up for one day, told as of today: a server answers by its clock, and its certificates don't age.
const day = 86_400_000
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z$/

/**
 * @param {unknown} value
 * @param {number} by
 * @returns {unknown}
 */
const moved = (value, by) => {
  if (Array.isArray(value)) return value.map((one) => moved(one, by))
  if (typeof value === 'string' && instant.test(value)) return new Date(Date.parse(value) + by).toISOString()
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, moved(one, by)]))
}

/**
 * The answer of a host whose clock is right; one with `ownClock` answers by the clock that it was made with.
 * @param {{ answer: { collectedAt: string, facts: object }, ownClock?: boolean }} host
 */
const asOfToday = ({ answer, ownClock }) => {
  const at = Date.parse(answer?.collectedAt)
  const days = Math.floor((Date.now() - at) / day)
  if (ownClock === true || Number.isNaN(at) || days === 0) return answer
  return { ...answer, collectedAt: new Date().toISOString(), facts: moved(answer.facts, days * day) }
}

module.exports = { asOfToday }
