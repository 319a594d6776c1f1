import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { StepResult } from '../../resources/command/result'
import { does, engine, errorOf, removeFolders, run, step, told } from './runSteps'

const test = suite('policies: the records of the loop over steps')
const real = engine.missing === null ? test : test.skip

test.after(removeFolders)

real('an entry that can not be written fails the run, and its record stays readable', async () => {
  const ran = await run(step(1, does(1)), (text) =>
    text.replace(
      "Save-Entry $(if ($failed.Count -eq 0) { 'entry.json' }",
      "Save-Entry $(if ($failed.Count -eq 0) { 'no/entry.json' }"
    )
  )
  assert.equal([ran.exitCode, told(ran)], [1, ['1 done', '0 failed']])
  assert.match(errorOf(ran, 0) ?? '', /^Could not find a part of the path/)
  const { steps: kept } = JSON.parse(ran.files['failed.json'] ?? '{}')
  assert.equal(
    kept.map(({ number, result }: StepResult) => `${number} ${result}`),
    ['1 done', '0 failed']
  )
})

real('where no record can be written at all, all is told the same', async () => {
  const ran = await run(step(1, does(1)), (text) =>
    text.replaceAll("entry.json'", "no/entry.json'").replaceAll("'failed.json'", "'no/failed.json'")
  )
  assert.equal([ran.exitCode, told(ran)], [1, ['1 done', '0 failed']])
  assert.match(ran.others.join(), /could not be written: the lines above are all that is known of it/)
})

test.run()
