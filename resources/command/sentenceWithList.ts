import { printable, shortened } from '../../kernel/printable'

/** A sentence is no longer than this, and its details are lines of their own. */
const longestSentence = 299
const mostOfOne = 600
const mostLines = 50
const leastOfFirst = 60

/**
 * A sentence that names several things between its two parts: all of them where it stays under 300 characters; else the first
 * one and how many more, and below it a line for each.
 */
export const sentenceWithList = (before: string, things: ReadonlyArray<string>, after = ''): string => {
  const whole = printable(`${before}${things.join('; ')}${after}`)
  if (whole.length <= longestSentence) return whole
  const [first = ''] = things
  const more = things.length > 1 ? `; and ${things.length - 1} more` : ''
  const room = longestSentence - printable(before).length - more.length - after.length
  const sentence = shortened(
    `${before}${shortened(first, Math.max(leastOfFirst, room))}${more}${after}`,
    longestSentence
  )
  const beyond = things.length > mostLines ? [`  and ${things.length - mostLines} more`] : []
  const lines = things.slice(0, mostLines).map((thing) => `  ${shortened(thing, mostOfOne)}`)
  return [sentence, ...lines, ...beyond].join('\n')
}
