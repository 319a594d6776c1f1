import type { Collect } from '../../connections/collect'
import { connectionKey, type Target } from '../../connections/connection'
import type { Reading } from '../../connections/reading'

/** What was read in this process: each server once, unless a fresh reading is asked for. */
export interface Readings {
  readonly of: (targets: ReadonlyArray<Target>) => Promise<ReadonlyArray<Reading>>
  readonly fresh: (target: Target) => Promise<Reading>
}

interface Waiting {
  readonly target: Target
  readonly resolve: (reading: Reading) => void
  readonly reject: (error: unknown) => void
}

/** An engine that asks for one server after the other pauses no longer between them. */
const pauseMilliseconds = 50

/** Reads together what is asked for in quick succession, so that one process can ask many servers. */
const createGatherer = (collect: Collect): ((target: Target) => Promise<Reading>) => {
  let waiting: Array<Waiting> = []
  const readWaiting = async (): Promise<void> => {
    const batch = waiting
    waiting = []
    try {
      const readings = await collect(batch.map(({ target }) => target))()
      batch.forEach(({ target, resolve, reject }, index) => {
        const reading = readings[index]
        if (reading === undefined) reject(new Error(`${target.server} was not answered`))
        else resolve(reading)
      })
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }
  return (target) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setTimeout(readWaiting, pauseMilliseconds)
      waiting.push({ target, resolve, reject })
    })
}

/** Remembers what `collect` reads; what is still being read is shared, not read again. */
export const createReadings = (collect: Collect): Readings => {
  const known = new Map<string, Promise<Reading>>()
  const gather = createGatherer(collect)

  const fresh = (target: Target): Promise<Reading> => {
    const reading = gather(target)
    known.set(connectionKey(target), reading)
    return reading
  }

  return {
    of: (targets) => Promise.all(targets.map((target) => known.get(connectionKey(target)) ?? fresh(target))),
    fresh
  }
}
