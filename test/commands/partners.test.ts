import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { temporaryFolder } from '../support/engine'
import { organizationRecorded } from '../support/inOrganization'
import { type RecordedSections, recording } from '../support/server'
import { compliance, writeStack } from './run'

const test = suite('commands: partners')

const build = (exSetup: string): RecordedSections => ({ build: { exSetup, binaries: [], missing: null } })

/** A stack of members of DAG1, and one server more of which nobody needs to know anything. */
const stackOf = (servers: Readonly<Record<string, RecordedSections>>): string => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'organization.json'), JSON.stringify(organizationRecorded()))
  const listed = Object.entries(servers).map(([name, sections]) => {
    const path = join(folder, `${name}.json`)
    writeFileSync(path, JSON.stringify(recording(sections, name)))
    return { name, dag: 'DAG1', connection: { type: 'recorded', path } }
  })
  const other = { name: 'EX03', connection: { type: 'recorded', path: join(folder, 'none.json') } }
  return writeStack(folder, {
    servers: [...listed, other],
    organization: { recorded: join(folder, 'organization.json') }
  })
}

const run = (file: string, ...words: ReadonlyArray<string>) => compliance('/', ...words, '--stack', file)

test('a member that is asked alone is judged by the builds of the other members, as the whole DAG is', async () => {
  const file = stackOf({ EX01: {}, EX02: {} })
  for (const words of [
    ['check', '--dag', 'DAG1'],
    ['check', 'EX01'],
    ['explain', 'EX01'],
    ['explain', 'EX02', 'dag-build']
  ]) {
    const { code, stdout, stderr } = await run(file, ...words)
    assert.is(code, 0, `${words.join(' ')}: ${stdout}${stderr}`)
  }
  const { stdout } = await run(file, 'check', 'EX01', '--verbose')
  assert.match(stdout, '1 of 1 server compliant')
  assert.match(stdout, 'dag-build')
})

test('a member that is asked alone is the older one as it is in the whole DAG', async () => {
  const file = stackOf({ EX01: build('15.2.1748.10'), EX02: {} })
  const { code, stdout } = await run(file, 'check', 'EX01')
  assert.is(code, 1, stdout)
  assert.match(stdout, /EX02 has (a newer|the newer|15\.2\.1748\.55)|\[dag-build/)
})

test('where another member can not be read, that is unknown, with the cause, and nothing else is', async () => {
  const file = stackOf({ EX01: {}, EX02: { build: { error: 'access denied' } } })
  const { code, stdout } = await run(file, 'check', 'EX01')
  const text = stdout.replace(/\s+/g, ' ')
  assert.is(code, 3, stdout)
  assert.match(text, 'the build of EX02 was not read, and may be newer: access denied')
  assert.match(text, 'elevated local administrator')
})

test('a member that the stack does not list is named, with what to do', async () => {
  const { code, stdout } = await run(stackOf({ EX01: {} }), 'check', 'EX01')
  const text = stdout.replace(/\s+/g, ' ')
  assert.is(code, 3, stdout)
  assert.match(text, 'the build of EX02 was not read, and may be newer: not among the servers that are judged here')
  assert.match(text, 'List it in the stack')
})

test.run()
