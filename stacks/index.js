// Plain JavaScript, so that language hosts old and new start it alike; all else is TypeScript, run by tsx.
const { runtime } = require('@pulumi/pulumi')

// The provider takes as long to start as the program takes to load: asked now, it does both at once.
runtime.invoke('exchange:index:collect', { enrolments: [] }).catch(() => undefined)

require('tsx/cjs')
require('./endWithEngine').endWithEngine(process.env.PULUMI_NODEJS_ENGINE)

module.exports = require('./program').program
