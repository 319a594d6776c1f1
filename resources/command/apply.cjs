// Carries out one server's remediation for Pulumi's command resource. Usage: node apply.cjs ORDER < SCRIPT
const { load } = require('../../toolchain/load.cjs')

/** @type {Promise<typeof import('./apply')>} */
const loaded = load('resources/command/apply.ts')
loaded.then(({ apply }) => apply(process.argv[2] ?? ''))
