/** Makes something of an object once, however often it is asked for: of a server's facts, or of a list in them. */
export const rememberedFor = <K extends object, A>(make: (key: K) => A): ((key: K) => A) => {
  const known = new WeakMap<K, { readonly value: A }>()
  return (key) => {
    const found = known.get(key) ?? { value: make(key) }
    known.set(key, found)
    return found.value
  }
}

/** The first entry of each name, by the name without case. */
export const indexByName = <A>(entries: ReadonlyArray<A>, nameOf: (entry: A) => string): ReadonlyMap<string, A> =>
  new Map([...entries].reverse().map((entry) => [nameOf(entry).toLowerCase(), entry]))
