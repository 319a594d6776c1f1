import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { detachedScript, type Request } from '../../../resources/command/detachedScript'
import { hostileText } from '../../support/hostile'
import { commandsIn, functionsOf, parsePowerShell, syntaxErrors, textsOf } from '../../support/powershell'
import { scanPowerShell } from '../../support/powershellText'

const test = suite('remediation: detachedScript')

const run = '0f8fad5b-d9cb-469f-a165-70867728950e'
const requests: Readonly<Record<string, Request>> = {
  start: { action: 'start', run, script: 'exit 0\n' },
  poll: { action: 'poll', run, offset: 65536 },
  forget: { action: 'forget', run },
  look: { action: 'look' }
}

const wrapperOf = (script: string): string => /^\$wrapper = @'\n([\s\S]*?)\n'@$/m.exec(script)?.[1] ?? ''

for (const [name, request] of Object.entries(requests)) {
  const script = detachedScript(request)

  test(`${name} is PowerShell that 3.0 understands, and so is what it leaves on the server`, async () => {
    for (const text of [script, wrapperOf(script)]) {
      const root = await parsePowerShell(text)
      assert.ok(text.length > 0)
      assert.equal(syntaxErrors(root), [])
      assert.equal(textsOf(root, 'pipeline_chain_tail', 'class_statement', 'enum_statement'), [])
      assert.not.match(text, /\?\?|-Parallel|::new\(|Invoke-Expression|ScheduledTask|Wmi|Cim/)
      assert.not.match(text, /[^\n -~]/)
    }
  })
}

/** The commands of PowerShell's core, which is no module: they are there whatever a policy refuses. */
const core = ['ForEach-Object', 'Out-Null', 'Where-Object']

const foreignIn = async (text: string): Promise<ReadonlyArray<string>> => {
  const root = await parsePowerShell(text)
  const own = [...functionsOf(root).keys()]
  const foreign = commandsIn(root).filter((command) => !own.includes(command) && /^[A-Za-z]/.test(command))
  return [...new Set(foreign)].sort().filter((command) => !core.includes(command))
}

test('it needs no module, since a policy can keep them from loading: New-Object may fail', async () => {
  const script = detachedScript(requests.start ?? { action: 'forget', run })
  assert.equal(await foreignIn(script), ['New-Object'])
  assert.match(script, "try { $service = New-Object -ComObject 'Schedule.Service' }\n    catch {")
  assert.equal(await foreignIn(wrapperOf(script)), [])
})

test('the page for security teams names the hash of what is always the same', () => {
  const page = readFileSync(join(__dirname, '../../../docs/security-team.md'), 'utf8')
  const wrapped = wrapperOf(detachedScript({ action: 'forget', run }))
  assert.match(page, createHash('sha256').update(wrapped).digest('hex').toUpperCase())
})

test('no script file is run, which a policy could refuse', () => {
  const script = detachedScript(requests.start ?? { action: 'forget', run })
  assert.not.match(script, /-File\b/)
  assert.match(script, '([ScriptBlock]::Create([IO.File]::ReadAllText($runFolder')
})

const givenValue = (script: string, name: string): string => {
  const line = script.split('\n').find((one) => one.startsWith(`$${name} = `)) ?? ''
  return scanPowerShell(line).values[0] ?? line.slice(name.length + 4)
}

test('any script comes through, in one line of ASCII that is no longer than it must be', () => {
  fc.assert(
    fc.property(fc.oneof(hostileText, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (given) => {
      const script = detachedScript({ action: 'start', run, script: given })
      const sent = givenValue(script, 'script')
      assert.equal(Buffer.from(sent, 'base64'), Buffer.from(given, 'utf8'))
      assert.is(sent.length, Math.ceil(Buffer.byteLength(given) / 3) * 4)
      const longest = Math.max(...script.split('\n').map((line) => line.length))
      assert.ok(longest <= Math.max(160, sent.length + "$script = ''".length), `${longest}`)
      assert.not.match(script, /[^\n -~]/)
    })
  )
})

test('what differs between requests is their four values alone', () => {
  const rest = (request: Request): string =>
    detachedScript(request).replace(/^\$(action|run|script|offset) = .*$/gm, '')
  const [first, ...others] = Object.values(requests).map(rest)
  for (const other of others) assert.is(other, first)
  assert.is(givenValue(detachedScript({ action: 'poll', run, offset: 12 }), 'offset'), '12')
  assert.is(givenValue(detachedScript({ action: 'poll', run, offset: 12 }), 'run'), run)
})

test.run()
