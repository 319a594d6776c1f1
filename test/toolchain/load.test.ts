import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { linesOf, start, TOOLCHAIN, temporaryFolder, writeText } from './support'

const entry = 'stacks/main.ts'

/** A project whose program tells the number that one of its files holds, and where that file lies. */
const project = (): string => {
  const root = temporaryFolder()
  writeText(join(root, 'facts', 'number.ts'), "export const told: string = '1 in ' + __dirname\n")
  writeText(join(root, entry), "import { told } from '../facts/number'\nprocess.stdout.write(told)\n")
  return root
}

const load = (root: string) => {
  const call = `require(${JSON.stringify(join(TOOLCHAIN, 'load.cjs'))}).load(${JSON.stringify(entry)}, ${JSON.stringify(root)})`
  return start(['-e', call], process.env).ending
}

const toldBy = async (root: string): Promise<string> => {
  const { code, stdout, stderr } = await load(root)
  assert.is(code, 0, stderr)
  return stdout
}

const cache = (root: string): string => join(root, 'node_modules', '.cache')
const builtIn = (root: string): ReadonlyArray<string> =>
  readdirSync(join(cache(root), 'exchange-compliance', 'stacks-main-ts'))

test('a program is built once, and its files find what lies beside them', async () => {
  const root = project()
  assert.is(await toldBy(root), `1 in ${join(root, 'facts')}`)
  const built = builtIn(root)
  assert.is(built.length, 1)
  assert.is(await toldBy(root), `1 in ${join(root, 'facts')}`)
  assert.equal(builtIn(root), built)
})

test('a changed file is seen at once, and what was built before is gone', async () => {
  const root = project()
  await toldBy(root)
  const [before] = builtIn(root)
  writeText(join(root, 'facts', 'number.ts'), "export const told: string = 'two'\n")
  assert.is(await toldBy(root), 'two')
  assert.is(builtIn(root).length, 1)
  assert.is.not(builtIn(root)[0], before)
})

test('several that begin at once all come to the same', async () => {
  const root = project()
  const told = await Promise.all([1, 2, 3, 4].map(() => toldBy(root)))
  assert.equal([...new Set(told)], [`1 in ${join(root, 'facts')}`])
  assert.is(builtIn(root).length, 1)
})

test('where nothing can be kept, the program runs all the same', async () => {
  const root = project()
  mkdirSync(join(root, 'node_modules'))
  writeText(cache(root), 'no folder')
  assert.is(await toldBy(root), `1 in ${join(root, 'facts')}`)
  assert.equal(linesOf(cache(root)), ['no folder'])
})

test('a program that fails is run once', async () => {
  const root = project()
  writeText(join(root, entry), "process.stdout.write('begun ')\nthrow new Error('broken')\n")
  const { code, stdout, stderr } = await load(root)
  assert.is(code, 1)
  assert.is(stdout, 'begun ')
  assert.match(stderr, 'broken')
})

test.run()
