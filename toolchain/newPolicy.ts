// Usage: npm run new:policy NAME
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { nextSteps, scaffoldPolicy } from './scaffoldPolicy'

const root = join(__dirname, '..')
const [name = '', ...others] = process.argv.slice(2)

const written = name === '' || others.length > 0 ? E.left('write npm run new:policy NAME') : scaffoldPolicy(root, name)

if (E.isLeft(written)) {
  console.error(`No policy was written: ${written.left}.`)
  process.exitCode = 2
} else {
  console.log(`Written:\n${written.right.map((file) => `  ${file}`).join('\n')}\n\n${nextSteps(name)}`)
}
