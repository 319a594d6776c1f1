// Usage: npm run collector: assembles the scripts of the collector from their parts.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assembled, collectorFolder, scripts } from './assembleCollector'

for (const name of Object.keys(scripts)) writeFileSync(join(collectorFolder, name), assembled(name))
