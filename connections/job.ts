import type { Bounds } from './children/run'
import type { Target } from './connection'
import type { Reading } from './reading'

/** Servers that are read in one go: one alone, or many by one process. Each gets its answer, in their order. */
export interface Job {
  readonly targets: ReadonlyArray<Target>
  /** Never rejects; `onAnswer` hears of each server as soon as it is done. */
  readonly read: (bounds: Bounds, onAnswer: (server: string) => void) => Promise<ReadonlyArray<Reading>>
}

/** One server, read by itself. */
export const single = (target: Target, read: (bounds: Bounds) => Promise<Reading>): Job => ({
  targets: [target],
  read: async (bounds, onAnswer) => {
    const reading = await read(bounds)
    onAnswer(target.server)
    return [reading]
  }
})
