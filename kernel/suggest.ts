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

/** The known word that an unknown one was probably meant to be, or null. */
export const nearest = (word: string, known: ReadonlyArray<string>): string | null => {
  const first = known
    .map((candidate) => ({ candidate, edits: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits)[0]
  return first !== undefined && first.edits <= mostEdits(word, first.candidate) ? first.candidate : begunBy(word, known)
}

/** Names the known word that an unknown one was probably meant to be, else the words there are. */
export const suggest = (word: string, known: ReadonlyArray<string>): string => {
  const meant = nearest(word, known)
  return meant === null ? `use one of: ${known.join(', ')}` : `did you mean ${meant}?`
}

/** The letters that may be wrong in a word of so many: in a short one, one letter makes another word. */
const slips = (word: string, shortest: number): number => (word.length >= 10 ? 2 : word.length >= shortest ? 1 : 0)

/**
 * The long word of which an unknown one lacks one or two letters, or in which two changed places; null where it may as well
 * be a word of its own. `shortest` is the length from which one letter may be wrong.
 */
export const nearMiss = (word: string, known: ReadonlyArray<string>, shortest = 6): string | null => {
  const [given, isSwapped] = [word.toLowerCase(), (candidate: string) => letters(word) === letters(candidate)]
  const near = known.find((one) => one.length > 3 && isSwapped(one) && distance(given, one.toLowerCase()) <= 2)
  return near ?? known.find((one) => distance(given, one.toLowerCase()) <= slips(one, shortest)) ?? null
}
