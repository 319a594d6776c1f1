import type { Style } from './text'

const colour =
  (code: number) =>
  (text: string): string =>
    `\u001b[${code}m${text}\u001b[0m`

/** Words set off by a terminal's colours. */
export const colourStyle: Style = {
  bad: colour(31),
  doubtful: colour(33),
  good: colour(32),
  strong: colour(1),
  command: colour(36),
  quiet: colour(2)
}
