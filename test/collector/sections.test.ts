import { readdirSync } from 'node:fs'
import type * as t from 'io-ts'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Node } from 'web-tree-sitter'
import { collectedServices, collectedSetupLog } from '../../connections/setup-log/collected'
import { namesOf } from '../../facts/factType'
import { memberRegistry, organizationRegistry } from '../../facts/organization/organizationFacts'
import { registry, sectionNames } from '../../facts/registry'
import { fileStates } from '../../facts/sections/sharedWebConfig'
import { startType } from '../../kernel/words'
import { assembled, collectorFolder, scripts } from '../../toolchain/assembleCollector'
import { aCollectedLog, aCollectedRecord } from '../support/collectedLogs'
import { decodedKeys } from '../support/decodedKeys'
import { organizationRecording } from '../support/organization'
import {
  addedTo,
  commandsIn,
  functionsOf,
  keysOf,
  orderedLiterals,
  parsePowerShell,
  reachedFrom,
  readScript,
  tableOf,
  textsOf
} from '../support/powershell'
import { sectionExamples } from '../support/sectionExamples'

type Samples = Readonly<Record<string, unknown>>

const scriptOf = (name: string): Promise<Node> => parsePowerShell(readScript(name))

/** The keys of every kind of object that a section's functions write, without what other sections write. */
const writtenKeys = (script: Node, table: ReadonlyMap<string, Node>, section: string): ReadonlyArray<string> => {
  const own = table.get(section)
  assert.ok(own !== undefined, `the collector has no section ${section}`)
  const others = [...table].filter(([name]) => name !== section).flatMap(([, entry]) => commandsIn(entry))
  const literals = reachedFrom(script, own, others).flatMap(orderedLiterals)
  return [...new Set(literals.map((literal) => [...keysOf(literal)].sort().join(' ')))].sort()
}

const compare = (script: Node, variable: string, codecs: Readonly<Record<string, t.Mixed>>, samples: Samples): void => {
  const table = addedTo(script, variable)
  assert.equal([...table.keys()].sort(), Object.keys(codecs).sort())
  for (const [name, codec] of Object.entries(codecs))
    assert.equal(writtenKeys(script, table, name), decodedKeys(codec, samples[name]), name)
}

/** The codecs of what the sections of a registry hold. */
const valuesOf = (entries: Readonly<Record<string, { readonly value: t.Mixed }>>): Readonly<Record<string, t.Mixed>> =>
  Object.fromEntries(Object.entries(entries).map(([name, { value }]) => [name, value]))

const exampleWith = (section: string, parts: object): object => ({ ...Object(sectionExamples[section]), ...parts })

/** Values with the objects that the example on a section's page does not have. */
const rarely: Samples = {
  antivirus: exampleWith('antivirus', { unread: [{ source: 'filters', reason: 'access denied' }] }),
  iocTraces: exampleWith('iocTraces', {
    messaging: { since: null, events: [{ id: 1, at: null }] },
    unread: [{ kind: 'um', path: 'Application', reason: 'access denied' }]
  }),
  journal: { lastEntry: 0, restartDue: null, enabling: { services: [], since: '2026-03-10T08:00:00Z' } },
  pendingRestart: exampleWith('pendingRestart', { unread: [{ source: 'windowsUpdate', reason: 'access denied' }] }),
  webRoots: exampleWith('webRoots', { unread: [{ path: 'C:\\inetpub', reason: 'access denied' }] })
}

test('the collector writes the sections that the codecs decode, property by property', async () => {
  const script = await scriptOf('Get-ExchangeFacts.ps1')
  // Logs come as they are, and are read here.
  const codecs = { ...valuesOf(registry), setupLog: collectedSetupLog, servicesBefore: collectedServices }
  const samples = {
    ...sectionExamples,
    ...rarely,
    setupLog: aCollectedLog,
    servicesBefore: aCollectedRecord
  }
  compare(script, '$sections', codecs, samples)
  assert.equal([...addedTo(script, '$sections').keys()], sectionNames)
})

test('the collector of organization facts writes the sections that the codecs decode, property by property', async () => {
  const script = await scriptOf('Get-ExchangeOrganizationFacts.ps1')
  const { facts, servers } = organizationRecording()
  compare(script, '$organizationSections', valuesOf(organizationRegistry), facts)
  compare(script, '$serverSections', valuesOf(memberRegistry), servers.EX01 ?? {})
})

const frames: Readonly<Record<string, ReadonlyArray<string>>> = {
  'Get-ExchangeFacts.ps1': ['version', 'server', 'collectedAt', 'facts', 'timings'],
  'Get-ExchangeOrganizationFacts.ps1': ['version', 'organization', 'collectedAt', 'facts', 'servers']
}

for (const [name, keys] of Object.entries(frames))
  test(`${name} frames the sections as decoding asks`, async () => {
    assert.equal([...tableOf(await scriptOf(name), '$document').keys()], keys)
  })

test('a list stays a list whatever its length, and a value stays a value', async () => {
  const script = await scriptOf('Get-ExchangeFacts.ps1')
  for (const [name, entry] of addedTo(script, '$sections'))
    assert.is(/\{ , @\(/.test(entry.text), Array.isArray(sectionExamples[name]), name)
})

const wordsIn = (script: Node, name: string): ReadonlyArray<string> => {
  const body = functionsOf(script).get(name)
  assert.ok(body !== undefined, `the collector has no function ${name}`)
  return textsOf(body, 'string_literal').map((text) => text.slice(1, -1))
}

test('start types and states of files are written in the words that the codecs know', async () => {
  const script = await scriptOf('Get-ExchangeFacts.ps1')
  for (const word of Object.keys(startType.keys)) assert.ok(wordsIn(script, 'Get-StartType').includes(word), word)
  const states = ['Get-ConfigurationState', 'Get-SharedConfigState'].flatMap((name) => wordsIn(script, name))
  assert.equal(
    Object.keys(fileStates.keys).filter((word) => !states.includes(word)),
    []
  )
})

for (const [folder, variable, names] of [
  ['sections', '$sections', sectionNames],
  ['organization/sections', '$organizationSections', namesOf(organizationRegistry)],
  ['organization/members', '$serverSections', namesOf(memberRegistry)]
] as const)
  test(`each file of collector/${folder} has one section, that of its name`, async () => {
    for (const name of names) {
      const script = await scriptOf(`${folder}/${name}.ps1`)
      assert.equal([...addedTo(script, variable).keys()], [name], `collector/${folder}/${name}.ps1`)
    }
  })

for (const name of Object.keys(scripts))
  test(`collector/${name} is what its parts make (run: npm run collector)`, () => {
    assert.fixture(readScript(name), assembled(name))
  })

test('every file of the collector is a part of a script, or made of parts', () => {
  const parts = Object.values(scripts).flatMap((list) => list.flatMap((part) => ('file' in part ? [part.file] : [])))
  const found = readdirSync(collectorFolder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ps1'))
  assert.equal(found.sort(), [...new Set([...parts, ...Object.keys(scripts)])].sort())
})

test.run()
