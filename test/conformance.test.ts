import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import * as E from 'fp-ts/Either'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { factPage, rightsTable, sectionsText, withBlock } from '../docs/factPages'
import { catalogueIndex, policyPage } from '../docs/policyPages'
import { remediationPage } from '../docs/remediationPage'
import { setupLogPage } from '../docs/setupLogPage'
import { sectionNames, sections } from '../facts/registry'
import { policies } from '../policies/catalogue'
import { exampleFiles } from '../policies/exampleFiles'
import { families } from '../policies/setup-log/knownIssues'
import { filesBelow, rooms } from './support/rooms'

const root = join(__dirname, '..')
const article = join(root, '../shared/article.md')

const read = (file: string): string => readFileSync(join(root, file), 'utf8')

const kebab = (name: string): string => name.replace(/[A-Z]|\d+/g, (part) => `-${part.toLowerCase()}`)

/** The files that declare a policy, by the name that the policy must then have. */
const policyFiles = filesBelow('policies').filter((file) => /^export const \w+: Policy = \{$/m.test(read(file)))

/** What a report's page runs in a browser has a document. */
const core = rooms
  .slice(0, rooms.indexOf('connections'))
  .flatMap(filesBelow)
  .filter((file) => !file.startsWith('reports/page/'))
const all = [...rooms, 'docs', 'toolchain'].flatMap(filesBelow)

/** A file without its comments and imports. */
const code = (file: string): string => read(file).replace(/\/\*\*[\s\S]*?\*\/|\/\/.*$|^import .*$/gm, '')

const importsOf = (file: string): ReadonlyArray<string> =>
  [...read(file).matchAll(/(?:from|require\(|import\() ?'([^']+)'/g)]
    .map(([, target]) => target ?? '')
    .map((target) =>
      target.startsWith('.') ? relative(root, join(root, dirname(file), target)).replaceAll('\\', '/') : target
    )

/** The policies that a setup log decides are rows of one table, by the name of their constant there. */
const logPolicies = [...read('policies/setup-log/policies.ts').matchAll(/^export const (\w+) = policy\(/gm)].map(
  ([, name = '']) => name
)

test('each policy is a folder of its name with policy.ts and resolution.ts or a row for setup logs, and is in the catalogue', () => {
  const names = [...policyFiles.map((file) => file.split('/')[1] ?? ''), ...logPolicies.map(kebab)]
  assert.equal(names.sort(), policies.map(({ name }) => name).sort())
  for (const file of policyFiles) {
    assert.match(file, /^policies\/[a-z0-9-]+\/policy\.ts$/)
    assert.ok(existsSync(join(root, dirname(file), 'resolution.ts')), `${dirname(file)} has no resolution.ts`)
  }
})

test('the names of policies are unique', () => {
  assert.is(new Set(policies.map(({ name }) => name)).size, policies.length)
})

test('every policy has a test table with rows of each kind', () => {
  const tables = [...policyFiles, ...logPolicies.map((name) => `policies/setup-log/${name}.ts`)]
  for (const table of tables.map((file) => `test/${file.replace(/\.ts$/, '.test.ts')}`)) {
    assert.ok(existsSync(join(root, table)), `${table} is missing`)
    for (const kind of ['testPolicy(', 'compliant:', 'drifting:', 'unknown:', 'notApplicable:'])
      assert.ok(read(table).includes(kind), `${table} has no ${kind}`)
  }
})

test('every policy has an example of facts that drift, and what is shown of it', () => {
  const files = policies.map(exampleFiles)
  const missing = files.map(({ facts }) => facts).filter((file) => !existsSync(join(root, file)))
  assert.equal(missing, [], 'write these files: facts that drift, in the form of recorded facts')
  const unshown = files.map(({ shown }) => shown).filter((file) => !existsSync(join(root, file)))
  assert.equal(unshown, [], 'run npm run golden -- test/policies, which writes these files')
})

test('every policy has its page, as the catalogue writes it (run: npm run docs)', () => {
  for (const policy of policies) {
    const example = read(exampleFiles(policy).shown)
    assert.is(read(`docs/policies/${policy.name}.md`), policyPage(policy, policies, example))
  }
  assert.is(read('docs/policies/README.md'), catalogueIndex(policies))
  assert.is(readdirSync(join(root, 'docs/policies')).length, policies.length + 1)
})

test('the known issues have their page, as the catalogue writes it (run: npm run docs)', () => {
  assert.is(read('docs/setup-logs.md'), setupLogPage(families))
})

test('docs/remediation.md is as the catalogue writes it (run: npm run docs)', () => {
  assert.is(read('docs/remediation.md'), remediationPage(policies))
})

const factPages = sectionNames.map((name) => factPage(name, read(`facts/sections/${name}.md`)))

test('the sections of facts are in the docs, as facts/sections says (run: npm run docs)', () => {
  const [recorded, connections] = [read('docs/recorded-facts.md'), read('docs/connections.md')]
  assert.is(recorded, withBlock(recorded, 'sections', sectionsText(factPages)))
  assert.is(connections, withBlock(connections, 'rights', rightsTable(factPages)))
})

test('the example of each section of facts can be decoded', () => {
  const facts = Object.fromEntries(factPages.map(({ name, example }) => [name, JSON.parse(example)]))
  const decoded = sections.decode(facts)
  if (E.isLeft(decoded)) throw new Error('sections are always decoded')
  for (const name of sectionNames) assert.is(decoded.right[name]._tag, 'Right', name)
})

test('every policy says in sentences what is automated, and what is left to a person and why', () => {
  for (const { name, automation } of policies) {
    assert.ok(automation.byHand.length > 0, name)
    for (const sentence of automation.byHand) assert.match(sentence, /because|since|known/, name)
    for (const sentence of [...automation.automated, ...automation.byHand]) assert.match(sentence, /^[A-Z].*\.$/, name)
  }
})

test('every policy is decided by at least one fact section and links to a public page', () => {
  for (const { name, decides, link } of policies) {
    assert.ok(decides.length > 0, name)
    assert.match(link, /^https:\/\/(learn|support)\.microsoft\.com\//)
  }
})

test('a headline is given its values, and reads none of them out of the evidence', () => {
  const headlines = filesBelow('policies').filter((file) => file.endsWith('/headline.ts'))
  for (const file of headlines) assert.not.match(code(file), /\.exec\(|\.match\(|\bRegExp\b/, file)
})

const withArticle = existsSync(article) ? test : test.skip
if (!existsSync(article))
  process.stdout.write('skipped: the article is not here, so that anchors could not be compared\n')

const anchorsOfArticle = (): ReadonlyArray<string> =>
  [...readFileSync(article, 'utf8').matchAll(/^- \[[^\]]+\]\(#([^)]+)\)/gm)].map(([, anchor]) => anchor ?? '')

/** The sections that the collectors have a script for. */
const collected = ['collector/sections', 'collector/organization/sections', 'collector/organization/members'].flatMap(
  (folder) => readdirSync(join(root, folder)).map((file) => file.replace(/\.ps1$/, ''))
)

withArticle('each section of the article has a policy that is decided by what a collector brings', () => {
  const covered = policies
    .filter(({ decides, organization }) =>
      [...decides, ...(organization?.decides ?? [])].some((name) => collected.includes(name))
    )
    .map(({ section }) => section)
  assert.is(anchorsOfArticle().length, 24)
  assert.equal(
    anchorsOfArticle().filter((anchor) => !covered.includes(anchor)),
    []
  )
})

withArticle('the sections of the policies are anchors of the article, and the catalogue keeps its order', () => {
  const anchors = anchorsOfArticle()
  const places = policies.flatMap(({ section }) => (section === null ? [] : [anchors.indexOf(section)]))
  assert.not(places.includes(-1), 'a section is no anchor of the article')
  assert.equal(
    places,
    [...places].sort((a, b) => a - b)
  )
})

// PowerShell in the core throws too, but never a name.
test('the core has no clock, environment, file, process, console or Pulumi in it', () => {
  const forbidden = /\bDate\.now\b|\bnew Date(?!\([^)\s])|\bprocess\.|\bconsole\.|\brequire\(|\bthrow (?=[A-Za-z])/
  for (const file of core) {
    assert.not.match(code(file), forbidden, file)
    const outside = importsOf(file).filter((target) => /^(node:|fs\b|@pulumi\/|child_process)/.test(target))
    assert.equal(outside, [], file)
  }
})

test('whatever the scaffold leaves to be filled in is filled in', () => {
  const folders = ['policies', 'facts/sections', 'collector', 'test/policies', 'test/windows-mock']
  const open = folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`)
    )
    .filter((file) => /\.(?:ts|md|ps1|json)$/.test(file) && /\bTODO\b/.test(read(file)))
  assert.equal(open, [])
})

test('dependencies point one way, from each room to those before it', () => {
  for (const [index, room] of rooms.entries())
    for (const file of filesBelow(room)) {
      const later = importsOf(file).filter((target) => rooms.indexOf(target.split('/')[0] ?? '') > index)
      assert.equal(later, [], file)
    }
})

test('files are of one purpose: at most 250 lines', () => {
  for (const file of all) assert.ok(read(file).split('\n').length <= 251, `${file} is longer`)
})

test('nothing is cast, switched off or left open', () => {
  const forbidden = /\bas (?!const\b)[A-Z]\w*(?![\w-])|@ts-ignore|biome-ignore|\bTODO\b|\bFIXME\b/
  for (const file of all) assert.not.match(code(file), forbidden, file)
})

test.run()
