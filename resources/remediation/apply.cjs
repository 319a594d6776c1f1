// Carries out one server's remediation for Pulumi's command resource. Usage: node apply.cjs ORDER < SCRIPT
require('tsx/cjs')
require('./apply.ts').apply(process.argv[2] ?? '')
