// Plain JavaScript, so that language hosts old and new start it alike; all else is TypeScript, run by tsx.
require('tsx/cjs')

module.exports = require('./program').program
