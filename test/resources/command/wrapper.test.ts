import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { powershell } from '../../../kernel/powershell'
import { findEngine } from '../../powershell/engine'

const test = suite<{ folder: string }>('remediation: what a task runs', { folder: '' })

const engine = findEngine()
if (engine.missing !== null) process.stdout.write(`skipped: ${engine.missing}\n`)
const inPowerShell = engine.missing === null ? test : test.skip

const sourceOf = (name: string): string =>
  readFileSync(join(__dirname, '../../../resources/command/detached', name), 'utf8')

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'wrapper-'))
})
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }))

/** A backslash is no separator here, so that a file of the run stands beside its folder. */
const fileOf = (folder: string, name: string): string => join(folder, `run\\${name}`)

const carriedOut = async (folder: string, script: string) => {
  writeFileSync(fileOf(folder, 'ordered-by'), 'CONTOSO\\admin')
  writeFileSync(fileOf(folder, 'script.ps1'), script)
  const text = `${powershell`$runFolder = ${join(folder, 'run')}`}\n${sourceOf('wrapper.ps1')}`
  const { stderr } = await engine.run({ script: { text } })
  return { stderr, ending: readFileSync(fileOf(folder, 'exit'), 'utf8') }
}

inPowerShell('who holds the output for some seconds costs no line, and does not end the script', async ({ folder }) => {
  const hold = "$held = [IO.File]::Open(\"$runFolder\\output\", 'OpenOrCreate', 'ReadWrite', 'None')"
  const script = `${hold}\n'one'\n'two'\n$held.Dispose()\n'three'\n[Environment]::ExitCode = 0\n`
  assert.equal(await carriedOut(folder, script), { stderr: '', ending: '0\n' })
  assert.is(readFileSync(fileOf(folder, 'output'), 'utf8'), 'one\ntwo\nthree\n')
})

inPowerShell('where no line can be written at all, the script goes on to its own end', async ({ folder }) => {
  mkdirSync(fileOf(folder, 'output'))
  const script = "1..200 | ForEach-Object { 'x' * 1000 }\n[Environment]::ExitCode = 7\n"
  assert.equal(await carriedOut(folder, script), { stderr: '', ending: '7\n' })
})

inPowerShell('a script that says nothing of its end has failed', async ({ folder }) => {
  assert.is((await carriedOut(folder, "'done'\n")).ending, '1\n')
})

const functionIn = (text: string, name: string): string =>
  new RegExp(`^function ${name} \\{\\n[\\s\\S]*?^\\}$`, 'm').exec(text)?.[0] ?? ''

const endings: ReadonlyArray<readonly [content: string, ending: string]> = [
  ['', ''],
  ['0', ''],
  ['1', ''],
  ['0\n', '0'],
  ['-1073741510\n', '-1073741510'],
  ['0\n0', ''],
  ['\0\0\0\0', ''],
  ['zero\n', ''],
  ['12345678901\n', '']
]

inPowerShell('only a whole number with its line end is an ending', async ({ folder }) => {
  const functions = ['Read-Part', 'Read-Ending'].map((name) => functionIn(sourceOf('runs.ps1'), name))
  const asked = endings.map(([content], index) => {
    mkdirSync(join(folder, `${index}`))
    writeFileSync(join(folder, `${index}`, 'run\\exit'), content)
    return `${powershell`$runFolder = ${join(folder, `${index}`, 'run')}`}\n"<$(Read-Ending)>"`
  })
  const { stdout } = await engine.run({ script: { text: [...functions, ...asked].join('\n') } })
  assert.equal(
    stdout.trim().split(/\r?\n/),
    endings.map(([, ending]) => `<${ending}>`)
  )
})

test.run()
