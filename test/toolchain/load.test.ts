import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { linesOf, start, TOOLCHAIN, temporaryFolder, writeText } from './support'

const entry = 'stacks/main.ts'
const LOADER = pathToFileURL(join(TOOLCHAIN, 'loader.mjs')).href

/** A project whose program tells the number that one of its files holds, where that file lies, and a script's text. */
const project = (): string => {
  const root = temporaryFolder()
  writeText(join(root, 'facts', 'number.ts'), "export const told: string = '1 in ' + __dirname\n")
  writeText(join(root, 'facts', 'frame.ps1'), 'exit 0\r\n')
  writeText(
    join(root, entry),
    [
      "import frame from '../facts/frame.ps1'",
      "import { told } from '../facts/number'",
      "process.stdout.write(told + ': ' + JSON.stringify(frame))"
    ].join('\n')
  )
  return root
}

/** What it tells, whatever line ends the script has. */
const toldFirst = (root: string): string => `1 in ${join(root, 'facts')}: "exit 0\\n"`

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
  assert.is(await toldBy(root), toldFirst(root))
  const built = builtIn(root)
  assert.is(built.length, 1)
  assert.is(await toldBy(root), toldFirst(root))
  assert.equal(builtIn(root), built)
})

test('a changed file is seen at once, and what was built before is gone', async () => {
  const root = project()
  await toldBy(root)
  const [before] = builtIn(root)
  writeText(join(root, 'facts', 'number.ts'), "export const told: string = 'two'\n")
  assert.match(await toldBy(root), /^two: /)
  assert.is(builtIn(root).length, 1)
  assert.is.not(builtIn(root)[0], before)
})

for (const shared of ['facts/name.cjs', 'toolchain/name.cjs'])
  test(`a changed file of plain JavaScript is seen at once: ${shared}`, async () => {
    const root = project()
    const told = (name: string) => writeText(join(root, shared), `exports.name = '${name}'\n`)
    writeText(join(root, entry), `import { name } from '../${shared}'\nprocess.stdout.write(name)\n`)
    told('first')
    assert.is(await toldBy(root), 'first')
    told('second')
    assert.is(await toldBy(root), 'second')
  })

test('a changed PowerShell file is seen at once', async () => {
  const root = project()
  await toldBy(root)
  writeText(join(root, 'facts', 'frame.ps1'), 'exit 1\n')
  assert.match(await toldBy(root), 'exit 1')
})

test('TypeScript that Node.js loads by the loader has the same text', async () => {
  const root = project()
  const { code, stdout, stderr } = await start(['--import', LOADER, join(root, entry)], process.env).ending
  assert.is(code, 0, stderr)
  assert.is(stdout, toldFirst(root))
})

const keptCode = (root: string): string => {
  const [built = ''] = builtIn(root)
  return join(cache(root), 'exchange-compliance', 'stacks-main-ts', built, 'index.js.v8')
}

test('the code that V8 made is kept for the next run', async () => {
  const root = project()
  await toldBy(root)
  const { mtimeMs, size } = statSync(keptCode(root))
  assert.ok(size > 100)
  assert.is(await toldBy(root), toldFirst(root))
  assert.is(statSync(keptCode(root)).mtimeMs, mtimeMs)
})

for (const [name, damage] of Object.entries({
  empty: () => Buffer.alloc(0),
  'cut off': (code: Buffer) => code.subarray(0, code.length / 2),
  'no code': () => Buffer.from('no code at all'),
  'of another version': (code: Buffer) => Buffer.concat([code.subarray(0, 4), Buffer.alloc(8, 7), code.subarray(12)])
}))
  test(`kept code that is ${name} is made anew`, async () => {
    const root = project()
    await toldBy(root)
    const damaged = damage(readFileSync(keptCode(root)))
    writeFileSync(keptCode(root), damaged)
    assert.is(await toldBy(root), toldFirst(root))
    assert.not(damaged.equals(readFileSync(keptCode(root))))
  })

test('several that begin at once all come to the same', async () => {
  const root = project()
  const told = await Promise.all([1, 2, 3, 4].map(() => toldBy(root)))
  assert.equal([...new Set(told)], [toldFirst(root)])
  assert.is(builtIn(root).length, 1)
})

test('where nothing can be kept, the program runs all the same', async () => {
  const root = project()
  mkdirSync(join(root, 'node_modules'))
  writeText(cache(root), 'no folder')
  assert.is(await toldBy(root), toldFirst(root))
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
