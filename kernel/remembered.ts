/** Makes something of an object once, however often it is asked for: of a server's facts, or of a list in them. */
export const rememberedFor = <K extends object, A>(make: (key: K) => A): ((key: K) => A) => {
  const known = new WeakMap<K, { readonly value: A }>()
  return (key) => {
    const found = known.get(key) ?? { value: make(key) }
    known.set(key, found)
    return found.value
  }
}

/** Texts of a server may be of any length, and of any number: longer ones, and more, are not kept. */
const longestKept = 2_000
const mostKept = 1_000

/** Makes something of a text once, since the servers of a fleet have most of their texts in common. */
export const rememberedText = <A>(make: (text: string) => A): ((text: string) => A) => {
  const known = new Map<string, { readonly value: A }>()
  return (text) => {
    if (text.length > longestKept) return make(text)
    const found = known.get(text)
    if (found !== undefined) return found.value
    const value = make(text)
    if (known.size >= mostKept) known.clear()
    known.set(text, { value })
    return value
  }
}

/** The first entry of each name, by the name without case. */
export const indexByName = <A>(entries: ReadonlyArray<A>, nameOf: (entry: A) => string): ReadonlyMap<string, A> =>
  new Map([...entries].reverse().map((entry) => [nameOf(entry).toLowerCase(), entry]))
