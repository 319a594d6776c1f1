// Plain JavaScript, so that language hosts old and new start it alike; all else is TypeScript.
const { setTimeout: sleep } = require('node:timers/promises')
const { runtime } = require('@pulumi/pulumi')
const { load } = require('../toolchain/load.cjs')

// The provider takes as long to start as the program takes to load: asked now, it does both at once.
runtime.invoke('exchange:index:collect', { enrolments: [] }).catch(() => undefined)

// Loading would hold the question back: so long it takes to be sent.
const sendMilliseconds = 25

module.exports = async () => {
  await sleep(sendMilliseconds)
  /** @type {typeof import('./program')} */
  const { program } = await load('stacks/program.ts')
  return program()
}
