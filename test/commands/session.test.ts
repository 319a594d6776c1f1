import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { parsePowerShell, syntaxErrors } from '../support/powershell'

const text = readFileSync(join(__dirname, '../../commands/Get-Session.ps1'), 'utf8')

test('the script that doctor runs on a server is PowerShell of ASCII, and has no syntax error', async () => {
  assert.equal(syntaxErrors(await parsePowerShell(text)), [])
  assert.match(text, /^[\t\r\n -~]*$/)
})

test.run()
