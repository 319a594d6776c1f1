import { rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import * as E from 'fp-ts/Either'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readCapture } from '../../connections/capture'
import type { Reading } from '../../connections/reading'
import type { Fact } from '../../facts/fact'
import { linksMissing } from '../support/links'
import { cliXml, type Files, utf16, withFolder } from './folders'

const object = (members: string): string => `<Obj RefId="0"><Props>${members}</Props></Obj>`
const texts = (values: Readonly<Record<string, string>>): string =>
  object(
    Object.entries(values)
      .map(([name, value]) => `<S N="${name}">${value}</S>`)
      .join('')
  )

const server = {
  Name: 'EX07',
  Fqdn: 'EX07.contoso.example',
  Domain: 'contoso.example',
  Site: 'contoso.example/Configuration/Sites/Berlin',
  ServerRole: 'Mailbox, ClientAccess',
  Edition: 'Enterprise',
  AdminDisplayVersion: 'Version 15.0 (Build 1497.2)'
}

const binding = (information: string, protocol: string, hash: string): string =>
  texts({
    protocol,
    bindingInformation: information,
    certificateHash: hash,
    ItemXPath: "/system.applicationHost/sites/site[@name='Default Web Site' and @id='1']"
  })

const thumbprint = 'a'.repeat(40)

// Made for this test: its subject has a comma and quotation marks.
const certificate =
  'MIICTzCCAfWgAwIBAgIULO7sVzSg4/R7BajWKAYBKPBV6YMwCgYIKoZIzj0EAwIwfTELMAkGA1UEBhMCREUxDzANBgNVBAgMBkJlcmxpbjEcMBoGA1UECgwTQ29udG9zbywgTHRkICJNYWlsIjEdMBsGA1UEAwwUbWFpbC5jb250b3NvLmV4YW1wbGUxIDAeBgkqhkiG9w0BCQEWEWFAY29udG9zby5leGFtcGxlMB4XDTI2MTEyMjIwNDczN1oXDTM2MTExOTIwNDczN1owfTELMAkGA1UEBhMCREUxDzANBgNVBAgMBkJlcmxpbjEcMBoGA1UECgwTQ29udG9zbywgTHRkICJNYWlsIjEdMBsGA1UEAwwUbWFpbC5jb250b3NvLmV4YW1wbGUxIDAeBgkqhkiG9w0BCQEWEWFAY29udG9zby5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE3rqcxfh7udUPv4Mxxc9T8+40jxJBApQeBtzSqYK15BDvbhrLZ+9wmwOeZb/BAYDZ+Pvaxe1dktnpx/+9QvLduqNTMFEwHQYDVR0OBBYEFHwMHGPlqmw/pn50p/gskclO66A2MB8GA1UdIwQYMBaAFHwMHGPlqmw/pn50p/gskclO66A2MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhAKGk1JYp+s0B3H/ZTZCuUEITJjfX6g0XZoc0hB7M/urFAiBDcvIRIL3n7ULh4NrP6JPxyqkyVtYOaG4+0W8cTb5YVw=='

const sharedConfig = (reference: string): string =>
  '<configuration><runtime><assemblyBinding xmlns="urn:schemas-microsoft-com:asm.v1"><dependentAssembly>' +
  `<codeBase version="1.0.0.0" href="${reference}" /></dependentAssembly></assemblyBinding></runtime></configuration>`

const files: Files = {
  'Exchange/GetExchangeServer.xml': cliXml(texts(server)),
  'Exchange/ExSetup.xml': cliXml(texts({ FileVersion: '15.00.1497.048', FileName: 'E:\\Exchange\\Bin\\ExSetup.exe' })),
  'OS/GetService.xml': cliXml(
    texts({ ServiceName: 'MSExchangeIS', Status: 'Running', StartType: 'Automatic' }),
    texts({ Name: 'W3SVC', Status: 'Dreaming', StartType: '2' })
  ),
  'Exchange/IIS/GetWebBinding.xml': cliXml(
    binding(':443:', 'https', thumbprint),
    binding('[::]:443:mail.contoso.example', 'HTTPS', thumbprint),
    binding('*:80:', 'http', ''),
    binding('808:*', 'net.tcp', '')
  ),
  'Exchange/GetExchangeCertificate.xml': cliXml(object(`<BA N="RawData">${certificate}</BA>`)),
  'Exchange/IIS/ExchangeBackEnd_SharedWebConfig.config': sharedConfig('file:///E:\\Exchange\\bin\\A.dll'),
  'Exchange/IIS/DefaultWebSite_SharedWebConfig.config': '<configuration>',
  'OS/Win32_OperatingSystem.xml': cliXml(object('<DT N="LocalDateTime">2026-03-10T09:30:00.5+01:00</DT>'))
}

const read = (changed: Files = {}): Promise<Reading> =>
  withFolder({ ...files, ...changed }, (folder) => readCapture(folder)())

const reasonOf = (fact: Fact<unknown>): string | null => (E.isLeft(fact) ? fact.left.reason : null)

test('a capture gives the facts of its server', async () => {
  const { facts, errors, readable } = await read()
  assert.equal({ errors, readable }, { errors: [], readable: true })
  assert.is(facts.server, 'EX07')
  assert.is(facts.collectedAt, '2026-03-10T08:30:00.500Z')
  assert.equal(
    facts.sections.identity,
    E.right({
      name: 'EX07',
      fqdn: 'EX07.contoso.example',
      domain: 'contoso.example',
      site: 'Berlin',
      roles: ['Mailbox', 'ClientAccess'],
      edition: 'Enterprise',
      version: '15.0.1497.2',
      installPath: 'E:\\Exchange\\'
    })
  )
  assert.equal(facts.sections.build, E.right({ exSetup: '15.0.1497.48', binaries: null, missing: null }))
  assert.equal(
    facts.sections.sharedWebConfig,
    E.right({ clientAccess: 'present', httpProxy: 'malformed', found: { clientAccess: null, httpProxy: null } })
  )
})

test('a word that no Windows uses today is unknown', async () => {
  const { facts } = await read()
  const notTold = { delayedAutostart: null, markedForDeletion: null, hasTriggers: null }
  assert.equal(
    facts.sections.services,
    E.right([
      { name: 'MSExchangeIS', status: 'Running', startType: 'Automatic', ...notTold },
      { name: 'W3SVC', status: null, startType: null, ...notTold }
    ])
  )
})

test('bindings are taken apart, IPv6 too, and those of other protocols are left out', async () => {
  const { facts } = await read()
  const site = 'Default Web Site'
  const hash = thumbprint.toUpperCase()
  const notNamed = { store: null, sslFlags: null }
  assert.equal(
    facts.sections.bindings,
    E.right([
      { site, protocol: 'https', address: '', port: 443, host: '', thumbprint: hash, ...notNamed },
      {
        site,
        protocol: 'https',
        address: '[::]',
        port: 443,
        host: 'mail.contoso.example',
        thumbprint: hash,
        ...notNamed
      },
      { site, protocol: 'http', address: '*', port: 80, host: '', thumbprint: null, ...notNamed }
    ])
  )
})

test('a certificate is computed from its bytes, its subject as Windows shows it', async () => {
  const { facts } = await read()
  assert.equal(
    facts.sections.certificates,
    E.right([
      {
        thumbprint: '7BB17EC1ED856DB40DEAB46C3F44DC1F3133BDF2',
        subject: 'E=a@contoso.example, CN=mail.contoso.example, O="Contoso, Ltd ""Mail""", S=Berlin, C=DE',
        notBefore: '2026-11-22T20:47:37Z',
        notAfter: '2036-11-19T20:47:37Z',
        issuer: null,
        hasPrivateKey: undefined,
        names: [],
        usages: [],
        store: 'My'
      }
    ])
  )
})

/** For mail.contoso.example, 10.0.0.1 and *.contoso.example, and for servers alone. */
const withNames =
  'MIIB5DCCAYqgAwIBAgIUVhNlTjkUx7KxxzYK6vNrQiqu/gwwCgYIKoZIzj0EAwIwHzEdMBsGA1UEAwwUbWFpbC5jb250b3NvLmV4YW1wbGUwHhcNMjYx' +
  'MTI1MjI0NzAwWhcNMzUwMjExMjI0NzAwWjAfMR0wGwYDVQQDDBRtYWlsLmNvbnRvc28uZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABIFC' +
  'SzX3FFs9NkXrX+sHdPuLXgAi3UOKFeTL9NfNi9oZXg41uV7XH5we/GyacC6yrJPT1xwvIXq/J0l92TszP6WjgaMwgaAwHQYDVR0OBBYEFBK/ereM4xIK' +
  '937nS4pu59kqBHXnMB8GA1UdIwQYMBaAFBK/ereM4xIK937nS4pu59kqBHXnMA8GA1UdEwEB/wQFMAMBAf8wOAYDVR0RBDEwL4IUbWFpbC5jb250b3Nv' +
  'LmV4YW1wbGWHBAoAAAGCESouY29udG9zby5leGFtcGxlMBMGA1UdJQQMMAoGCCsGAQUFBwMBMAoGCCqGSM49BAMCA0gAMEUCIQDGAqI8lk6sVdNyQ7bc' +
  'McTsDkayZEAuxqDsuqfsY5ZGtwIgakmRNqH8yn/+ZWtGjiR/vz1SpJ/f2N4WjLv0XvRVUGg='

test("a certificate's names and usages come from its bytes, and a binding's store and flags from IIS", async () => {
  const { facts } = await read({
    'Exchange/GetExchangeCertificate.xml': cliXml(object(`<BA N="RawData">${withNames}</BA>`)),
    'Exchange/IIS/GetWebBinding.xml': cliXml(
      object(
        '<S N="protocol">https</S><S N="bindingInformation">*:443:</S><S N="certificateStoreName">WebHosting</S>' +
          `<I64 N="sslFlags">2</I64><S N="ItemXPath">/sites/site[@name='Default Web Site' and @id='1']</S>`
      )
    )
  })
  const [certificate] = E.isRight(facts.sections.certificates) ? facts.sections.certificates.right : []
  assert.equal(certificate?.names, ['mail.contoso.example', '*.contoso.example'])
  assert.equal(certificate?.usages, ['1.3.6.1.5.5.7.3.1'])
  const [binding] = E.isRight(facts.sections.bindings) ? facts.sections.bindings.right : []
  assert.equal([binding?.store, binding?.sslFlags], ['WebHosting', 2])
})

test('what captures never hold is unreadable, and no fault', async () => {
  const { facts } = await read()
  assert.is(reasonOf(facts.sections.httpSys), 'a capture does not tell the certificate records of http.sys')
  assert.is(reasonOf(facts.sections.acls), 'a capture does not tell the permissions of folders')
})

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

test('names differ in case without meaning anything', () =>
  withFolder({ 'exchange/exsetup.XML': utf16(cliXml(texts({ FileVersion: '15.2.1.0' }))) }, async (folder) => {
    const { facts } = await readCapture(folder)()
    assert.equal(facts.sections.build, E.right({ exSetup: '15.2.1.0', binaries: null, missing: null }))
  }))

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

const withLinks = linksMissing === null ? test : test.skip
if (linksMissing !== null) process.stdout.write(`skipped: ${linksMissing}\n`)

withLinks('links are not followed', () =>
  withFolder({ ...files, 'outside.xml': cliXml(texts({ FileVersion: '15.2.1.0' })) }, async (folder) => {
    rmSync(join(folder, 'Exchange/ExSetup.xml'))
    symlinkSync(join(folder, 'outside.xml'), join(folder, 'Exchange/ExSetup.xml'))
    const { facts, errors } = await readCapture(folder)()
    assert.match(reasonOf(facts.sections.build) ?? '', 'links in a capture are not followed')
    assert.is(errors.length, 1)
  })
)

test('what is no capture is said in one sentence', () =>
  withFolder({ 'logs/x.txt': 'x' }, async (folder) => {
    const kind = 'a capture is a folder with the folders Exchange or OS in it'
    const errorsOf = async (path: string): Promise<ReadonlyArray<string>> => (await readCapture(path)()).errors
    assert.equal(await errorsOf(folder), [`${folder} holds neither Exchange nor OS: ${kind}`])
    rmSync(join(folder, 'logs'), { recursive: true })
    assert.equal(await errorsOf(folder), [`${folder} is empty: ${kind}`])
    writeFileSync(join(folder, 'EX07'), '')
    assert.equal(await errorsOf(join(folder, 'EX07')), [`${join(folder, 'EX07')} is not a folder: ${kind}`])
    assert.equal(await errorsOf(join(folder, 'EX08')), [`${join(folder, 'EX08')} does not exist: check the path`])
    const { facts, readable } = await readCapture(join(folder, 'EX08'))()
    assert.equal([facts.server, readable], ['EX08', false])
  }))

test.run()
