import * as fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { detachedScript, type Request } from '../../../resources/remediation/detachedScript'
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

  test(`${name} is PowerShell that 5.1 understands, and so is what it leaves on the server`, async () => {
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

test('it calls nothing but what it needs', async () => {
  const root = await parsePowerShell(detachedScript(requests.start ?? { action: 'forget', run }))
  const own = [...functionsOf(root).keys()]
  const foreign = commandsIn(root).filter((command) => !own.includes(command) && /^[A-Za-z]/.test(command))
  assert.equal([...new Set(foreign)].sort(), [
    'ConvertTo-Json',
    'ForEach-Object',
    'Join-Path',
    'New-Object',
    'Out-Null',
    'Start-Sleep',
    'Where-Object'
  ])
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
