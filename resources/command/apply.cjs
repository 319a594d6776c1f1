// Carries out one server's remediation for Pulumi's command resource. Usage: node apply.cjs ORDER < SCRIPT
const { load } = require('../../toolchain/load.cjs')

load('resources/command/apply.ts').then(({ apply }) => apply(process.argv[2] ?? ''))
