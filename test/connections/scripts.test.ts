import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { bootstrap } from '../../connections/ssh'
import { commandsIn, functionsOf, parsePowerShell, syntaxErrors, textsOf } from '../support/powershell'

const invoker = readFileSync(join(__dirname, '../../connections/Invoke-Script.ps1'), 'utf8')

const scripts: Readonly<Record<string, readonly [string, ReadonlyArray<string>]>> = {
  'the bootstrap of ssh': [bootstrap, []],
  'Invoke-Script.ps1': [
    invoker,
    [
      ...['New-Object', 'ConvertTo-Json', 'ConvertFrom-Json', 'New-PSSessionOption'],
      ...['Invoke-Command', 'ForEach-Object', 'Where-Object', 'Select-Object', 'Start-Sleep']
    ]
  ]
}

for (const [name, [text, allowed]] of Object.entries(scripts)) {
  test(`${name} is PowerShell without a syntax error, or syntax that Windows PowerShell can't parse`, async () => {
    const script = await parsePowerShell(text)
    assert.equal(syntaxErrors(script), [])
    assert.equal(textsOf(script, 'pipeline_chain_tail', 'class_statement', 'enum_statement'), [])
    assert.not.match(text, /\?\?|-Parallel|-AsHashtable|::new\(/)
  })

  test(`${name} calls nothing but what it needs`, async () => {
    const script = await parsePowerShell(text)
    const own = [...functionsOf(script).keys()]
    const foreign = commandsIn(script).filter((command) => !own.includes(command) && /^[A-Za-z]/.test(command))
    assert.equal([...new Set(foreign)].sort(), [...allowed].sort())
    assert.not.match(text, /Invoke-Expression|\biex\b/i)
  })
}

test('the encoded bootstrap leaves room in the command line of cmd', () => {
  assert.ok(Buffer.from(bootstrap, 'utf16le').toString('base64').length < 6_000)
})

test('credentials are used over HTTPS alone, and host certificates are always checked', () => {
  assert.ok(invoker.includes("if (-not $request.https) { throw 'Explicit credentials are used over HTTPS alone"))
  assert.not.match(invoker, /SkipCACheck|SkipCNCheck|SkipRevocationCheck|CredSSP|Basic/)
})

test.run()
