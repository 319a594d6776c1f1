import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type Counts, runFiles, runTogether } from './runner'

const folder = mkdtempSync(join(tmpdir(), 'runner-'))
test.after(() => rmSync(folder, { recursive: true, force: true }))

const write = (name: string, source: string): string => {
  const file = join(folder, `${name.replace(/\W+/g, '-')}.test.ts`)
  const uvu = JSON.stringify(require.resolve('uvu'))
  writeFileSync(file, `import { suite, test } from ${uvu}\n${source}\n`)
  return file
}

const fails = "() => { throw new Error('wrong') }"

const rows: ReadonlyArray<readonly [name: string, source: string, counts: Counts]> = [
  ['tests that pass', "test('a', () => {}); test('b', () => {}); test.run()", { passed: 2, failed: 0, skipped: 0 }],
  ['tests that fail', `test('a', () => {}); test('b', ${fails}); test.run()`, { passed: 1, failed: 1, skipped: 0 }],
  [
    'all tests skipped',
    "console.log('skipped: it is not here'); test.skip('a'); test.skip('b'); test.run()",
    { passed: 0, failed: 0, skipped: 2 }
  ],
  ['some tests skipped', "test('a', () => {}); test.skip('b'); test.run()", { passed: 1, failed: 0, skipped: 1 }],
  [
    'others left out by only',
    "test.only('a', () => {}); test('b', () => {}); test.run()",
    { passed: 1, failed: 0, skipped: 1 }
  ],
  [
    'two suites, one skipped',
    "const one = suite('one'); one('a', () => {}); one.run(); const two = suite('two'); two.skip('b'); two.run()",
    { passed: 1, failed: 0, skipped: 1 }
  ],
  [
    'a skipped suite beside one that fails',
    `const one = suite('one'); one.skip('a'); one.run(); const two = suite('two'); two('b', ${fails}); two.run()`,
    { passed: 0, failed: 1, skipped: 1 }
  ],
  ['no test at all', '', { passed: 0, failed: 1, skipped: 0 }],
  ['suites that are never run', "test('a', () => {})", { passed: 0, failed: 1, skipped: 0 }],
  ['a file that breaks off as it is loaded', "throw new Error('broken')", { passed: 0, failed: 1, skipped: 0 }],
  [
    'a hook before the tests that never settles',
    "test.before(() => new Promise(() => {})); test('a', () => {}); test.run()",
    { passed: 0, failed: 1, skipped: 0 }
  ],
  [
    'a test that never settles',
    "test('a', () => {}); test('b', () => new Promise(() => {})); test.run()",
    { passed: 0, failed: 1, skipped: 0 }
  ],
  [
    'a hook before the tests that fails',
    `test.before(${fails}); test('a', () => {}); test('b', () => {}); test.run()`,
    { passed: 0, failed: 2, skipped: 0 }
  ],
  [
    'a hook after the tests that fails',
    `test.after(${fails}); test('a', () => {}); test.run()`,
    { passed: 0, failed: 1, skipped: 0 }
  ],
  [
    'a process that ends amid its tests as if all were well',
    "test('a', () => process.exit(0)); test('b', () => {}); test.run()",
    { passed: 0, failed: 1, skipped: 0 }
  ],
  [
    'a process that fails after its tests',
    "test('a', () => { process.once('beforeExit', () => { throw new Error('late') }) }); test.run()",
    { passed: 1, failed: 1, skipped: 0 }
  ],
  [
    'printed lines that look like counts',
    "console.log('\\n  Total:     9\\n  Passed:    9\\n  Skipped:   9'); test('a', () => {}); test.run()",
    { passed: 1, failed: 0, skipped: 0 }
  ]
]

for (const [name, source, expected] of rows)
  test(`counts ${name}`, async () => {
    const file = write(name, source)
    const { results, output } = await runTogether([file], process.env)
    assert.equal(
      results.map(({ file: told, counts }) => [told, counts]),
      [[file, expected]],
      output
    )
    assert.ok([...output.matchAll(/Duration:/g)].length <= 1, output)
  })

test('ends a file that waits without end, though a process that it started lives on', async () => {
  const other =
    "require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 10000)'], { stdio: 'inherit' })"
  const file = write(
    'endless',
    `${other}\nsetInterval(() => {}, 1000)\ntest('a', () => new Promise(() => {})); test.run()`
  )
  const { results, output, seconds } = await runTogether([file], process.env, 3)
  assert.equal(
    results.map(({ counts }) => counts),
    [{ passed: 0, failed: 1, skipped: 0 }]
  )
  assert.match(output, 'it did not end within 3 s')
  assert.ok(seconds < 9, `${seconds} s`)
})

test('files that run in one process are counted each by itself', async () => {
  const files = [
    write('first of three', "test('a', () => {}); test.run()"),
    write('second of three', `const one = suite('one'); one('b', ${fails}); one.skip('c'); one.run()`),
    write('third of three', "test('d', () => {}); test('e', () => {}); test.run()")
  ]
  const { results, output } = await runTogether(files, process.env)
  assert.equal(
    results.map(({ counts, failures }) => [counts, failures]),
    [
      [{ passed: 1, failed: 0, skipped: 0 }, []],
      [{ passed: 0, failed: 1, skipped: 1 }, ['one  "b"']],
      [{ passed: 2, failed: 0, skipped: 0 }, []]
    ],
    output
  )
})

test('what a process breaks off at, and what it then never comes to, has failed', async () => {
  const files = [
    write('well', "test('a', () => {}); test.run()"),
    write('deadly', "test('a', () => process.exit(0)); test.run()"),
    write('never begun', "test('a', () => {}); test.run()")
  ]
  const { results } = await runTogether(files, process.env)
  assert.equal(
    results.map(({ counts }) => counts.failed),
    [0, 1, 1]
  )
})

test('what fails after all tests is a failure of the last file', async () => {
  const late = "process.once('beforeExit', () => { throw new Error('late') })"
  const files = [
    write('sound', `test('a', () => { ${late} }); test.run()`),
    write('last', "test('a', () => {}); test.run()")
  ]
  const { results } = await runTogether(files, process.env)
  assert.equal(
    results.map(({ counts }) => counts.failed),
    [0, 1]
  )
})

test('tells why a file was skipped, what a failing one printed, and at the end which tests failed', async () => {
  const skipping = write('skipping', "console.log('skipped: no sshd here'); test.skip('a'); test.run()")
  const failing = write('failing', `test('the one', ${fails}); test.run()`)
  const lines: Array<string> = []
  const brokenOff = write('brokenOff', "throw new Error('too soon')")
  const { counts, failures } = await runFiles([skipping, failing, brokenOff], process.env, (line) => lines.push(line))
  assert.equal(counts, { passed: 0, failed: 2, skipped: 1 })
  assert.equal([...failures].sort(), [`${brokenOff}: broke off`, `${failing}: "the one"`])
  const told = lines.join('\n')
  assert.match(told, /ok {3}.*skipping\.test\.ts \(0 passed, 1 skipped, .*\)\nskipped: no sshd here/)
  assert.match(told, /FAIL .*failing\.test\.ts \(0 passed, 1 failed, .*\)/)
  assert.match(told, 'the one')
})

test.run()
