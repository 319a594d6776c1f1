import * as fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { powershell, quote } from '../../kernel/powershell'
import { hostileText } from '../support/hostile'
import { scanPowerShell } from '../support/powershellText'

const test = suite('policies: powershell')

const rows: ReadonlyArray<readonly [string, string]> = [
  ['W3SVC', "'W3SVC'"],
  ['', "''"],
  ["Bob's; calc", "'Bob''s; calc'"],
  ['a\nb', "('a' + [char]0x000A + 'b')"],
  ['ü', "('' + [char]0x00FC)"],
  ['\u2019; calc', "('' + [char]0x2019 + '; calc')"],
  ['$(calc) `n "', "'$(calc) `n \"'"],
  ['a<{%b%}>', "('a' + [char]0x003C + '{%b%}>')"],
  ['--%', "('--' + [char]0x0025)"],
  ['a < b <', "'a < b <'"]
]

for (const [value, expected] of rows)
  test(`${JSON.stringify(value)} is written ${expected}`, () => {
    assert.is(quote(value), expected)
  })

test('whatever a value holds, it comes through as that value, and the code around it stays the same', () => {
  fc.assert(
    fc.property(hostileText, hostileText, (a, b) => {
      const { code, values } = scanPowerShell(powershell`Set-Service -Name ${a}; & $tool @(${[b, a]}) | Out-Null`)
      assert.is(code, 'Set-Service -Name §; & $tool @(§,§) | Out-Null')
      assert.equal(values, [a, b, a])
    }),
    { numRuns: 2_000 }
  )
})

test('the scanner itself sees what is open or out of place', () => {
  for (const text of ["'a", "'a'b'", '"a', "it's"]) assert.throws(() => scanPowerShell(text))
  assert.throws(() => scanPowerShell('\u2018a\u2019'))
  assert.equal(scanPowerShell("a 'x''y' # 'c'\n\"'z'\""), { code: 'a § \n"\'z\'"', values: ["x'y"] })
})

test.run()
