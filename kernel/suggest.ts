import { distance } from './distance.cjs'

const letters = (word: string): string => [...word.toLowerCase()].sort().join('')

/** Of a short word, two other letters make another word, but for those that changed places. */
const mostEdits = (word: string, candidate: string): number =>
  word.length <= 3 && letters(word) !== letters(candidate) ? 1 : Math.max(2, Math.floor(word.length / 3))

/** The only word that begins as an unknown one does: people shorten long names. */
const begunBy = (word: string, known: ReadonlyArray<string>): string | null => {
  const [one = null, ...others] = known.filter((name) => name.toLowerCase().startsWith(word.toLowerCase()))
  return word.length >= 3 && others.length === 0 ? one : null
}

/** Two letters that changed places are one slip, and the likelier one. */
const slipsIn = (word: string, { candidate, edits }: { readonly candidate: string; readonly edits: number }): number =>
  edits === 2 && letters(word) === letters(candidate) ? 0.5 : edits

/** The known word that an unknown one was probably meant to be, or null. */
export const nearest = (word: string, known: ReadonlyArray<string>): string | null => {
  const first = known
    .map((candidate) => ({ candidate, edits: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => slipsIn(word, a) - slipsIn(word, b))[0]
  return first !== undefined && first.edits <= mostEdits(word, first.candidate) ? first.candidate : begunBy(word, known)
}

/** Names the known word that an unknown one was probably meant to be, else the words there are. */
export const suggest = (word: string, known: ReadonlyArray<string>): string => {
  const meant = nearest(word, known)
  return meant === null ? `use one of: ${known.join(', ')}` : `did you mean ${meant}?`
}

/** The letters that may be wrong in a word of so many: in a short one, one letter makes another word. */
const slips = (word: string, shortest: number): number => (word.length >= 10 ? 2 : word.length >= shortest ? 1 : 0)

/** Whether a short word was meant: with letters that changed places or stand there twice, with one left out, or as a plural. */
const isShortSlip = (given: string, word: string): boolean =>
  word.length >= 3 &&
  ((letters(given) === letters(word) && distance(given, word) <= 2) ||
    (word.length >= 4 && given.length === word.length - 1 && distance(given, word) === 1) ||
    given === `${word}s` ||
    given.replace(/(.)\1/g, '$1') === word)

/**
 * The known word that an unknown one misspells; null where it may as well be a word of its own. `shortest` is the length from
 * which any one letter may be wrong.
 */
export const nearMiss = (word: string, known: ReadonlyArray<string>, shortest = 6): string | null => {
  const given = word.toLowerCase()
  const near = known.find((one) => isShortSlip(given, one.toLowerCase()))
  return near ?? known.find((one) => distance(given, one.toLowerCase()) <= slips(one, shortest)) ?? null
}
