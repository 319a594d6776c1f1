import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { addresses, type Download, parseScript } from '../../toolchain/buildSources'
import { parseRefresh, refreshBuilds } from '../../toolchain/refreshBuilds'
import { temporaryFolder } from '../support/engine'

const test = suite('the refresh of the table of builds')

/** The form in which the builds are published: a dictionary in a script. */
const script = `function GetExchangeBuildDictionary {
    @{
        "Exchange2019" = @{
            "CU14" = (NewCUAndSUObject "15.2.1544.4" @{
                    "Sep26SUv2" = "15.2.1544.48"
                })
            "CU15" = (NewCUAndSUObject "15.2.1748.10" @{
                    "Nov26SU"   = "15.2.1748.60"
                })
        }
        "ExchangeSE"   = @{
            "RTM" = (NewCUAndSUObject "15.2.2562.17")
        }
    }
}
`
const csv = 'Product Name,Build Number,Date,KB,Blog\r\nExchange 2019 CU15,15.2.1748.10,2/10/2025,KB5042461,\r\n'

const published: Download = async (address) => (address === addresses.csv ? csv : script)

const folderWith = (files: Readonly<Record<string, string>>): string => {
  const folder = temporaryFolder()
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

const refreshed = async (get: Download, folder: string | null = null, before: string | null = null) => {
  const target = temporaryFolder()
  const table = join(target, 'builds.json')
  if (before !== null) writeFileSync(table, before)
  const done = await refreshBuilds({ folder, table }, get, '2026-11-30')
  return { done, files: readdirSync(target), text: () => readFileSync(table, 'utf8') }
}

const unreachable: Download = async () => {
  throw Object.assign(new TypeError('fetch failed'), { cause: new Error('getaddrinfo ENOTFOUND example') })
}

test('both files are downloaded, and the table knows what was published on that day', async () => {
  const { done, text } = await refreshed(published)
  assert.match(E.isRight(done) ? done.right : done.left, /^Wrote .*builds\.json, as of 2026-11-30\.$/)
  const table = JSON.parse(text())
  assert.is(table.asOf, '2026-11-30')
  assert.match(text(), '{ "name": "Nov26SU", "build": "15.2.1748.60", "date": null, "kb": null }')
  assert.match(text(), '"name": "CU15", "build": "15.2.1748.10", "date": "2025-02-10", "kb": "KB5042461"')
})

test('a folder of both files does, too; its day is that of its newest row', async () => {
  const folder = folderWith({ 'Get-ExchangeBuildVersionInformation.ps1': script, 'ExchangeBuildNumbers.csv': csv })
  const { done, text } = await refreshed(unreachable, folder)
  assert.ok(E.isRight(done))
  assert.is(JSON.parse(text()).asOf, '2026-11-01')
})

const failures: ReadonlyArray<readonly [string, Download, Readonly<Record<string, string>> | null, RegExp]> = [
  [
    'no network',
    unreachable,
    null,
    /^https:\/\/\S+ could not be downloaded \(getaddrinfo ENOTFOUND example\); download both files on another computer and name their folder$/
  ],
  ['a page of another kind', async () => '<html>', null, /holds no build in the form that is known here$/],
  ['an empty folder', unreachable, {}, /holds no ExchangeBuildNumbers\.csv that can be read$/],
  [
    'one file alone',
    unreachable,
    { 'ExchangeBuildNumbers.csv': csv },
    /holds neither Get-Exchange\S+ nor exchange-builds\.json$/
  ],
  [
    'a table that is no JSON',
    unreachable,
    { 'ExchangeBuildNumbers.csv': csv, 'exchange-builds.json': '{' },
    /exchange-builds\.json is not JSON$/
  ],
  [
    'a table of another form',
    unreachable,
    { 'ExchangeBuildNumbers.csv': csv, 'exchange-builds.json': '{}' },
    /exchange-builds\.json is damaged: /
  ],
  [
    'a build that is none',
    async (address) => (address === addresses.csv ? csv.replace('15.2.1748.10', 'x') : script),
    null,
    /^the two files do not make a table of builds: "x" is no build number$/
  ]
]

for (const [name, get, files, told] of failures)
  test(`nothing is written, and a sentence says why: ${name}`, async () => {
    const { done, files: left } = await refreshed(get, files === null ? null : folderWith(files))
    assert.match(E.isLeft(done) ? done.left : 'written', told)
    assert.equal(left, [])
  })

test('a table that knows less than the one that is there does not replace it', async () => {
  const own = readFileSync(join(__dirname, '../../kernel/builds/buildTable.json'), 'utf8')
  const { done, text } = await refreshed(published, null, own)
  assert.match(E.isLeft(done) ? done.left : '', /^the new table was not written: it would hold \d+ builds, and the one/)
  assert.is(text(), own)
})

test('a file that is no table is left as it was', async () => {
  const { done, text } = await refreshed(published, null, 'config: {}')
  assert.match(
    E.isLeft(done) ? done.left : 'none',
    /holds something else than a table of builds, and was left as it was$/
  )
  assert.is(text(), 'config: {}')
})

test('a folder that is not there is made for the table', async () => {
  const table = join(temporaryFolder(), 'tables', 'builds.json')
  assert.ok(E.isRight(await refreshBuilds({ folder: null, table }, published, '2026-11-30')))
  assert.is(JSON.parse(readFileSync(table, 'utf8')).asOf, '2026-11-30')
})

test('the script is read line by line, whatever else stands in it', () => {
  const read = parseScript(`$x = @{ "CU1" = 1 }\n${script}`, '2026-11-30')
  assert.ok(E.isRight(read))
  assert.equal(
    read.right.cumulativeUpdates.map(({ product, cu, updates }) => [product, cu, updates.length]),
    [
      ['Exchange2019', 'CU14', 1],
      ['Exchange2019', 'CU15', 1],
      ['ExchangeSE', 'RTM', 0]
    ]
  )
})

test('the command line names a folder, a table to write, or neither', () => {
  assert.equal(parseRefresh([], '/home', '/own.json'), E.right({ folder: null, table: '/own.json' }))
  assert.equal(
    parseRefresh(['--to', 't.json', 'x'], '/home', '/own.json'),
    E.right({ folder: join('/home', 'x'), table: join('/home', 't.json') })
  )
  for (const argv of [['--to'], ['a', 'b'], ['--from', 'x']])
    assert.ok(E.isLeft(parseRefresh(argv, '/home', '/own.json')))
})

test.run()
