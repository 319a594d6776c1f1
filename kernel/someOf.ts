/** The first so many names in a sentence, and how many more there are: `a, b and 3 more`. */
export const someOf = (names: ReadonlyArray<string>, most: number, separator = ', '): string => {
  const more = names.length - most
  return more > 0 ? `${names.slice(0, most).join(separator)} and ${more} more` : names.join(separator)
}
