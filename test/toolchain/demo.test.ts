import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { bareEnvironment, CAN_FAKE_PROGRAMS, fakeProgram, linesOf, startCall, temporaryFolder } from './support'

const check = CAN_FAKE_PROGRAMS ? test : test.skip
if (!CAN_FAKE_PROGRAMS) console.log('skipped: the demo, since fake programs need a POSIX system')

/** A CLI whose stack is a file of the project: absent, empty, or with resources. */
const PULUMI = `
  const { appendFileSync, existsSync, readFileSync, writeFileSync } = require('node:fs')
  const args = process.argv.slice(2)
  const command = args[0] === 'stack' ? args.slice(0, 2).join(' ') : args[0]
  const save = (resources) => writeFileSync('stack.json', JSON.stringify({ deployment: { resources } }))
  if (command === 'version') console.log('v3.300.0')
  else appendFileSync('calls.log', command + ' ' + process.env.PULUMI_BACKEND_URL + '\\n')
  if (command === 'stack export') {
    if (!existsSync('stack.json')) process.exit(6)
    process.stdout.write(readFileSync('stack.json'))
  }
  if (command === 'stack init') save(undefined)
  if (command === 'up') {
    console.log('output of up')
    save([{}])
    if (process.env.UP_FAILS) process.exit(255)
  }
  if (command === 'preview') {
    console.log('output of preview')
    process.exit(Number(process.env.PREVIEW_CODE ?? 0))
  }`

function demo() {
  const root = temporaryFolder()
  const programs = join(root, 'programs')
  fakeProgram(programs, 'pulumi', PULUMI)
  const log = join(root, 'calls.log')
  const preview = async (more: Record<string, string> = {}) => {
    const before = linesOf(log).length
    const env = bareEnvironment(root, programs, { PULUMI_BACKEND_URL: 's3://state', ...more })
    const ending = await startCall('demo.mjs', `previewDemo({ root: ${JSON.stringify(root)} })`, env).ending
    const calls = linesOf(log).slice(before)
    return { ...ending, calls: calls.map((line) => line.replace(/ \S+$/, '')) }
  }
  return { root, log, preview }
}

check('the first start enrols the fleet quietly and later ones only preview it', async () => {
  const { preview } = demo()
  const first = await preview()
  assert.equal(first.calls, ['stack export', 'stack init', 'up', 'preview'])
  assert.is(first.stderr, 'Enrolling the demo fleet…\n')
  assert.match(first.stdout, 'output of preview')
  assert.not.match(first.stdout, 'output of up')
  assert.equal((await preview()).calls, ['stack export', 'preview'])
})

check("the demo stays on the checkout's backend though the user has another", async () => {
  const { log, preview } = demo()
  await preview()
  assert.ok(linesOf(log).every((line) => / file:\/\/.*\.pulumi-local$/.test(line)))
  assert.not.match(readFileSync(log, 'utf8'), 's3://')
})

check('the exit code of the preview is passed through', async () => {
  assert.is((await demo().preview({ PREVIEW_CODE: '255' })).code, 255)
})

check('an enrolment that failed shows its output and is resumed', async () => {
  const { root, preview } = demo()
  const { code, stderr, calls } = await preview({ UP_FAILS: '1' })
  assert.is(code, 1)
  assert.match(stderr, 'output of up')
  assert.match(stderr, /could not be enrolled: .*\n$/)
  assert.not.ok(calls.includes('preview'))
  assert.equal((await preview()).calls, ['stack export', 'cancel', 'up', 'preview'])
  assert.not.ok(existsSync(join(root, '.pulumi-local', 'demo-unfinished')))
})

check('two first starts at once enrol once', async () => {
  const { log, preview } = demo()
  await Promise.all([preview(), preview()])
  assert.is(linesOf(log).filter((line) => line.startsWith('up ')).length, 1)
})

test.run()
