import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'
import { closed, oneOf } from '../kernel/settingCodecs'
import { nullable } from '../kernel/values'
import { drainWays } from '../policies/dag/drain'
import { minuteOf, type Window, weekdays } from '../remediation/maintenance/window'
import { inMaintenance } from './settingsCodecs'

const isObject = (input: unknown): input is Record<string, unknown> => typeof input === 'object' && input !== null

const wholeNumber = new t.Type<number, number, unknown>(
  'a whole number from 1 upwards',
  t.number.is,
  (input, context) =>
    typeof input === 'number' && Number.isInteger(input) && input >= 1
      ? t.success(input)
      : t.failure(input, context, `${JSON.stringify(input)} is not a whole number from 1 upwards`),
  t.identity
)

/** How many servers are in hand at once: one of each DAG, so many of each site, or all. */
export type RemediationOrder = 'one-per-dag' | 'all' | { readonly perSite: number }

const perSite = closed('an order of remediation', { perSite: wholeNumber })

const remediationOrder = new t.Type<RemediationOrder, unknown, unknown>(
  'one-per-dag, all, or {perSite: NUMBER}',
  (input): input is RemediationOrder => typeof input === 'string' || isObject(input),
  (input, context) =>
    isObject(input)
      ? perSite.validate(input, context)
      : oneOf('an order of remediation', ['one-per-dag', 'all'] as const).validate(input, context),
  t.identity
)

const mostMinutes = 60

const minutes = new t.Type<number, number, unknown>(
  'a whole number of minutes from 0 to 60',
  t.number.is,
  (input, context) =>
    typeof input === 'number' && Number.isInteger(input) && input >= 0 && input <= mostMinutes
      ? t.success(input)
      : t.failure(input, context, `${JSON.stringify(input)} is not a whole number of minutes from 0 to 60`),
  t.identity
)

const timeOfDay = new t.Type<string, string, unknown>(
  'a time such as "22:00"',
  t.string.is,
  (input, context) =>
    typeof input === 'string' && minuteOf(input) !== null
      ? t.success(input)
      : t.failure(input, context, `${JSON.stringify(input)} is not a time such as "22:00", in quotes`),
  t.identity
)

const days = t.array(oneOf('a day of the week', weekdays))

const windowKeys = closed('a maintenance window', { days: nullable(days), from: timeOfDay, to: timeOfDay })

/** When servers may be begun. */
const window = new t.Type<Window, unknown, unknown>(
  'a maintenance window',
  (input): input is Window => windowKeys.is(input),
  (input, context) => {
    if (!isObject(input)) return t.failure(input, context, 'must be a map such as {from: "22:00", to: "04:00"}')
    return pipe(
      windowKeys.validate(input, context),
      E.chain((found) => {
        if (found.days?.length === 0) return t.failure(input, context, 'days is empty; name a day, or leave it out')
        return found.from === found.to
          ? t.failure(input, context, `the window begins and ends at ${found.from}; give it two times`)
          : t.success(found)
      })
    )
  },
  t.identity
)

/** How remediation goes from server to server. */
export const remediation = closed('how servers are remediated', {
  order: nullable(remediationOrder),
  maxServers: nullable(wholeNumber),
  window: nullable(window),
  inMaintenance: nullable(inMaintenance),
  drain: nullable(oneOf('a way to drain', drainWays)),
  queueLimit: nullable(wholeNumber),
  secondLook: nullable(minutes),
  probes: nullable(t.boolean)
})
