import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { findEngine } from './engine'
import { serverScripts } from './texts'
import { commandsUsed, readTrees } from './trees'
import { laterThan3 } from './version3'

const engine = findEngine()
if (engine.missing !== null) process.stdout.write(`skipped: ${engine.missing}\n`)
const inPowerShell = engine.missing === null ? test : test.skip

/** The functions that scripts define; a text within one calls those of the whole. */
const functionsIn = (text: string): ReadonlyArray<string> =>
  [...text.matchAll(/^\s*function ([\w-]+)/gm)].map(([, name = '']) => name)

const names = Object.keys(serverScripts)

inPowerShell(`what the ${names.length} scripts for servers use is there in Windows PowerShell 3.0`, async () => {
  const trees = await readTrees(engine, Object.values(serverScripts))
  for (const [index, tree] of trees.entries()) {
    const name = names[index] ?? ''
    assert.equal(laterThan3(tree, functionsIn(serverScripts[name] ?? '')), [], name)
  }
})

/** What came later, and what is told of it. */
const later: Readonly<Record<string, string>> = {
  'class A { }': 'TypeDefinitionAst',
  'enum A { b }': 'TypeDefinitionAst',
  'using namespace System.IO': 'UsingStatementAst',
  '[Text.StringBuilder]::new()': '[Text.StringBuilder]::new()',
  '$a ? 1 : 2': 'TernaryExpressionAst',
  '$a ?? 1': 'QuestionQuestion',
  '$a ??= 1': 'QuestionQuestionEquals',
  '${a}?.b': 'NullConditional',
  'Out-Null && Out-Null': 'PipelineChainAst',
  '@(1).Where({ 1 })': 'the method Where()',
  'Get-Item -LiteralPath x -Force': 'Get-Item -Force',
  'ConvertTo-Json 1 -EscapeHandling EscapeHtml': 'ConvertTo-Json -EscapeHandling',
  'ConvertFrom-Json x -AsHashtable': 'the command ConvertFrom-Json',
  'Get-Content x -AsByteStream': 'the command Get-Content',
  'Expand-Archive x': 'the command Expand-Archive',
  'Get-FileHash x': 'the command Get-FileHash',
  'New-TemporaryFile': 'the command New-TemporaryFile',
  '[Array]::Empty[int]()': '[Array]::Empty()',
  '[DateTimeOffset]::FromUnixTimeSeconds(1)': '[DateTimeOffset]::FromUnixTimeSeconds()'
}

inPowerShell('what came later is told', async () => {
  const trees = await readTrees(engine, Object.keys(later))
  for (const [index, [text, told]] of Object.entries(later).entries()) {
    const tree = trees[index]
    assert.ok(tree !== undefined)
    assert.ok(laterThan3(tree, []).includes(told), `${text}: ${laterThan3(tree, [])}`)
  }
})

inPowerShell('the commands of a text are told by their names', async () => {
  const [tree] = await readTrees(engine, ['Get-Item -LiteralPath \'a\' | Out-Null; & { Get-Item b }; & "$x\\y.exe"'])
  assert.ok(tree !== undefined)
  assert.equal([...commandsUsed(tree)].sort(), ['', 'Get-Item', 'Out-Null'])
})

test.run()
