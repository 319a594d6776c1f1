import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type NewServer, newStackText } from '../../commands/newStack'
import { faultsOfStack } from '../../commands/stackFaults'
import { parseStackText } from '../../commands/stackText'
import { decodeSettings } from '../../stacks/settings'
import { createPowerShell, powershellMissing } from '../simulated-host/powershell'
import { temporaryFolder } from '../support/engine'
import { assertRefused, compliance, complianceWith } from './run'

const test = suite('commands: init')

const broken = (text: string): boolean => /[\p{Cc}\p{Cf}\p{Cs}<\u2028\u2029]/u.test(text)
const word = fc
  .string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
  .filter((text) => text.trim() !== '' && !broken(text))

test('whatever the names, the file holds them as they were, and has no faults', () => {
  const name = fc.oneof(
    word,
    fc.constantFrom('yes', '010', '1e3', '~', 'null', '- a', 'a: b', 'a #b', '"', "'", '{', '&a', '*a', '%a')
  )
  fc.assert(
    fc.property(name, fc.option(name, { nil: '' }), name, (server, dag, path) => {
      const entry: NewServer = { name: server, dag, site: dag, connection: { type: 'recorded', path } }
      const text = parseStackText(newStackText([entry], null))
      assert.equal(faultsOfStack(text), [])
      const decoded = decodeSettings({ servers: text.texts['exchange-compliance:servers'] ?? '' })
      const [found] = E.isRight(decoded) ? decoded.right.servers : []
      assert.equal([found?.name, found?.dag ?? '', found?.connection], [server, dag, { type: 'recorded', path }])
    })
  )
})

test('the verb writes a file that validate finds right, with comments, and says what comes next', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'servers.csv'), 'name,dag\nEX01,DAG1\nEX02,DAG1\n')
  const words = [
    'init',
    'prod',
    '--from',
    'servers.csv',
    '--organization',
    'ex01.contoso.example',
    '--out',
    'Pulumi.prod.yaml'
  ]
  const made = await compliance(folder, ...words)
  assert.equal([made.code, made.stderr], [0, ''])
  assert.match(made.stdout, /^Written: .*Pulumi\.prod\.yaml \(2 servers\)\nNext: .*validate Pulumi\.prod\.yaml/)
  assert.match(made.stdout, 'Its level is advisory: the gate passes whatever is found.')
  const text = readFileSync(join(folder, 'Pulumi.prod.yaml'), 'utf8')
  assert.match(text, '# Deviations that are accepted for a time.')
  assert.match(text, 'organization: {endpoint: ex01.contoso.example}')
  assert.is((await compliance(folder, 'validate', 'Pulumi.prod.yaml')).code, 0)
  assertRefused(await compliance(folder, ...words), 'Pulumi.prod.yaml is there already; it was left as it is')
  assert.is(readFileSync(join(folder, 'Pulumi.prod.yaml'), 'utf8'), text)
})

test('a list in UTF-16, as Windows PowerShell 5.1 writes it, is read', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'servers.csv'), '\ufeffName;Site\r\nEX01;K\u00f6ln\r\n', 'utf16le')
  const { code } = await compliance(folder, 'init', 'x', '--from', 'servers.csv', '--out', 'made.yaml')
  assert.is(code, 0)
  assert.match(readFileSync(join(folder, 'made.yaml'), 'utf8'), /site: "?K\u00f6ln/)
})

test('it makes no folder', async () => {
  const folder = temporaryFolder()
  assertRefused(
    await compliance(folder, 'init', 'x', '--out', 'no/made.yaml'),
    "no/made.yaml can't be written, its folder does not exist: make the folder first"
  )
  assert.not.ok(existsSync(join(folder, 'no')))
})

const withPowerShell = powershellMissing === null ? test : test.skip
if (powershellMissing !== null) process.stdout.write(`skipped: ${powershellMissing}\n`)

const askOrganization = (answer: object) => {
  const folder = temporaryFolder()
  const simulated = createPowerShell()
  writeFileSync(join(simulated.folder, 'organization.json'), JSON.stringify(answer))
  const words = ['init', 'x', '--organization', 'ex01.contoso.example', '--out', 'made.yaml']
  return { folder, ending: complianceWith({ PATH: simulated.path }, folder, ...words) }
}

withPowerShell('the organization itself lists its servers, with DAG, site, roles and version', async () => {
  const recording = JSON.parse(readFileSync(join(__dirname, '../../stacks/demo-fleet/organization.json'), 'utf8'))
  const { folder, ending } = askOrganization({ answer: recording })
  const { code, stdout, stderr } = await ending
  assert.equal([code, stderr], [0, ''])
  assert.match(stdout, 'made.yaml (7 servers)')
  const text = readFileSync(join(folder, 'made.yaml'), 'utf8')
  assert.match(
    text,
    [
      '    # Mailbox · Exchange Server 2019 CU15, without a security update',
      '    - name: EX19A',
      '      dag: DAG1',
      '      site: Berlin',
      '      connection: {type: remoting, computer: ex19a.contoso.example}'
    ].join('\n')
  )
  assert.match(text, 'connection: {type: ssh, host: edge1.perimeter.contoso.example}')
  assert.equal(faultsOfStack(parseStackText(text)), [])
})

withPowerShell('an organization that can not be asked is one sentence, and nothing is written', async () => {
  const { folder, ending } = askOrganization({ sentence: 'Access is denied.' })
  assertRefused(
    await ending,
    "Nothing was written, since the organization can't be asked: the organization facts by ex01"
  )
  assert.match((await ending).stderr, /Access is denied\. The account needs the role group View-Only/)
  assert.not.ok(existsSync(join(folder, 'made.yaml')))
})

const refused: ReadonlyArray<readonly [string, ReadonlyArray<string>, string]> = [
  ['no name', [], 'Name one stack'],
  ['the name of a file', ['stacks/Pulumi.x.yaml'], 'write its name, init x'],
  ['a name that leaves the folder', ['../x'], 'Name one stack'],
  ['a list that is not there', ['x', '--from', 'no.csv'], 'no.csv does not exist'],
  ['a mistyped list', ['x', '--from', 'twicez.csv'], 'twicez.csv does not exist; did you mean twice.csv?'],
  [
    'a server twice',
    ['x', '--from', 'twice.csv'],
    'Nothing was written: twice.csv: ex01: name: servers lists ex01 twice'
  ],
  [
    'an endpoint without a domain',
    ['x', '--organization', 'ex01'],
    '--organization ex01: name the server with its domain'
  ],
  ['a mistyped option', ['x', '--form', 'twice.csv'], '--form is not an option; did you mean --from?']
]

for (const [name, words, part] of refused)
  test(`it refuses ${name}, and writes nothing`, async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'twice.csv'), 'name\nEX01\nex01\n')
    assertRefused(await compliance(folder, 'init', ...words, '--out', 'made.yaml'), part)
    assert.not.ok(existsSync(join(folder, 'made.yaml')))
  })

test('without a list, the server is called an example, in the answer and in the file', async () => {
  const folder = temporaryFolder()
  const { stdout } = await compliance(folder, 'init', 'x', '--out', 'made.yaml')
  assert.match(stdout, /^Written: .*made\.yaml \(with the example server EX01: replace it\)$/m)
  const text = readFileSync(join(folder, 'made.yaml'), 'utf8')
  assert.match(text, /# This server is an example\. Replace it by your own servers\.\n +- name: EX01/)
})

withPowerShell('where the organization can only be asked on Windows, it says so, and names the other way', async () => {
  const words = ['init', 'x', '--organization', 'ex01.contoso.example', '--out', 'made.yaml']
  const ending = await complianceWith({ PATH: '/nowhere' }, temporaryFolder(), ...words)
  assertRefused(ending, 'this works only on Windows. Give the list of servers by --from CSV.')
  assert.not.match(ending.stderr, /install|View-Only/)
})

test('says what is still to be done after the file is written', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'list.csv'), 'Server;Connection\nEX77;recorded\n')
  const { code, stderr } = await compliance(folder, 'init', 'x', '--from', 'list.csv', '--out', 'Pulumi.x.yaml')
  assert.is(code, 0, stderr)
  assert.match(stderr, /^Still to do: EX77: connection.path: "\.\.\/recordings\/EX77\.json" does not exist/)
})

test('a list in the encoding of Windows says how Excel saves it', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'list.csv'), Buffer.from('name;site\nEX01;M\xfcnchen\n', 'latin1'))
  const ending = await compliance(folder, 'init', 'x', '--from', 'list.csv', '--out', 'Pulumi.x.yaml')
  assertRefused(ending, 'save it as UTF-8, in Excel as "CSV UTF-8 (Comma delimited)"')
})

test.run()
