import { basename } from 'node:path'
import * as E from 'fp-ts/Either'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readCapture } from '../../connections/capture'
import type { Reading } from '../../connections/reading'
import { binding, certificate, object, read, reasonOf, server, sharedConfig, texts } from './captureFiles'
import { cliXml, withFolder } from './folders'

test('a file that is not there is unreadable, and no fault; the folder lends the name', () =>
  withFolder({ 'OS/GetService.xml': cliXml() }, async (folder) => {
    const { facts, errors, readable } = await readCapture(folder)()
    assert.equal({ errors, readable }, { errors: [], readable: true })
    assert.equal([facts.server, facts.collectedAt], [basename(folder), null])
    assert.is(reasonOf(facts.sections.identity), 'the capture holds no Exchange/GetExchangeServer.xml')
    assert.is(reasonOf(facts.sections.build), 'the capture holds no Exchange/ExSetup.xml')
    assert.is(reasonOf(facts.sections.services), 'OS/GetService.xml holds no objects: its command put out nothing')
    assert.match(
      reasonOf(facts.sections.sharedWebConfig) ?? '',
      'the capture holds no Exchange/IIS/ExchangeBackEnd_SharedWebConfig.config'
    )
  }))

test('a configuration file that a capture lacks was not looked at; an empty one is empty', () =>
  withFolder({ 'Exchange/IIS/DefaultWebSite_SharedWebConfig.config': ' \r\n' }, async (folder) => {
    const { facts, errors } = await readCapture(folder)()
    assert.equal(errors, [])
    assert.equal(
      facts.sections.sharedWebConfig,
      E.right({ clientAccess: null, httpProxy: 'empty', found: { clientAccess: null, httpProxy: null } })
    )
  }))

/** The states of a SharedWebConfig.config that is well-formed XML, by what stands in it. */
const sharedConfigs: ReadonlyArray<readonly [string, string, string | null]> = [
  [sharedConfig('file:///E:\\Exchange\\bin\\A.dll'), 'present', null],
  [sharedConfig('file:///e:/exchange/bin/A.dll'), 'present', null],
  [sharedConfig('file:///E:/Exchange/%C3%BC%C3%BC/A.dll'), 'present', null],
  [sharedConfig('file:///%ExchangeInstallDir%bin\\A.dll'), 'unexpanded', 'file:///%ExchangeInstallDir%bin\\A.dll'],
  [sharedConfig(`%ExchangeInstallDir%${'x'.repeat(500)}`), 'unexpanded', `%ExchangeInstallDir%${'x'.repeat(180)}`],
  [sharedConfig('file:///D:\\Old\\A.dll'), 'elsewhere', 'file:///D:\\Old\\A.dll'],
  ['<html><body>error</body></html>', 'other', 'the root element is html'],
  ['<configuration><runtime/></configuration>', 'other', 'the root element is configuration'],
  ['<configuration><runtime><assemblyBinding/></runtime></configuration>', 'other', 'no assemblyBinding'],
  [
    '<configuration><runtime><assemblyBinding xmlns="urn:schemas-microsoft-com:asm.v1"/></runtime></configuration>',
    'unfilled',
    null
  ]
]

for (const [text, state, told] of sharedConfigs)
  test(`a SharedWebConfig.config is ${state}: ${text.slice(0, 200)}`, async () => {
    const { facts } = await read({ 'Exchange/IIS/ExchangeBackEnd_SharedWebConfig.config': text })
    const { sharedWebConfig } = facts.sections
    assert.ok(E.isRight(sharedWebConfig))
    assert.is(sharedWebConfig.right.clientAccess, state)
    assert.ok((sharedWebConfig.right.found?.clientAccess ?? '').includes(told ?? ''))
    assert.is(sharedWebConfig.right.found?.clientAccess === null, told === null)
  })

const damages: ReadonlyArray<readonly [string, keyof Reading['facts']['sections'], string, string]> = [
  [
    'Exchange/ExSetup.xml',
    'build',
    cliXml(texts({ FileVersion: '15.2.1.0' })).slice(0, -9),
    'not complete, well-formed'
  ],
  ['Exchange/ExSetup.xml', 'build', '', 'Exchange/ExSetup.xml is damaged: it is empty'],
  ['Exchange/ExSetup.xml', 'build', cliXml(texts({ FileName: 'x' })), 'it holds no FileVersion'],
  ['Exchange/ExSetup.xml', 'build', cliXml(texts({ FileVersion: '15.2' })), 'the section build is damaged'],
  ['OS/GetService.xml', 'services', '<configuration/>', 'OS/GetService.xml is damaged: it is XML, but not'],
  ['OS/GetService.xml', 'services', cliXml(texts({ Status: 'Running' })), 'the section services is damaged: [0].name'],
  ['Exchange/GetExchangeServer.xml', 'identity', cliXml(texts(server), texts(server)), 'it holds 2 servers'],
  [
    'Exchange/GetExchangeServer.xml',
    'identity',
    cliXml(texts({ ...server, ServerRole: '' })),
    'a Name and a ServerRole'
  ],
  [
    'Exchange/IIS/GetWebBinding.xml',
    'bindings',
    cliXml(binding('443', 'https', '')),
    'the section bindings is damaged'
  ],
  ['Exchange/IIS/GetWebBinding.xml', 'bindings', cliXml(texts({ ItemXPath: 'x' })), 'the section bindings is damaged'],
  [
    'Exchange/GetExchangeCertificate.xml',
    'certificates',
    cliXml(object(`<BA N="RawData">${certificate}</BA>`), object('<BA N="RawData">MIID</BA>')),
    'its certificate 2 has no RawData that can be decoded'
  ]
]

for (const [file, section, content, reason] of damages)
  test(`damage: ${file}, ${reason}`, async () => {
    const { facts, errors } = await read({ [file]: content })
    assert.match(reasonOf(facts.sections[section]) ?? 'read', reason)
    assert.is(errors.length, 1)
    assert.match(errors[0] ?? '', reason)
    assert.ok(E.isRight(facts.sections.sharedWebConfig))
  })

test('a clock that can not be read leaves the time unknown', async () => {
  const clock = (value: string): Promise<Reading> =>
    read({ 'OS/Win32_OperatingSystem.xml': cliXml(texts({ LocalDateTime: value })) })
  assert.is((await clock('20260310093000.500000+060')).facts.collectedAt, '2026-03-10T08:30:00.500Z')
  for (const value of ['', '20261310093000.500000+060', '2026-03-10T09:30:00', 'T+99:99'])
    assert.is((await clock(value)).facts.collectedAt, null)
  const { facts, errors } = await read({ 'OS/Win32_OperatingSystem.xml': '<Objs' })
  assert.is(facts.collectedAt, null)
  assert.match(errors[0] ?? '', 'OS/Win32_OperatingSystem.xml is damaged')
})

test.run()
