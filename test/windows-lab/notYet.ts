import * as assert from 'uvu/assert'

/** The right outcomes that the product doesn't have yet, by the name of their test, and why. Each must fail as long as it stands here. */
export const notYet: Readonly<Record<string, string>> = {
  'where one service refuses, all that can do without it run, and the sentence says why':
    'the first service that does not start ends the run, and the causes within its error are not told',
  'where one service hangs in its start, the run ends, the others run, and the sentence names it':
    'Start-Service waits without end for a service that hangs in StartPending'
}

const isDisproved = (error: unknown): boolean => error instanceof assert.Assertion

/** A test as it is; or, where it stands in the list, one that fails as soon as it holds, or breaks off. */
export const asTold =
  (name: string, run: () => Promise<void>): (() => Promise<void>) =>
  async () => {
    const reason = notYet[name]
    if (reason === undefined) return run()
    const holds = await run().then(
      () => true,
      (error: unknown) => (isDisproved(error) ? false : Promise.reject(error))
    )
    assert.not(holds, `this holds now: take "${name}" out of notYet (${reason})`)
  }
