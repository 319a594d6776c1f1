import type { Collect } from '../connections/collect'
import { connectionKey, type Target } from '../connections/connection'
import type { Reading } from '../connections/reading'

/** What was read in this process: each server once, unless a fresh reading is asked for. */
export interface Readings {
  readonly of: (targets: ReadonlyArray<Target>) => Promise<ReadonlyArray<Reading>>
  readonly fresh: (target: Target) => Promise<Reading>
}

const first = async (readings: Promise<ReadonlyArray<Reading>>, { server }: Target): Promise<Reading> => {
  const [reading] = await readings
  return reading ?? Promise.reject(new Error(`${server} was not answered`))
}

/** Remembers what `collect` reads; what is still being read is shared, not read again. */
export const createReadings = (collect: Collect): Readings => {
  const known = new Map<string, Promise<Reading>>()

  const readMissing = (targets: ReadonlyArray<Target>): void => {
    const missing = targets.filter((target) => !known.has(connectionKey(target)))
    const answers = missing.length === 0 ? Promise.resolve([]) : collect(missing)()
    missing.forEach((target, index) => {
      const own = answers.then((readings) => readings.slice(index, index + 1))
      known.set(connectionKey(target), first(own, target))
    })
  }

  const of = (targets: ReadonlyArray<Target>): Promise<ReadonlyArray<Reading>> => {
    readMissing(targets)
    return Promise.all(targets.flatMap((target) => known.get(connectionKey(target)) ?? []))
  }

  const fresh = (target: Target): Promise<Reading> => {
    known.delete(connectionKey(target))
    return first(of([target]), target)
  }

  return { of, fresh }
}
