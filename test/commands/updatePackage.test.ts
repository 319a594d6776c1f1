import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { updateFor, updatesIn } from '../../commands/updatePackage'
import { ownTable } from '../../kernel/builds/buildTable'
import { showBuild } from '../../kernel/compare'
import { planServers } from '../../stacks/plan'
import { decodeSettings } from '../../stacks/settings'
import { serverFacts } from '../support/server'
import { compliance } from './run'

const test = suite('commands: update packages')

/** The builds of a file, newest last; a fault as it is told. */
const buildsOf = (file: string): string => {
  const found = updatesIn(file, ownTable)
  return E.isLeft(found)
    ? found.left
    : found.right.all.map(({ product, build }) => `${product} ${showBuild(build)}`).join()
}

const files: Readonly<Record<string, string>> = {
  'Exchange2019-KB5063221-x64-en.exe': '2019 15.2.1748.36',
  'exchange2019-kb5063221-x64-en.msp': '2019 15.2.1748.36',
  'C:\\Updates\\Exchange2019-KB5063221-x64-en.exe': '2019 15.2.1748.36',
  '/srv/updates/Exchange2016-KB5063223-x64-en.exe': '2016 15.1.2507.58',
  'ExchangeSubscriptionEdition-KB5063224-x64-en.exe': 'SE 15.2.2562.20',
  KB5063224: 'SE 15.2.2562.20',
  'Exchange2019-KB5049233-x64-en.exe': '2019 15.2.1258.39,2019 15.2.1544.14',
  'ExchangeServer2019-x64-CU15.ISO': '2019 15.2.1748.10',
  'ExchangeServer2016-x64-cu23.iso': '2016 15.1.2507.6',
  'Exchange2013-x64-cu23.exe': '2013 15.0.1497.2',
  'ExchangeServerSE-x64.iso': 'SE 15.2.2562.17',
  'D:\\ExchangeServer2019-x64-CU15\\Setup.exe': '2019 15.2.1748.10',
  'D:\\Setup.EXE':
    '--update Setup.EXE: the name does not say which update of Exchange it is: name its build, such as 15.2.2562.53',
  'update.exe':
    '--update update.exe: the name does not say which update of Exchange it is: name its build, such as 15.2.2562.53',
  'Exchange2019-KB9999999-x64-en.exe': `--update Exchange2019-KB9999999-x64-en.exe: the table of builds of ${ownTable.asOf} has no KB9999999: name its build, such as 15.2.2562.53`,
  'Exchange2016-KB5063221-x64-en.exe':
    '--update Exchange2016-KB5063221-x64-en.exe: KB5063221 is an update of Exchange 2019 by the table of builds, not of 2016: name its build, such as 15.2.2562.53',
  'ExchangeServer2019-x64-CU99.iso': `--update ExchangeServer2019-x64-CU99.iso: the table of builds of ${ownTable.asOf} has no Exchange 2019 CU99: name its build, such as 15.2.2562.53`,
  'ExchangeServer2019-x64.iso':
    '--update ExchangeServer2019-x64.iso: the name does not say which update of Exchange it is: name its build, such as 15.2.2562.53',
  '15.2.2562.53': 'SE 15.2.2562.53'
}

test('a build is told where the table of builds does not list it', () => {
  const noteOf = (text: string) => {
    const found = updatesIn(text, ownTable)
    return E.isLeft(found) ? found.left : found.right.note
  }
  assert.is(noteOf('15.2.1748.36'), null)
  assert.is(
    noteOf('15.0.1497.99'),
    `The table of builds of ${ownTable.asOf} does not list 15.0.1497.99: see that the number is right.`
  )
})

for (const [file, expected] of Object.entries(files))
  test(`${file}: ${expected}`, () => {
    assert.is(buildsOf(file), expected)
  })

const servers: ReadonlyArray<readonly [string, string]> = [
  ['15.2.1258.12', '15.2.1258.39'],
  ['15.2.1544.4', '15.2.1544.14'],
  ['15.2.1118.7', '15.2.1544.14'],
  ['15.1.2507.6', '15.1.2507.44'],
  ['15.2.2562.17', '15.2.1544.14']
]

for (const [installed, expected] of servers)
  test(`of an update for several Cumulative Updates, a server of ${installed} gets ${expected}`, () => {
    const decoded = decodeSettings({ servers: '[{"name":"EX01","connection":{"type":"ssh"}}]' })
    const [plan] = E.isRight(decoded) ? planServers(decoded.right, '2026-11-01', () => null) : []
    const updates = updatesIn('KB5049233', ownTable)
    if (plan === undefined || E.isLeft(updates)) throw new Error('they are right')
    const facts = serverFacts({ build: { exSetup: installed, binaries: null, missing: null } })
    const update = updateFor({ plan, facts, errors: [], verdicts: [] }, updates.right.all)
    assert.is(update === null ? '' : showBuild(update.build), expected)
  })

test('ready says what it took the file for', async () => {
  const words = ['ready', 'EX19A', '--stack', 'demo', '--update', 'Exchange2019-KB5063221-x64-en.exe']
  const { stdout } = await compliance('/', ...words)
  assert.match(
    stdout,
    /^Exchange2019-KB5063221-x64-en\.exe is Exchange Server 2019 CU15 \w+ \(15\.2\.1748\.36\), by its name\.$/m
  )
})

test.run()
