import type { Stack } from '../test/support/engine'

/** A preview to be measured. */
export interface Contender {
  readonly name: string
  /** Runs it once, and gives its seconds. */
  readonly run: () => Promise<number>
}

/** The seconds of each repetition, by the contender's name. */
export type Seconds = Readonly<Record<string, ReadonlyArray<number>>>

/** What a preview must come to: one that ends otherwise has measured something else. */
export type Outcome = 'passes' | 'fails'

/** The preview of a stack, from the start of the CLI to its end. */
export const preview = (name: string, stack: Stack, outcome: Outcome = 'passes'): Contender => ({
  name,
  run: async () => {
    const start = performance.now()
    const ending = await stack.pulumi('preview')
    const seconds = (performance.now() - start) / 1_000
    if ((ending.code === 0) !== (outcome === 'passes')) throw new Error(`${name} ended otherwise:\n${ending.all}`)
    return seconds
  }
})

/** Runs all contenders in turn, again and again, so that what else the computer does touches them alike. */
export const measure = async (contenders: ReadonlyArray<Contender>, repetitions: number): Promise<Seconds> => {
  for (const { run } of contenders) await run()
  const rounds: Array<ReadonlyArray<number>> = []
  for (let round = 0; round < repetitions; round++) {
    const seconds: Array<number> = []
    for (const { run } of contenders) seconds.push(await run())
    rounds.push(seconds)
  }
  return Object.fromEntries(
    contenders.map(({ name }, index) => [name, rounds.map((seconds) => seconds[index] ?? Number.NaN)])
  )
}

export const median = (values: ReadonlyArray<number>): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length / 2
  const middle = sorted.slice(Math.ceil(half) - 1, Math.floor(half) + 1)
  return middle.reduce((sum, value) => sum + value, 0) / middle.length
}
