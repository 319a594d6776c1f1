import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { count, fields, listUpTo, nullable, text } from '../../kernel/values'

/** The pressures at which the use of a resource changes, as this server has them. */
const transitions = t.readonly(
  fields({ lowToMedium: count, mediumToHigh: count, highToMedium: count, mediumToLow: count })
)

export type Transitions = t.TypeOf<typeof transitions>

/**
 * A resource that transport watches, such as `UsedDiskSpace` of a folder (`path`): its pressure (a percentage, or a number
 * of messages or transactions) and what transport makes of it (`use`: `Low`, `Medium`, `High`).
 */
const meter = t.readonly(
  fields({
    resource: text,
    path: nullable(text),
    use: nullable(text),
    pressure: nullable(count),
    transitions: nullable(transitions)
  })
)

export type Meter = t.TypeOf<typeof meter>

/** Back pressure of a server by Get-ExchangeDiagnosticInfo; null for one of before Exchange 2016, which does not tell it. */
export const resourceThrottling = nullable(
  t.readonly(fields({ aggregate: nullable(text), resources: listUpTo(limits.onServer, meter) }))
)

export type ResourceThrottling = NonNullable<t.TypeOf<typeof resourceThrottling>>
