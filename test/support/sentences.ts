/** Nobody reads a longer sentence in one go. */
export const mostWords = 25

/** The sentences of a text that are too long. Points in the middle of a list of links end a sentence, too. */
export const longSentences = (text: string): ReadonlyArray<string> =>
  text
    .replaceAll(/\s+/g, ' ')
    .split(/(?<=[.!?·]) /)
    .filter((sentence) => sentence.split(' ').length > mostWords)

const odd = /\b(?:afresh|anew|mend(?:ed|ing|s)?|tells|told)\b/gi

/** Words that this project used in a sense of its own, and that readers stumble over. */
export const oddWords = (text: string): ReadonlyArray<string> => text.match(odd) ?? []
