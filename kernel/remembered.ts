/** Makes something of an object once, however often it is asked for: of a server's facts, or of a list in them. */
export const rememberedFor = <K extends object, A>(make: (key: K) => A): ((key: K) => A) => {
  const known = new WeakMap<K, { readonly key: K; readonly value: A }>()
  // One server is judged at a time, so that most ask for the same as the one before.
  let last: { readonly key: K; readonly value: A } | undefined
  return (key) => {
    if (last?.key === key) return last.value
    const found = known.get(key) ?? { key, value: make(key) }
    if (!known.has(key)) known.set(key, found)
    last = found
    return found.value
  }
}

/** Texts of a server may be of any length, and of any number: longer ones, and more, are not kept. */
const longestKept = 2_000
const mostKept = 1_000

/** Makes something of a value once, by a text that says all of it: the servers of a fleet have most of their texts in common. */
export const rememberedBy = <K, A>(textOf: (key: K) => string, make: (key: K) => A): ((key: K) => A) => {
  const known = new Map<string, { readonly value: A }>()
  return (key) => {
    const text = textOf(key)
    if (text.length > longestKept) return make(key)
    const found = known.get(text)
    if (found !== undefined) return found.value
    const value = make(key)
    if (known.size >= mostKept) known.clear()
    known.set(text, { value })
    return value
  }
}

/** Makes something of a text once. */
export const rememberedText = <A>(make: (text: string) => A): ((text: string) => A) =>
  rememberedBy((text: string) => text, make)

const inLowerCase = rememberedText((name) => name.toLowerCase())

/** The first entry of each name, by the name without case. */
export const indexByName = <A>(entries: ReadonlyArray<A>, nameOf: (entry: A) => string): ReadonlyMap<string, A> =>
  entries.reduceRight((found, entry) => found.set(inLowerCase(nameOf(entry)), entry), new Map<string, A>())

/** Finds an entry of such an index by its name in any case. */
export const findByName = <A>(index: ReadonlyMap<string, A>, name: string): A | undefined =>
  index.get(inLowerCase(name))
