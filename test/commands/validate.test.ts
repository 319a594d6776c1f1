import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { temporaryFolder } from '../support/engine'
import { recording } from '../support/server'
import { assertRefused, compliance, writeStack } from './run'
import { file } from './stackLines'

const test = suite('commands: validate')

test('a recording of another server is a fault, by its file and by the identity in it', async () => {
  const folder = temporaryFolder()
  const place = (name: string, content: unknown): string => {
    writeFileSync(join(folder, name), JSON.stringify(content))
    return join(folder, name)
  }
  const good = place('EX01.json', recording())
  const servers = [
    { name: 'EX01', connection: { type: 'recorded', path: good } },
    { name: 'EX02', connection: { type: 'recorded', path: good } },
    {
      name: 'EX03',
      connection: { type: 'recorded', path: place('EX03.json', { ...recording({}, 'EX04'), server: 'EX03' }) }
    }
  ]
  const { code, stdout } = await compliance(folder, 'validate', writeStack(folder, { servers }))
  assert.is(code, 2)
  assert.match(stdout, 'has 2 faults')
  assert.match(stdout, / EX02: connection\.path .* are of EX01, not of EX02/)
  assert.match(stdout, / EX03: connection\.path .* say that they are of EX03, but hold the identity of another server/)
})

test('the verb shows them in columns and ends with 2, else with 0', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'Pulumi.good.yaml'), file())
  writeFileSync(
    join(folder, 'Pulumi.bad.yaml'),
    file('  exchange-compliance:maxAge: 7 days', '  exchange-compliance:x: 1')
  )
  const good = await compliance(folder, 'validate', 'Pulumi.good.yaml')
  assert.equal([good.code, good.stdout, good.stderr], [0, 'Pulumi.good.yaml has no faults.\n', ''])
  const bad = await compliance(folder, 'validate', '--stack', 'Pulumi.bad.yaml')
  assert.is(bad.code, 2)
  assert.match(
    bad.stdout,
    /^Pulumi\.bad\.yaml has 2 faults:\n {2}line 5 {2}maxAge {2}"7 days" is not a duration; write 7d\n {2}line 6/
  )
})

test('an endpoint that is no name is one fault, alone and in a list', async () => {
  const folder = temporaryFolder()
  const url = 'https://ex02.contoso.com/PowerShell'
  const told = []
  for (const endpoint of [url, `[ex01.contoso.com, "${url}"]`]) {
    writeFileSync(join(folder, 'Pulumi.x.yaml'), file(`  exchange-compliance:organization: {endpoint: ${endpoint}}`))
    const { stdout } = await compliance(folder, 'validate', 'Pulumi.x.yaml')
    told.push(
      stdout
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.trim().replace(/ {2,}/g, ' '))
    )
  }
  const wanted = 'a fully qualified name such as ex01.contoso.com'
  assert.equal(told, [
    [`line 5 organization.endpoint expected ${wanted}, a list of them, or null, got "${url}"`],
    [`line 5 organization.endpoint[1] expected ${wanted}, got "${url}"`]
  ])
})

test('files that the settings name and that are not there are faults, and an expired waiver is mentioned', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'EX01.json'), '')
  const lines = [
    'config:',
    '  exchange-compliance:servers:',
    `    - {name: EX01, connection: {type: recorded, path: "${folder}/EX1.json"}}`,
    `    - {name: EX02, connection: {type: captures, path: "${folder}/EX01.json"}}`,
    `    - {name: EX03, connection: {type: ssh, config: "${folder}"}}`,
    `    - {name: EX04, connection: {type: recorded, path: "${folder}/EX01.json"}}`,
    `  exchange-compliance:baseline: ${folder}/none`,
    `  exchange-compliance:buildTable: ${folder}/builds.json`,
    `  exchange-compliance:organization: {recorded: ${folder}/organization.json}`,
    `  exchange-compliance:reports: {html: ${folder}/none/report.html, junit: ${folder}/report.xml}`,
    '  exchange-compliance:stage: late',
    '  exchange-compliance:waivers:',
    '    - {server: EX01, policy: build, reason: x, expires: 2026-01-31}'
  ]
  writeFileSync(join(folder, 'Pulumi.x.yaml'), lines.join('\n').replaceAll('\\', '/'))
  const { code, stdout } = await compliance(folder, 'validate', 'Pulumi.x.yaml')
  assert.is(code, 2)
  assert.equal(
    stdout
      .replaceAll(folder.replaceAll('\\', '/'), 'F')
      .trim()
      .split('\n')
      .map((line) => line.replace(/ {2,}/g, '  ').trim()),
    [
      'Pulumi.x.yaml has 9 faults:',
      'line  3  EX01: connection.path  "F/EX1.json" does not exist; did you mean F/EX01.json?',
      'line  4  EX02: connection.path  "F/EX01.json" is a file; name a folder',
      'line  5  EX03: connection.config  "F" is a folder; name a file in it',
      'line  6  EX04: connection.path  F/EX01.json is empty: copy or record it again',
      'line  7  baseline  "F/none" does not exist; a path is relative to stacks/',
      'line  8  buildTable  "F/builds.json" does not exist; a path is relative to stacks/',
      'line  9  organization.recorded  "F/organization.json" does not exist; a path is relative to stacks/',
      'line 10  reports.html  the folder of "F/none/report.html" does not exist; make it',
      'line 11  stage  "late" is not a stage; use one of: before-update, after-update, always',
      'No fault, but to be looked at:',
      'line 13  waivers[0].expires  the waiver of EX01 for build expired on 2026-01-31 and covers nothing; renew it or remove it'
    ].map((line) => line.replace(/ {2,}/g, '  '))
  )
})

test('a damaged baseline is a fault', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'baselines'))
  writeFileSync(join(folder, 'baselines', 'EX01.json'), '{"version": 2')
  writeFileSync(join(folder, 'EX01.json'), JSON.stringify(recording()))
  const servers = [{ name: 'EX01', connection: { type: 'recorded', path: join(folder, 'EX01.json') } }]
  const { code, stdout } = await compliance(
    folder,
    'validate',
    writeStack(folder, { servers, baseline: join(folder, 'baselines') })
  )
  assert.is(code, 2)
  assert.match(stdout, / baseline +the baseline of EX01: .*EX01\.json .*record it again/)
})

test('a key that ssh would not find is a fault, and a server without a baseline is mentioned', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'baselines'))
  writeFileSync(join(folder, 'baselines', 'ex01.json'), JSON.stringify(recording()))
  writeFileSync(join(folder, 'key'), '')
  writeFileSync(join(folder, 'good'), `Host *\n  IdentityFile "${join(folder, 'key')}"\n  IdentityFile ~/.ssh/%h\n`)
  writeFileSync(join(folder, 'bad'), `Host *\n  identityfile=${join(folder, 'no key')}\n`)
  const server = (name: string, config: string) => ({ name, connection: { type: 'ssh', config: join(folder, config) } })
  const servers = [server('EX01', 'good'), server('EX02', 'bad')]
  const { stdout } = await compliance(
    folder,
    'validate',
    writeStack(folder, { servers, baseline: join(folder, 'baselines') })
  )
  assert.match(stdout, 'has 1 fault:')
  assert.match(stdout, /EX02: connection\.config {2}its IdentityFile ".*no key" does not exist\n/)
  assert.match(stdout, /looked at:\n.* baseline +it holds no facts of EX02; record them by collect before the update\n/)
})

const truncated = '{"version": 1, "server": "EX01", "facts": {"services": ['

test('files that are damaged are faults, each with its line', async () => {
  const folder = temporaryFolder()
  for (const name of ['EX01.json', 'organization.json', 'builds.json']) writeFileSync(join(folder, name), truncated)
  mkdirSync(join(folder, 'recordings'))
  writeFileSync(join(folder, 'list.json'), '[]')
  writeStack(folder, {
    servers: [
      { name: 'EX01', connection: { type: 'recorded', path: join(folder, 'EX01.json') } },
      { name: 'EX02', connection: { type: 'recorded', path: join(folder, 'recording', 'EX02.json') } },
      { name: 'EX03', connection: { type: 'recorded', path: join(folder, 'list.json') } }
    ],
    organization: { recorded: join(folder, 'organization.json') },
    buildTable: join(folder, 'builds.json')
  })
  const { code, stdout } = await compliance(folder, 'validate', 'Pulumi.test.yaml')
  const text = stdout.replace(/\\+/g, '/').replaceAll(folder.replace(/\\+/g, '/'), 'F')
  assert.is(code, 2)
  assert.match(text, /EX01: connection\.path +F\/EX01\.json is not complete JSON/)
  assert.match(
    text,
    /EX02: connection\.path +"F\/recording\/EX02\.json" does not exist; did you mean F\/recordings\/EX02\.json\?/
  )
  assert.match(text, /organization\.recorded +F\/organization\.json is not complete JSON/)
  assert.match(text, /EX03: connection\.path +F\/list\.json: .*: the whole: expected an object, got a list/)
  assert.match(text, /buildTable +F\/builds\.json is no table of builds: it is not JSON/)
})

test('of a recording that is not there, the one of the server is meant, else a path from the folder of the project', async () => {
  const folder = temporaryFolder()
  for (const name of ['EX01.json', 'EX16.json', 'EXSE.json'])
    writeFileSync(join(folder, name), JSON.stringify(recording()))
  const servers = [
    { name: 'EX16', connection: { type: 'recorded', path: join(folder, 'EX61.json') } },
    { name: 'EXSE', connection: { type: 'recorded', path: join(folder, 'EX1.json') } },
    { name: 'EX19A', connection: { type: 'recorded', path: 'stacks/demo-fleet/EX19A.json' } }
  ]
  writeStack(folder, { servers })
  const { stdout } = await compliance(folder, 'validate', 'Pulumi.test.yaml')
  const text = stdout.replace(/\\+/g, '/').replaceAll(folder.replace(/\\+/g, '/'), 'F')
  assert.match(text, 'EX61.json" does not exist; did you mean F/EX16.json?')
  assert.match(text, 'EX1.json" does not exist; did you mean F/EXSE.json?')
  assert.match(text, 'does not exist; a path is relative to stacks/; did you mean demo-fleet/EX19A.json?')
})

test('a stack that is not there is refused with a suggestion', async () => {
  assertRefused(await compliance(temporaryFolder(), 'validate', 'dmeo'), 'Pulumi.dmeo.yaml; did you mean demo?')
  assertRefused(await compliance(temporaryFolder(), 'validate', 'nowhere.yaml'), 'there is no file nowhere.yaml')
})

test.run()
