/** Makes something once of an object that lasts as long as the program needs it, such as a policy or a table. */
export const rememberedFor = <K extends object, A>(make: (key: K) => A): ((key: K) => A) => {
  const known = new WeakMap<K, { readonly value: A }>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined) return found.value
    const value = make(key)
    known.set(key, { value })
    return value
  }
}

/** So many servers are asked about by turns: one, its facts of before the update, and some of its peers. */
const mostRecent = 4

/**
 * Makes something of a server's facts, or of a list in them, as long as that server is being judged. A WeakMap would keep the
 * facts of each server alive until V8 looks through all of its memory, and costs more than most of what is made.
 */
export const rememberedRecently = <K extends object, A>(make: (key: K) => A): ((key: K) => A) => {
  const recent: Array<{ readonly key: K; readonly value: A }> = []
  let last: (typeof recent)[number] | undefined
  let oldest = 0
  return (key) => {
    if (last?.key === key) return last.value
    const found = recent.find((known) => known.key === key)
    last = found ?? { key, value: make(key) }
    if (found !== undefined) return found.value
    recent[oldest] = last
    oldest = (oldest + 1) % mostRecent
    return last.value
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
