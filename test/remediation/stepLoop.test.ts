import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { does, engine, errorOf, isApart, removeFolders, run, step, told } from './runSteps'

const test = suite('policies: the loop over steps')
const real = engine.missing === null ? test : test.skip

test.after(removeFolders)

real('all is done, and the entry says so', async () => {
  const ran = await run([step(1, does(1)), step(2, does(2))].join('\n'))
  assert.equal([ran.exitCode, told(ran)], [0, ['1 done', '2 done', '0 done']])
  assert.equal(Object.keys(ran.files), ['entry.json'])
})

real(
  'a service that does not start costs those that depend on it alone, and the run has failed at its end',
  async () => {
    const ran = await run(
      [
        step(1, "throw 'no'", `${isApart}-Service 'FMS' `),
        step(2, does(2), `${isApart}-Service 'Transport' `),
        step(3, does(3), `${isApart}-Service 'Delivery' `),
        step(4, does(4), `${isApart}-Service 'Circle' `),
        step(5, '$did', `${isApart}-Service 'Store' `),
        step(6, does(6), `${isApart}-Service 'HM' `)
      ].join('\n')
    )
    assert.equal(told(ran), ['1 failed', '2 skipped', '3 skipped', '4 done', '5 failed', '6 done', '0 done'])
    assert.is(errorOf(ran, 2), 'it depends on FMS, which did not start')
    assert.is(errorOf(ran, 3), 'it depends on Transport, FMS, which did not start')
    assert.is(errorOf(ran, 5), 'it was carried out, and yet its test fails')
    assert.is(ran.exitCode, 1)
    const record = JSON.parse(ran.files['failed.json'] ?? '{}')
    assert.equal(
      record.steps.map(({ result }: { result: string }) => result),
      ['failed', 'skipped', 'skipped', 'done', 'failed', 'done']
    )
  }
)

real('a step of the web server that fails ends those, but no service', async () => {
  const ran = await run(
    [step(1, does(1), isApart), step(2, "throw 'no'"), step(3, does(3)), step(4, does(4), isApart)].join('\n')
  )
  assert.equal([ran.exitCode, told(ran)], [1, ['1 done', '2 failed', '3 skipped', '4 done', '0 done']])
})

real('a refusal in mid-run ends all', async () => {
  const ran = await run(
    [step(1, `${does(1)}; $script:isRefused = $true`, isApart), step(2, does(2), isApart)].join('\n')
  )
  assert.equal([ran.exitCode, told(ran), errorOf(ran, 2)], [1, ['1 done', '2 failed'], 'an installation runs'])
})

real('a refusal before the first change is one of the whole run, also after steps that were done before', async () => {
  const ran = await run([step(1, does(1), isApart), step(2, does(2), isApart)].join('\n'), (text) =>
    text
      .replace('$isRefused = $false\n', '$isRefused = $true\n$did = @(1)\n')
      .replace('$did = New-Object System.Collections.ArrayList\n', '')
  )
  assert.equal([ran.exitCode, told(ran), errorOf(ran, 2)], [2, ['1 unchanged', '2 refused'], 'an installation runs'])
})

real('what has begun to run meanwhile needs no start, whatever it depends on', async () => {
  const ran = await run(
    [
      step(1, `${does(2)}; throw 'no'`, `${isApart}-Service 'FMS' `),
      step(2, does(2), `${isApart}-Service 'Transport' `)
    ].join('\n')
  )
  assert.equal(told(ran), ['1 failed', '2 unchanged', '0 done'])
})

real('a step says before its change how long it waits, and none begins that the run has no time for', async () => {
  const ran = await run(
    [step(1, does(1), '-Seconds 300 '), step(2, does(2)), step(3, does(3), '-Seconds 7000 ')].join('\n')
  )
  assert.equal(ran.begun, [
    { server: 'EX01', number: 1, of: 2, policy: 'p', step: 'Step 1', atMostSeconds: 300 },
    { server: 'EX01', number: 2, of: 2, policy: 'p', step: 'Step 2', atMostSeconds: null }
  ])
  assert.is(errorOf(ran, 3), 'the run has no time left for it: run pulumi up again')
})

const answers: ReadonlyArray<readonly [test: string, result: string]> = [
  ['$true', 'unchanged'],
  ["'a', 'b'; $true", 'unchanged'],
  ['$true; $null', 'failed'],
  ['$true; $false', 'failed'],
  ["'True'", 'failed'],
  ['1', 'failed'],
  ['', 'failed'],
  ['@($true, $null)', 'failed']
]

real('only a Boolean that comes last is an answer of a test', async () => {
  const ran = await run(
    answers
      .map(([code], index) => `    Invoke-Step '${index + 1}' 'p' 'Step' '' -Apart { ${code} } $null { }`)
      .join('\n')
  )
  for (const [index, [code, result]] of answers.entries()) assert.is(ran.lines[index]?.result, result, code)
})

test.run()
