import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { createStack, type Stack } from '../support/engine'
import { assertHolds, assertLacks, assertNoStackTrace, disabled, fleet } from './fleet'

const test = suite('engine: bad settings')

interface Row {
  readonly name: string
  readonly settings: Readonly<Record<string, unknown>>
  readonly told: string
}

const connection = { type: 'recorded', path: 'EX01.json' }
const waiver = { server: 'EX01', policy: 'services-start', reason: 'known', expires: '2999-12-31' }

const rows: ReadonlyArray<Row> = [
  {
    name: 'a server twice',
    settings: {
      servers: [
        { name: 'EX01', connection },
        { name: 'ex01', connection }
      ]
    },
    told: 'lists ex01 twice'
  },
  { name: 'no servers', settings: { enforcement: 'advisory' }, told: 'exchange-compliance:servers is missing' },
  { name: 'an empty list of servers', settings: { servers: [] }, told: 'exchange-compliance:servers is empty' },
  { name: 'servers that are no JSON', settings: { servers: 'EX01, EX02' }, told: 'servers must be a list or a map' },
  {
    name: 'an unknown policy',
    settings: { policies: { 'service-start': 'advisory' } },
    told: 'did you mean services-start?'
  },
  { name: 'an unknown key', settings: { enforcment: 'mandatory' }, told: 'did you mean enforcement?' },
  {
    name: 'an unknown connection type',
    settings: { servers: [{ name: 'EX01', connection: { type: 'record', path: 'EX01.json' } }] },
    told: 'did you mean recorded?'
  },
  {
    name: 'a waiver until no day',
    settings: { waivers: [{ ...waiver, expires: '2026-02-30' }] },
    told: '"2026-02-30" is not a day such as 2026-12-31'
  },
  {
    name: 'a waiver for an unknown server',
    settings: { waivers: [{ ...waiver, server: 'EX10' }] },
    told: 'waivers[0].server names no server of this stack: EX10; did you mean EX01?'
  },
  {
    name: 'a waiver for an unknown policy',
    settings: { waivers: [{ ...waiver, policy: 'services' }] },
    told: 'waivers[0].policy names no policy: services'
  },
  { name: 'an unknown build target', settings: { build: 'newest' }, told: '"newest" is not a build target' },
  { name: 'an age that is none', settings: { maxAge: 'a week' }, told: '"a week" is not a duration such as 90m' },
  { name: 'a baseline folder that is missing', settings: { baseline: 'nowhere' }, told: "nowhere can't be read" }
]

let stack: Stack
let servers: ReturnType<typeof fleet>

test.before(async () => {
  stack = await createStack()
  servers = fleet(stack, { EX01: disabled('MSExchangeServiceHost') })
})

for (const { name, settings, told } of rows)
  test(`${name} stop before anything is judged`, async () => {
    stack.settings(settings.enforcement === 'advisory' ? settings : { servers, ...settings })
    const preview = await stack.pulumi('preview', '--diff')
    assert.not.equal(preview.code, 0)
    assertHolds(preview.all, "The settings can't be used. ")
    assertHolds(preview.all, told)
    assertLacks(preview.all, 'exchange:index:Server')
    assertLacks(preview.all, 'Evidence')
    assertNoStackTrace(preview)
  })

const writeKeys = (keys: Readonly<Record<string, unknown>>): void => {
  stack.write('Pulumi.test.yaml', JSON.stringify({ config: { 'exchange-compliance:servers': servers, ...keys } }))
}

for (const key of ['exchange:enforcement', 'pulumi:enforcement', 'exchange-complience:enforcement'])
  test(`a level under another namespace, ${key}, stops before anything is judged`, async () => {
    writeKeys({ [key]: 'mandatory' })
    const preview = await stack.pulumi('preview', '--diff')
    assert.not.equal(preview.code, 0)
    assertHolds(preview.all, `${key} is not a setting of this project; did you mean exchange-compliance:enforcement?`)
    assertLacks(preview.all, 'exchange:index:Server')
    assertNoStackTrace(preview)
  })

test("a level without a namespace is the project's", async () => {
  writeKeys({ enforcement: 'mandatory', 'pulumi:tags': { owner: 'mail' } })
  const preview = await stack.pulumi('preview', '--diff')
  assert.not.equal(preview.code, 0)
  assertHolds(preview.all, 'Mandatory policies are not met on 1 of 1 servers')
})

test.run()
