import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { engine, errorOf, isApart, removeFolders, run, step } from './runSteps'

const test = suite('policies: the errors of the loop over steps')
const real = engine.missing === null ? test : test.skip

test.after(removeFolders)

const win32 = (code: number): string => `New-Object ComponentModel.Win32Exception -ArgumentList ${code}`

const causes: ReadonlyArray<readonly [name: string, code: string, reason: RegExp]> = [
  ['a sentence of our own', "throw 'the store is damaged'", /^the store is damaged$/],
  ['a method that failed', "[IO.File]::ReadAllText('/no/such')", /^Could not find a part of the path '\/no\/such'\.$/],
  [
    'a cause of Windows below others',
    `throw (New-Object InvalidOperationException -ArgumentList 'Cannot start', (${win32(1053)}))`,
    /^it did not answer in time \(Windows error 1053\)$/
  ],
  ['a number without words here', `throw (${win32(1411)})`, /^.+ \(Windows error 1411\)$/],
  [
    'causes that say different things',
    "throw (New-Object Exception -ArgumentList 'outer', (New-Object Exception -ArgumentList 'inner'))",
    /^outer: inner$/
  ],
  ['a program that is missing', "& '/no/such.exe'", /^\/no\/such\.exe is not there$/],
  ['nothing', 'throw (New-Object Exception -ArgumentList " ")', /^no reason was given$/]
]

const numbered = [1053, 1058, 1066, 1068, 1069, 1072]

real('an error is told with its causes, and numbers of Windows in words that no language changes', async () => {
  const thrown = [...causes.map(([, code]) => code), ...numbered.map((code) => `throw (${win32(code)})`)]
  const ran = await run(thrown.map((code, index) => step(index + 1, code, isApart)).join('\n'))
  for (const [index, [name, , reason]] of causes.entries()) assert.match(errorOf(ran, index + 1) ?? '', reason, name)
  for (const [index, code] of numbered.entries())
    assert.match(
      errorOf(ran, causes.length + index + 1) ?? '',
      new RegExp(`^(?:it|its|a service) [a-z, ]+ \\(Windows error ${code}\\)$`)
    )
})

test.run()
