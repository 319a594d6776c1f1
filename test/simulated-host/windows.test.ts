import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ask } from '../../connections/ask'
import { readOrganization } from '../../connections/organization'
import { read } from '../connections/live'
import { goldens } from '../policies/goldens'
import * as server from '../policies/remediated'
import { languageRows } from '../powershell/rows'
import { addDrifted, carry, type Hosts } from '../resources/command/hosts'
import { organizationRecording } from '../support/organization'
import { healthySections, recording } from '../support/server'
import { createPowerShell, powershellMissing, thisComputer } from './powershell'
import { simulatedServers, type WindowsHost } from './servers'

const test = suite('simulated Windows')
const simulated = powershellMissing === null ? test : test.skip
if (powershellMissing !== null) process.stdout.write(`skipped: ${powershellMissing}\n`)

const { PATH } = process.env
const powershell = createPowerShell()
test.before.each(() => {
  process.env.PATH = powershell.path
})
test.after.each(() => {
  process.env.PATH = PATH
})

const remoting = { type: 'remoting', computer: null, port: null, https: null, credentials: null } as const
const hosts: Hosts = { servers: powershell, connection: remoting, stop: async () => undefined }
const bounds = { seconds: 20, signal: new AbortController().signal }

const run = (script: string): Promise<E.Either<string, Buffer>> =>
  ask({ server: 'EX01', connection: { type: 'local' } }, script, bounds)

/** What Windows PowerShell 5.1 prints for a line of code; PowerShell 7 would not escape the apostrophe. */
const language: ReadonlyArray<readonly [code: string, printed: string]> = [
  ...languageRows,
  ['ConvertTo-Json -InputObject @{ a = "it\'s" } -Compress', '{"a":"it\\u0027s"}']
]

simulated('the language is that of PowerShell, as far as it goes', async () => {
  powershell.add(thisComputer, { behaviour: 'windows', answer: recording() })
  const code = language.map(([line], index) => `'# ${index}'\n${line}`).join('\n')
  const printed = await run(code)
  assert.ok(E.isRight(printed), JSON.stringify(printed))
  if (E.isLeft(printed)) return
  const parts = printed.right
    .toString()
    .split(/^# \d+\n/m)
    .slice(1)
  for (const [index, [line, expected]] of language.entries()) assert.is(parts[index]?.split('\n')[0], expected, line)
})

for (const [name, script] of Object.entries({
  'a command': 'Get-Thing',
  'an operator': "'a' -match 'b'",
  'a type': '[Math]::Abs(1)',
  'a parameter': 'Get-Service -Name W3SVC -Include x',
  'a program': '& "$env:SystemRoot\\System32\\shutdown.exe" /r',
  'an argument of a program': `& "$env:SystemRoot\\System32\\icacls.exe" '${server.owa}' /reset`
}))
  simulated(`${name} that it does not know is an error that nothing catches`, async () => {
    powershell.add(thisComputer, { behaviour: 'windows', answer: recording() })
    const ending = await run(`try { ${script} } catch { 'caught' }\n`)
    assert.ok(E.isLeft(ending), JSON.stringify(ending))
    if (E.isLeft(ending)) assert.match(ending.left, /^The simulated host does not know /)
  })

/** Hashes and streams need a real PowerShell: test/windows-mock runs that script. */
const simple = goldens.filter(([name]) => name !== 'custom-files')

for (const [name, facts, standard] of simple)
  simulated(`the recorded script of ${name} can be carried out`, async () => {
    const script = server.scriptOf(server.planFor(facts, standard))
    const odd = "D:\\Bob\u2019s $(calc) `x; 'y' \u00fc\u202e\\"
    const installPath = name.startsWith('an-odd') ? odd : server.installPath
    const acls = ['owa', 'ecp'].map((folder) => ({
      path: `${installPath}FrontEnd\\HttpProxy\\${folder}\\auth`,
      sddl: 'D:PAI(A;;FR;;;BU)',
      inherits: false
    }))
    const identity = { ...Object(healthySections.identity), installPath }
    const services = Object(server.allDisabled.services)
    const web = name.startsWith('lost') ? server.bindingsLost : { bindings: [] }
    const sharedWebConfig = { clientAccess: 'malformed', httpProxy: 'malformed' }
    const some = name.startsWith('after') ? { services } : {}
    const sections = { ...some, ...web, identity, acls, sharedWebConfig }
    powershell.add('EX01', { behaviour: 'windows', answer: recording(sections), handedDown: '' })
    const { sentence, lines } = await carry(hosts, 'EX01', script)
    assert.is(sentence, null)
    assert.ok(lines.length > 1)
    for (const line of lines) assert.match(String(line.result), /^(?:done|unchanged)$/)
  })

const damagedConfig = { sharedWebConfig: { clientAccess: 'other', httpProxy: 'present' } }

const generators: ReadonlyArray<readonly [NonNullable<WindowsHost['generator']>, string]> = [
  ['missing', 'DependentAssemblyGenerator.exe is missing; the old file was left as it was'],
  ['exit3', 'DependentAssemblyGenerator.exe ended with 3; the old file was left as it was'],
  ['malformed', 'what DependentAssemblyGenerator.exe wrote is malformed; the old file was left as it was'],
  ['unexpanded', 'what DependentAssemblyGenerator.exe wrote is unexpanded; the old file was left as it was']
]

for (const [generator, told] of generators)
  simulated(`a generator that fails (${generator}) leaves the old SharedWebConfig.config`, async () => {
    const script = addDrifted(hosts, 'EX01', damagedConfig, { generator })
    const { lines } = await carry(hosts, 'EX01', script)
    assert.equal(
      lines.map(({ result }) => result),
      ['failed', 'skipped', 'done']
    )
    assert.match(String(lines[0]?.error), told)
    assert.equal(powershell.facts('EX01').sharedWebConfig, damagedConfig.sharedWebConfig)
  })

for (const state of ['malformed', 'empty', 'other', 'unexpanded', 'elsewhere', 'absent'])
  simulated(`a SharedWebConfig.config that is ${state} is made anew`, async () => {
    const sections = { sharedWebConfig: { clientAccess: state, httpProxy: 'present' } }
    const { lines } = await carry(hosts, 'EX01', addDrifted(hosts, 'EX01', sections))
    assert.is(lines[0]?.result, 'done', JSON.stringify(lines))
    assert.equal(powershell.facts('EX01').sharedWebConfig, { clientAccess: 'present', httpProxy: 'present' })
  })

const record = 'C:\\ExchangeSetupLogs\\ServiceStartupMode.xml'
const ofRecords = goldens.find(([name]) => name === 'service-records')

for (const [written, result] of [
  ['2020-11-01T08:00:00.750Z', 'done'],
  ['2020-11-01T08:00:01Z', 'failed']
] as const)
  simulated(`a record of the services that was written at ${written} is ${result}`, async () => {
    const [, facts = {}, standard] = ofRecords ?? []
    powershell.add('EX01', { behaviour: 'windows', answer: recording(), handedDown: '' })
    const logs = join(powershell.folder, 'EX01.disk', 'c%003a', 'exchangesetuplogs')
    const file = join(logs, 'servicestartupmode.xml')
    mkdirSync(logs, { recursive: true })
    writeFileSync(file, '<Objs />')
    utimesSync(file, new Date(written), new Date(written))
    const { lines } = await carry(hosts, 'EX01', server.scriptOf(server.planFor(facts, standard)))
    assert.equal(
      lines.map((line) => line.result),
      [result, 'unchanged', 'done']
    )
    assert.is(existsSync(file), result === 'failed')
    if (result === 'failed') assert.match(String(lines[0]?.error), `${record} was written after it was judged`)
  })

const journalOf = async (name: string): Promise<unknown> => {
  const [reading] = await read([{ server: name, connection: remoting }])
  const journal = reading?.facts.sections.journal
  return journal !== undefined && E.isRight(journal) ? journal.right.lastEntry : journal
}

simulated('the collector sees the journal, and what changes after some readings', async () => {
  const sections = server.withServices(server.service('MSExchangeIS', 'Automatic', 'Stopped'))
  const afterReadings = { count: 2, sections: { services: healthySections.services } }
  powershell.add('EX02', {
    behaviour: 'windows',
    answer: recording({ ...sections, journal: { lastEntry: 4 } }, 'EX02'),
    afterReadings
  })
  assert.is(await journalOf('EX02'), 4)
  assert.equal(powershell.facts('EX02').services, sections.services)
  await journalOf('EX02')
  await journalOf('EX02')
  assert.is(powershell.readings('EX02'), 3)
  assert.equal(powershell.facts('EX02').services, healthySections.services)
  const identity = { ...Object(healthySections.identity), name: 'EX02' }
  const facts = { ...sections, identity, journal: { lastEntry: 4 } }
  await carry(hosts, 'EX02', server.scriptOf(server.planFor(facts)))
  assert.is(await journalOf('EX02'), 5)
})

simulated("the organization's endpoint follows the hosts", async () => {
  powershell.add('EX01', { behaviour: 'windows', answer: recording() })
  powershell.organize({ answer: organizationRecording(), follows: true })
  const status = async (): Promise<unknown> => {
    const told = await readOrganization({ type: 'endpoint', endpoint: 'ex01.contoso.example' }, bounds)()
    if (E.isLeft(told)) return told.left
    const copies = told.right?.facts.members.get('EX01')?.databaseCopies
    return copies !== undefined && E.isRight(copies) ? copies.right[0]?.status : copies
  }
  assert.is(await status(), 'Mounted')
  powershell.change('EX01', server.withServices(server.service('MSExchangeIS', 'Automatic', 'Stopped')))
  assert.is(await status(), 'Dismounted')
  powershell.organize({ answer: organizationRecording(), sentence: 'The endpoint refuses.' })
  assert.is(await status(), 'the organization facts by ex01.contoso.example: The endpoint refuses.')
})

test('an event that is still being written is not read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'exchange-hands-'))
  const { hands } = simulatedServers(folder)
  const begun = '{"server":"EX01","event":"begin","at":1}'
  try {
    for (const [written, read] of [
      ['', 0],
      [begun.slice(0, 9), 0],
      [`${begun}\n`, 1],
      [`${begun}\n${begun.slice(0, 9)}`, 1]
    ] as const) {
      writeFileSync(join(folder, 'hands.log'), written)
      assert.is(hands().length, read, written)
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test.run()
