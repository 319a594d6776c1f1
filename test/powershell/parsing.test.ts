import * as fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { policies } from '../../policies/catalogue'
import { hostileText } from '../support/hostile'
import { findEngine } from './engine'
import { powerShellCommands, resolutionSteps } from './resolutions'
import { localScripts, planWith, quotedValues, restoreCommands, serverScripts, templates } from './texts'
import { commandsUsed, readTrees, type Tree, valuesOf } from './trees'

const engine = findEngine()
if (engine.missing !== null) process.stdout.write(`skipped: ${engine.missing}\n`)
const inPowerShell = engine.missing === null ? test : test.skip

/** All quotes and dashes, what ends a line or a text somewhere, and long values. */
const edges: ReadonlyArray<string> = [
  ...[
    "'",
    "''",
    "it''s",
    '"',
    '`',
    '`n',
    '$x',
    '$(calc)',
    ';',
    '\n',
    '\r\n',
    '\r',
    '\0',
    'a\0b',
    '%',
    '<{%',
    '[a]',
    '*'
  ],
  ...['\u2018', '\u2019', '\u201a', '\u201b', '\u201c', '\u201d', '\u201e', '\u201f', '\u2013', '\u2014', '\u2015'],
  ...[
    '\ud800',
    '\udc00',
    '\ud83d\ude00',
    '\u2028',
    '\u2029',
    '\u0085',
    '\u00a0',
    '\ufeff',
    '\ufeffx',
    '\u202e',
    '\u6f22'
  ],
  ...[
    '',
    ' ',
    '@(',
    '@{',
    "@'",
    "'@",
    '@"',
    "\n'@\n",
    '#>',
    '<#',
    '--%',
    '-Confirm',
    '\u0130',
    '\t',
    '\x1b[31m',
    '{0}'
  ],
  ...['\u2019; calc; \u2018', "'; calc; '", '$(calc)\u201d', 'x'.repeat(5_000), '\u00e9'.repeat(800), "'".repeat(500)]
]
const sample = fc.sample(hostileText, { numRuns: 1_500, seed: 42 })
const plain = 'plainvalue'

const fullyParsed = (trees: ReadonlyArray<Tree>, texts: ReadonlyArray<string>): void => {
  for (const [index, { errors }] of trees.entries()) assert.equal(errors, [], texts[index]?.slice(0, 300))
}

const firstOf = <A>(list: ReadonlyArray<A>): A => {
  const [first] = list
  if (first === undefined) throw new Error('nothing was read')
  return first
}

const scripts = { ...serverScripts, ...localScripts }

inPowerShell(`PowerShell parses the ${Object.keys(scripts).length} scripts of the product`, async () => {
  const texts = Object.values(scripts)
  fullyParsed(await readTrees(engine, texts), texts)
  assert.ok(texts.length >= 16)
})

const values = [...edges, ...sample]

inPowerShell(`each of ${values.length} hostile values is one literal, and itself`, async () => {
  const text = quotedValues(values)
  const [tree, one] = await readTrees(engine, [text, quotedValues([plain])])
  assert.ok(tree !== undefined && one !== undefined)
  fullyParsed([tree], [text])
  const expected = values.flatMap((value) => [value, value, value, 'x', value])
  assert.equal(valuesOf(tree), expected)
  const statement = one.tree.replace(/^ScriptBlock;NamedBlock;/, '')
  assert.is.not(statement, one.tree)
  assert.is(tree.tree, `ScriptBlock;NamedBlock;${statement.repeat(values.length)}`)
})

for (const { name, render } of templates)
  inPowerShell(`${name}: one tree for each of ${edges.length} values`, async () => {
    const texts = [plain, ...edges].map(render)
    const trees = await readTrees(engine, texts)
    fullyParsed(trees, texts)
    const model = firstOf(trees)
    assert.ok(valuesOf(model).includes(plain))
    for (const [index, tree] of trees.slice(1).entries()) {
      const value = edges[index] ?? ''
      assert.is(tree.tree, model.tree, JSON.stringify(value))
      assert.equal(
        valuesOf(tree),
        valuesOf(model).map((one) => one.replaceAll(plain, () => value))
      )
    }
  })

const stepsOf = ({ tree }: Tree): ReadonlyArray<string> =>
  tree.split('\n').filter((statement) => statement.startsWith('Pipeline;Command;Invoke-Step;'))

inPowerShell('the plans of hostile servers hold no step of another form than those of a plain one', async () => {
  // Short values stand on one line, and long ones in a block of their own.
  const models = [plain, plain.repeat(8)].map(planWith)
  const hostile = [...edges, ...sample.slice(0, 10)].map(planWith).filter((text) => text !== '')
  assert.ok(hostile.length > 60, `only ${hostile.length} plans`)
  const trees = await readTrees(engine, [...models, ...hostile])
  fullyParsed(trees, [...models, ...hostile])
  const known = new Set(trees.slice(0, models.length).flatMap(stepsOf))
  assert.ok(known.size > 3, `${known.size} forms of steps`)
  for (const tree of trees.slice(models.length)) for (const step of stepsOf(tree)) assert.ok(known.has(step), step)
})

inPowerShell('what puts a backup back has one tree for all values that a backup may hold', async () => {
  const models = restoreCommands(plain)
  const hostile = values.map(restoreCommands)
  const all = [models, ...hostile].flatMap((texts) => texts.map((text, kind) => ({ text, kind })))
  const known = all.flatMap(({ text, kind }) => (text === null ? [] : [{ text, kind }]))
  const trees = await readTrees(
    engine,
    known.map(({ text }) => text)
  )
  fullyParsed(
    trees,
    known.map(({ text }) => text)
  )
  for (const [index, tree] of trees.entries())
    assert.is(tree.tree, trees[known[index]?.kind ?? -1]?.tree, known[index]?.text)
  process.stdout.write(`${known.length} commands of restore were parsed\n`)
  assert.ok(known.length > 1_000)
})

/** Policies that tell what to do in words alone. */
const withoutCommands: ReadonlyArray<string> = ['update-package']

test('the servers here are given commands by each policy that has any', () => {
  const by = new Set(resolutionSteps(plain).flatMap(({ by, step }) => (step.command === null ? [] : [by])))
  assert.equal(
    policies.map(({ name }) => name).filter((name) => !by.has(name)),
    withoutCommands
  )
})

inPowerShell('every command for PowerShell in a resolution is PowerShell', async () => {
  const different = [...new Set([plain, ...edges].flatMap((value) => powerShellCommands(resolutionSteps(value))))]
  fullyParsed(await readTrees(engine, different), different)
  process.stdout.write(`${different.length} commands of resolutions were parsed\n`)
  assert.ok(different.length > 100)
})

/** Commands that Windows PowerShell 3.0 of Windows Server 2012 does not have. */
const later =
  /^(?:Get-FileHash|(?:Compress|Expand)-Archive|New-TemporaryFile|New-Guid|Format-Hex|Get-ComputerInfo|[GS]et-TimeZone|(?:Install|Save)-Module|(?:Get|Install|Save)-Package|(?:Get|New|Add|Remove)-Local(?:User|Group)\w*)$/i

inPowerShell('a resolution needs no command that came after Windows PowerShell 3.0', async () => {
  const texts = [...new Set(powerShellCommands(resolutionSteps(plain)))]
  const used = (await readTrees(engine, texts)).flatMap(commandsUsed)
  assert.equal(
    [...new Set(used)].filter((name) => later.test(name)),
    []
  )
})

inPowerShell('a text that is no PowerShell, or has another tree, would be seen', async () => {
  const [broken, quoted, bare] = await readTrees(engine, ["f 'a", "f 'a'", 'f $(a)'])
  assert.is.not(broken?.errors.length, 0)
  assert.is.not(quoted?.tree, bare?.tree)
})

test.run()
