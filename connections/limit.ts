/** What bounds the reading of many servers: how many at once, and how long it may take. */
export interface Limits {
  readonly concurrency: number
  /** Each server has until so long after the reading began, and at least half of it for itself. */
  readonly deadlineSeconds: number
}

export const defaultLimits: Limits = { concurrency: 32, deadlineSeconds: 120 }

/** Runs tasks, at most so many at once, in the order in which they come. */
export const createLimit = (most: number): (<A>(task: () => Promise<A>) => Promise<A>) => {
  const waiting: Array<() => void> = []
  let free = most
  const enter = (): Promise<void> => {
    if (free === 0) return new Promise((resolve) => waiting.push(resolve))
    free -= 1
    return Promise.resolve()
  }
  const leave = () => {
    const next = waiting.shift()
    if (next === undefined) free += 1
    else next()
  }
  return (task) => enter().then(task).finally(leave)
}
