import { median, type Seconds } from './measure'

/** What one contender may cost beside another: so many times as long, or so many seconds longer. */
export interface Bound {
  readonly contender: string
  readonly against: string
  readonly kind: 'times' | 'seconds more'
  readonly most: number
}

/** A bound, and the median of what was measured in each repetition. */
export interface Judged extends Bound {
  readonly measured: number
  readonly met: boolean
}

/** Contenders of the same repetition ran one after the other, so they are compared there, and not by their medians. */
export const judge =
  (seconds: Seconds) =>
  (bound: Bound): Judged => {
    const others = seconds[bound.against] ?? []
    const own = seconds[bound.contender] ?? []
    const measured = median(
      own.map((value, index) => {
        const other = others[index] ?? Number.NaN
        return bound.kind === 'times' ? value / other : value - other
      })
    )
    return { ...bound, measured, met: measured <= bound.most }
  }

const round = (value: number): string => value.toFixed(2)

const table = (rows: ReadonlyArray<ReadonlyArray<string>>): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()
    )
    .join('\n')
}

/** What was measured, for a person. */
export const describe = (seconds: Seconds, judged: ReadonlyArray<Judged>): string => {
  const times = Object.entries(seconds).map(([name, values]) => [
    name,
    ...[median(values), Math.min(...values), Math.max(...values)].map(round)
  ])
  const bounds = judged.map(({ contender, against, kind, measured, most, met }) => [
    contender,
    against,
    `${round(measured)} ${kind}`,
    round(most),
    met ? 'met' : 'MISSED'
  ])
  return [
    table([['preview', 'median s', 'least', 'most'], ...times]),
    table([['preview', 'against', 'measured', 'at most', ''], ...bounds])
  ].join('\n\n')
}
