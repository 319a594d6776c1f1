import * as assert from 'uvu/assert'

/** The right outcomes that the product doesn't have yet, by the name of their test, and why. Each must fail as long as it stands here. */
export const notYet: Readonly<Record<string, string>> = {}

/** A test as it is; or, where it stands in the list, one that fails as soon as it holds. */
export const asTold =
  (name: string, run: () => Promise<void>): (() => Promise<void>) =>
  async () => {
    const reason = notYet[name]
    if (reason === undefined) return run()
    const holds = await run().then(
      () => true,
      () => false
    )
    assert.not(holds, `this holds now: take "${name}" out of notYet (${reason})`)
  }
