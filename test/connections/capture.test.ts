import { rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readCapture } from '../../connections/capture'
import { linksMissing } from '../support/links'
import { files, read, reasonOf, texts } from './captureFiles'
import { cliXml, utf16, withFolder } from './folders'

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

test('what captures never hold is unreadable, and no fault', async () => {
  const { facts } = await read()
  assert.is(reasonOf(facts.sections.httpSys), 'a capture does not tell the certificate records of http.sys')
  assert.is(reasonOf(facts.sections.acls), 'a capture does not tell the permissions of folders')
})

test('names differ in case without meaning anything', () =>
  withFolder({ 'exchange/exsetup.XML': utf16(cliXml(texts({ FileVersion: '15.2.1.0' }))) }, async (folder) => {
    const { facts } = await readCapture(folder)()
    assert.equal(facts.sections.build, E.right({ exSetup: '15.2.1.0', binaries: null, missing: null }))
  }))

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
