import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { findEngine } from './engine'
import { type Answer, loadInterpreter } from './interpreter'
import { languageRows, trickyRows } from './rows'
import { generateSnippets, type Snippet } from './snippets'

const engine = findEngine()
if (engine.missing !== null) process.stdout.write(`skipped: ${engine.missing}\n`)
const inPowerShell = engine.missing === null ? test : test.skip

const folder = mkdtempSync(join(tmpdir(), 'exchange-language-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

/** What snippets give in the real PowerShell, in their order. */
const realAnswers = async (name: string, snippets: ReadonlyArray<Snippet>): Promise<ReadonlyArray<unknown>> => {
  const [file, out] = [join(folder, `${name}.jsonl`), join(folder, `${name}.out`)]
  writeFileSync(file, snippets.map((one) => JSON.stringify(one)).join('\n'))
  const script = { file: join(__dirname, 'Get-Values.ps1') }
  const { exitCode, stderr } = await engine.run({ script, args: [file, out], seconds: 540 })
  assert.is(exitCode, 0, stderr)
  const lines = readFileSync(out, 'utf8').trimEnd().split('\n')
  assert.is(lines.length, snippets.length)
  return lines.map((line): unknown => JSON.parse(line))
}

interface Compared {
  readonly snippet: Snippet
  readonly simulated: Answer
  readonly real: unknown
}

const compare = async (name: string, snippets: ReadonlyArray<Snippet>): Promise<ReadonlyArray<Compared>> => {
  const half = Math.ceil(snippets.length / 2)
  const parts = [snippets.slice(0, half), snippets.slice(half)].filter((part) => part.length > 0)
  const asked = Promise.all(parts.map((part, index) => realAnswers(`${name}-${index}`, part)))
  const interpret = await loadInterpreter()
  const simulated = snippets.map(({ code, strict }) => interpret(code, strict))
  const real = (await asked).flat()
  return snippets.map((snippet, index) => ({
    snippet,
    simulated: simulated[index] ?? { unknown: 'nothing was asked' },
    real: real[index]
  }))
}

const isKnown = ({ simulated }: Compared): boolean => 'values' in simulated

const isOther = ({ simulated, real }: Compared): boolean =>
  'values' in simulated && JSON.stringify(simulated.values) !== JSON.stringify(real)

const shown = ({ snippet: { code, strict }, simulated, real }: Compared): string =>
  `${strict ? '' : '(not strict) '}${code}\n  simulated: ${JSON.stringify(simulated)}\n  real: ${JSON.stringify(real)}`

const strictly = (code: string): Snippet => ({ kind: 'row', code, strict: true })

const generated = generateSnippets(1)

inPowerShell(`of ${generated.length} generated snippets the interpreter answers none in another way`, async () => {
  const compared = await compare('generated', generated)
  assert.equal(compared.filter(isOther).map(shown), [])
  const known = compared.filter(isKnown).length
  process.stdout.write(`${known} of ${generated.length} snippets have the same answer, the others none\n`)
  assert.ok(known > generated.length / 2, `only ${known} are known`)
  assert.ok(generated.length >= 10_000)
})

inPowerShell('where it once had an answer of its own, it has that of PowerShell or none', async () => {
  assert.equal((await compare('tricky', trickyRows.map(strictly))).filter(isOther).map(shown), [])
})

const units = (text: string): unknown => ({
  string: Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
})

inPowerShell(
  'what scripts are made of gives in PowerShell what the interpreter gives, and what is written here',
  async () => {
    // Each as the text of its first value, as a console would print it.
    const rows = languageRows.map(([code]) => strictly(`$all = @(& { ${code} }); [string] $all[0]`))
    const compared = await compare('rows', rows)
    for (const [index, { snippet, simulated, real }] of compared.entries()) {
      const expected = [units(languageRows[index]?.[1] ?? '')]
      assert.equal(real, expected, snippet.code)
      assert.equal('values' in simulated ? simulated.values : simulated.unknown, expected, snippet.code)
    }
  }
)

inPowerShell('a comparison can fail', async () => {
  const [compared] = await compare('wrong', [strictly('1')])
  assert.ok(compared !== undefined)
  assert.is(isOther({ ...compared, simulated: { values: [{ int: 2 }] } }), true)
  assert.is(isOther(compared), false)
})

test.run()
