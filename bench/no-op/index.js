const { readFileSync } = require('node:fs')
const { Config, CustomResource } = require('@pulumi/pulumi')

const documents = JSON.parse(readFileSync(new Config().require('documents'), 'utf8'))

class Document extends CustomResource {}

for (const [name, document] of Object.entries(documents)) new Document('noop:index:Document', name, document)
