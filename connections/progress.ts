/** A reading of many servers as it goes on: who has answered, and who is being waited for since when. */
export interface Progress {
  readonly total: number
  readonly done: number
  readonly slow: ReadonlyArray<{ readonly server: string; readonly seconds: number }>
}

/** So long may a server take before it is called slow. */
const slowSeconds = 10

export interface Watch {
  readonly started: (server: string) => void
  readonly ended: (server: string) => void
  readonly progress: () => Progress
}

/** Keeps count of the servers of one reading. */
export const createWatch = (total: number): Watch => {
  const since = new Map<string, number>()
  let done = 0
  return {
    started: (server) => void since.set(server, Date.now()),
    ended: (server) => {
      since.delete(server)
      done += 1
    },
    progress: () => {
      const waited = [...since].map(([server, from]) => ({ server, seconds: Math.round((Date.now() - from) / 1_000) }))
      return { total, done, slow: waited.filter(({ seconds }) => seconds >= slowSeconds) }
    }
  }
}

const named = 5

/** Progress in one line. */
export const progressLine = ({ total, done, slow }: Progress): string => {
  const names = slow.slice(0, named).map(({ server, seconds }) => `${server} (${seconds} s)`)
  const more = slow.length > named ? `, and ${slow.length - named} more` : ''
  return `${done} of ${total} servers read${names.length === 0 ? '' : `; slow: ${names.join(', ')}${more}`}`
}
