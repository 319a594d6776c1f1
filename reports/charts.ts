import { markupText } from './markup'

/** One bar, and how many of what it counts. */
export interface Bar {
  readonly label: string
  readonly count: number
}

const mostBars = 14
const rowHeight = 22
const labelWidth = 210
const barWidth = 250

const shortLabel = (label: string): string => (label.length > 30 ? `${label.slice(0, 29)}…` : label)

/** The values with how often each occurs, the most frequent first. */
export const tallied = (values: ReadonlyArray<string>): ReadonlyArray<Bar> => {
  const counts = values.reduce((map, value) => map.set(value, (map.get(value) ?? 0) + 1), new Map<string, number>())
  return [...counts]
    .map(([label, count]) => ({ label, count }))
    .sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1))
}

const withRest = (bars: ReadonlyArray<Bar>): ReadonlyArray<Bar> => {
  const rest = bars.slice(mostBars)
  const sum = rest.reduce((total, { count }) => total + count, 0)
  return rest.length === 0 ? bars : [...bars.slice(0, mostBars), { label: `${rest.length} others`, count: sum }]
}

/** A chart of horizontal bars as SVG; its numbers stand in its text too, for who does not see it. */
export const barChart = (title: string, all: ReadonlyArray<Bar>): string => {
  const bars = withRest(all)
  const most = Math.max(1, ...bars.map(({ count }) => count))
  const spoken = bars.map(({ label, count }) => `${label}: ${count}`).join(', ')
  const rows = bars.map(({ label, count }, index) => {
    const width = Math.max(2, Math.round((count / most) * barWidth))
    const base = index * rowHeight + 15
    return (
      `<text x="${labelWidth - 8}" y="${base}" text-anchor="end">${markupText(shortLabel(label))}</text>` +
      `<rect x="${labelWidth}" y="${index * rowHeight + 4}" width="${width}" height="${rowHeight - 8}" rx="2"/>` +
      `<text x="${labelWidth + width + 6}" y="${base}">${count}</text>`
    )
  })
  const height = Math.max(1, bars.length) * rowHeight
  return (
    `<figure><figcaption>${markupText(title)}</figcaption>` +
    (bars.length === 0
      ? '<p>None.</p>'
      : `<svg role="img" aria-label="${markupText(`${title}: ${spoken}`)}" viewBox="0 0 ${labelWidth + barWidth + 50} ${height}">${rows.join('')}</svg>`) +
    '</figure>'
  )
}
