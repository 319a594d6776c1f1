import * as E from 'fp-ts/Either'
import type * as t from 'io-ts'

type Reads = Map<string, Set<string>>

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const watched = (value: unknown, path: string, reads: Reads): unknown => {
  if (Array.isArray(value)) return value.map((item) => watched(item, `${path}[]`, reads))
  if (!isObject(value)) return value
  return new Proxy(value, {
    get: (target, key) => {
      const found: unknown = Reflect.get(target, key)
      if (typeof key === 'symbol') return found
      reads.set(path, (reads.get(path) ?? new Set()).add(key))
      return watched(found, `${path}.${key}`, reads)
    }
  })
}

/** The keys that a codec reads of each object in a sample, one sorted text for each kind of object. */
export const decodedKeys = <A>(codec: t.Type<A, unknown, unknown>, sample: unknown): ReadonlyArray<string> => {
  const reads: Reads = new Map()
  if (E.isLeft(codec.decode(watched(sample, '', reads)))) throw new Error('the sample is not what the codec decodes')
  return [...new Set([...reads.values()].map((keys) => [...keys].sort().join(' ')))].sort()
}
