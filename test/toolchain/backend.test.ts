import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { load, temporaryFolder, writeText } from './support'

interface Backend {
  backendEnvironment(root: string, env: NodeJS.ProcessEnv): { env: NodeJS.ProcessEnv; embedded: boolean }
  demoEnvironment(root: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv
  fileUrl(folder: string, windows: boolean): string
}

const backend = load<Backend>('backend.mjs')

async function choose(more: NodeJS.ProcessEnv, prepare: (root: string, home: string) => void = () => {}) {
  const [root, home] = [temporaryFolder(), temporaryFolder()]
  prepare(root, home)
  return { root, ...(await backend).backendEnvironment(root, { PULUMI_HOME: home, ...more }) }
}

test('the embedded backend serves where nobody chose another', async () => {
  const { root, env, embedded } = await choose({}, (folder, home) => {
    writeText(join(folder, 'Pulumi.yaml'), 'name: x\nbackend: {}\nconfig:\n  url: y\n')
    writeText(join(home, 'credentials.json'), '{"current":""}')
  })
  assert.ok(embedded)
  assert.match(env.PULUMI_BACKEND_URL ?? '', /^file:\/\/.*\.pulumi-local$/)
  assert.is(env.PULUMI_CONFIG_PASSPHRASE, '')
  assert.ok(existsSync(join(root, '.pulumi-local')))
})

const CHOICES: [string, NodeJS.ProcessEnv, ((root: string, home: string) => void)?][] = [
  ['PULUMI_BACKEND_URL', { PULUMI_BACKEND_URL: 's3://state' }],
  ['PULUMI_ACCESS_TOKEN', { PULUMI_ACCESS_TOKEN: 'pul-1' }],
  ['a login', {}, (_, home) => writeText(join(home, 'credentials.json'), '{"current":"s3://state"}')],
  ['the project file', {}, (root) => writeText(join(root, 'Pulumi.yaml'), 'name: x\nbackend:\n  url: s3://state\n')],
  ['the project file on Windows', {}, (root) => writeText(join(root, 'Pulumi.yaml'), 'backend:\r\n  url: s3://s\r\n')],
  ['a flow mapping in the project file', {}, (root) => writeText(join(root, 'Pulumi.yaml'), 'backend: { url: s3://s }')]
]
for (const [name, env, prepare] of CHOICES) {
  test(`the backend chosen by ${name} stays`, async () => {
    const chosen = await choose(env, prepare)
    assert.not.ok(chosen.embedded)
    assert.is(chosen.env.PULUMI_BACKEND_URL, env.PULUMI_BACKEND_URL)
    assert.is(chosen.env.PULUMI_CONFIG_PASSPHRASE, undefined)
    assert.is(chosen.env.PULUMI_RUN_PROGRAM, 'true')
    assert.not.ok(existsSync(join(chosen.root, '.pulumi-local')))
  })
}

test('defaults give way to what the user set', async () => {
  const mine = { PULUMI_PARALLEL: '4', PULUMI_SKIP_UPDATE_CHECK: 'false', PULUMI_CONFIG_PASSPHRASE: 'secret' }
  const { env } = await choose(mine)
  assert.is(env.PULUMI_PARALLEL, '4')
  assert.is(env.PULUMI_SKIP_UPDATE_CHECK, 'false')
  assert.is(env.PULUMI_CONFIG_PASSPHRASE, 'secret')
  const withFile = await choose({ PULUMI_CONFIG_PASSPHRASE_FILE: 'p.txt' })
  assert.is(withFile.env.PULUMI_CONFIG_PASSPHRASE, undefined)
})

test("the demo never uses the user's backend", async () => {
  const mine = {
    PULUMI_BACKEND_URL: 's3://state',
    PULUMI_ACCESS_TOKEN: 'pul-1',
    PULUMI_CONFIG_PASSPHRASE_FILE: 'p.txt'
  }
  const env = (await backend).demoEnvironment(temporaryFolder(), mine)
  assert.match(env.PULUMI_BACKEND_URL ?? '', /^file:/)
  assert.is(env.PULUMI_ACCESS_TOKEN, undefined)
  assert.is(env.PULUMI_CONFIG_PASSPHRASE_FILE, undefined)
  assert.is(env.PULUMI_CONFIG_PASSPHRASE, '')
})

test('file URLs have the form that Pulumi reads on each platform', async () => {
  const { fileUrl } = await backend
  assert.is(fileUrl('/srv/a b', false), 'file:///srv/a%20b')
  assert.is(fileUrl('C:\\state\\a b', true), 'file://C:/state/a%20b')
})

test.run()
