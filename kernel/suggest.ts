import { distance } from './distance.cjs'

const letters = (word: string): string => [...word.toLowerCase()].sort().join('')

/** Of a short word, two other letters make another word, but for those that changed places. */
const mostEdits = (word: string, candidate: string): number =>
  word.length <= 3 && letters(word) !== letters(candidate) ? 1 : Math.max(2, Math.floor(word.length / 3))

/** The known word that an unknown one was probably meant to be, or null. */
export const nearest = (word: string, known: ReadonlyArray<string>): string | null => {
  const first = known
    .map((candidate) => ({ candidate, edits: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits)[0]
  return first !== undefined && first.edits <= mostEdits(word, first.candidate) ? first.candidate : null
}

/** Names the known word that an unknown one was probably meant to be, else the words there are. */
export const suggest = (word: string, known: ReadonlyArray<string>): string => {
  const meant = nearest(word, known)
  return meant === null ? `use one of: ${known.join(', ')}` : `did you mean ${meant}?`
}
