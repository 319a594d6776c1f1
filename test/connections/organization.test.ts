import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { endpointsOf, type OrganizationSource, readOrganization } from '../../connections/organization'
import { decodeSettings } from '../../stacks/settings'
import { temporaryFolder } from '../support/engine'
import { organizationRecording } from '../support/organization'

const test = suite('organization facts')
const onPosix = process.platform === 'win32' ? test.skip : test

const { PATH } = process.env
test.after.each(() => {
  process.env.PATH = PATH
})

const read = (source: OrganizationSource, seconds = 20) =>
  readOrganization(source, { seconds, signal: new AbortController().signal })()

const recorded = (text: string): OrganizationSource => {
  const path = join(temporaryFolder(), 'organization.json')
  writeFileSync(path, text)
  return { type: 'recorded', path, maxAge: null }
}

/** Puts a program under PowerShell's name that prints its arguments, or what a shell script says. */
const asPowerShell = (script: string): void => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'pwsh'), `#!/bin/sh\n${script}\n`)
  chmodSync(join(folder, 'pwsh'), 0o755)
  process.env.PATH = `${folder}:${PATH}`
}

/** The beginning of a case of a shell script by what the last argument holds, as -EncodedCommand has it. */
const sent = `for encoded in "$@"; do :; done; case "$(echo "$encoded" | base64 -d | tr -d '\\0')"`

test('nothing is read where none are wanted', async () => {
  assert.equal(await read({ type: 'none' }), E.right(null))
})

test('recorded ones are read; what is no such file says so by its name', async () => {
  const good = await read(recorded(JSON.stringify(organizationRecording())))
  assert.ok(E.isRight(good) && good.right !== null, JSON.stringify(good))
  const bad = await read(recorded('{}'))
  assert.ok(E.isLeft(bad) && /organization\.json: these are no organization facts/.test(bad.left))
})

test('a recording that breaks off says where, and what to do', async () => {
  const cut = await read(recorded(JSON.stringify(organizationRecording()).slice(0, 50)))
  assert.match(
    E.isLeft(cut) ? cut.left : '',
    /organization\.json is not complete JSON: it ends early, in line 1, column 51; copy or record it again$/
  )
})

test('recorded ones that are older than they may be are unread, each section with the reason', async () => {
  const source = recorded(JSON.stringify(organizationRecording()))
  const read = await readOrganization(source.type === 'recorded' ? { ...source, maxAge: '1m' } : source, {
    seconds: 20,
    signal: new AbortController().signal
  })()
  assert.ok(E.isRight(read) && read.right !== null)
  if (E.isLeft(read) || read.right === null) return
  const { sections, members } = read.right.facts
  for (const section of Object.values(sections))
    assert.equal(
      section,
      E.left({
        reason: 'recorded at 2026-11-01T08:00:00Z, longer ago than maxAge (1m) allows; record them again, or set maxAge'
      })
    )
  assert.is(members.size, 0)
})

const endpoint: OrganizationSource = { type: 'endpoint', endpoint: 'ex01.contoso.com' }

onPosix('an endpoint is asked by the collector', async () => {
  const file = join(temporaryFolder(), 'answer.json')
  writeFileSync(file, JSON.stringify(organizationRecording()))
  asPowerShell(
    `${sent} in *Get-ExchangeOrganizationFacts.ps1*\\ -Endpoint\\ \\'ex01.contoso.com\\'\\ -Seconds\\ *) cat ${file};; *) exit 1;; esac`
  )
  assert.ok(E.isRight(await read(endpoint)))
})

onPosix('an endpoint that fails or hangs says why', async () => {
  asPowerShell("echo 'The endpoint refuses.' >&2; exit 1")
  assert.equal(await read(endpoint), E.left('the organization facts by ex01.contoso.com: The endpoint refuses.'))
  asPowerShell('sleep 20')
  assert.equal(await read(endpoint, 1), E.left('the organization facts by ex01.contoso.com: no answer within 1 s'))
})

test('of several endpoints that of the server being changed comes last', () => {
  const source = { type: 'endpoint' as const, endpoint: 'ex01.contoso.com', others: ['ex02.contoso.com'] }
  assert.equal(endpointsOf(source, null), ['ex01.contoso.com', 'ex02.contoso.com'])
  assert.equal(endpointsOf(source, 'EX01'), ['ex02.contoso.com', 'ex01.contoso.com'])
  assert.equal(endpointsOf({ type: 'endpoint', endpoint: 'ex01.contoso.com' }, 'EX01'), ['ex01.contoso.com'])
})

onPosix('for a server that is being changed its DAG alone is asked, and by https where that is set', async () => {
  const file = join(temporaryFolder(), 'answer.json')
  writeFileSync(file, JSON.stringify(organizationRecording()))
  const expected =
    "\\ -Endpoint\\ \\'ex02.contoso.com,ex01.contoso.com\\'\\ -Seconds\\ 580\\ -Https\\ -Dag\\ \\'DAG\\ 1\\'"
  asPowerShell(`${sent} in *${expected}) cat ${file};; *) exit 1;; esac`)
  const source = { ...endpoint, others: ['ex02.contoso.com'], https: true }
  const bounds = { seconds: 600, signal: new AbortController().signal }
  assert.ok(E.isRight(await readOrganization(source, bounds, { dag: 'DAG 1', changing: 'EX01' })()))
})

const settings = (organization: string) =>
  decodeSettings({ servers: JSON.stringify([{ name: 'EX01', connection: { type: 'local' } }]), organization })

const taken: ReadonlyArray<readonly [string, OrganizationSource]> = [
  ['none', { type: 'none' }],
  ['{"endpoint": "ex01.contoso.com"}', endpoint],
  ['{"endpoint": ["ex01.contoso.com"]}', endpoint],
  [
    '{"endpoint": ["ex01.contoso.com", "ex02.contoso.com"], "https": true}',
    { type: 'endpoint', endpoint: 'ex01.contoso.com', others: ['ex02.contoso.com'], https: true }
  ],
  ['{"recorded": "organization.json"}', { type: 'recorded', path: 'organization.json', maxAge: null }]
]

for (const [text, source] of taken)
  test(`the setting ${text}`, () => {
    const decoded = settings(text)
    assert.ok(E.isRight(decoded), JSON.stringify(decoded))
    if (E.isRight(decoded)) assert.equal(decoded.right.organization, source)
  })

for (const text of [
  'nine',
  '{}',
  '{"endpoint": "ex01"}',
  '{"endpoint": []}',
  '{"endpoint": ["ex01.contoso.com", "ex02"]}',
  '{"endpoint": "ex01.contoso.com", "https": "yes"}',
  '{"endpoint": "-x.y"}',
  '{"endpont": "a.b"}',
  '{"endpoint": "a.b", "recorded": "x"}'
])
  test(`refused: the setting ${text}`, () => {
    assert.ok(E.isLeft(settings(text)))
  })

test.run()
