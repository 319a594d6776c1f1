import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { reportFormats } from '../../reports/formats'
import { renderReport, writeReports, writeWhole } from '../../stacks/reportFiles'
import { writeStepSummary } from '../../stacks/stepSummary'
import { aFleet, aServer, ofEachKind } from '../support/fleet'

const test = suite<{ folder: string }>('stacks: report files', { folder: '' })

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'reports-'))
})
test.after.each(({ folder }) => {
  chmodSync(folder, 0o700)
  rmSync(folder, { recursive: true, force: true })
})

const fleet = aFleet([aServer('EX01', ofEachKind)])

test('writes each report that is wanted, in UTF-8, and leaves nothing else', async ({ folder }) => {
  const files = Object.fromEntries(reportFormats.map((format) => [format, join(folder, `report.${format}`)]))
  assert.equal(await writeReports(files, fleet), [])
  assert.equal(readdirSync(folder).sort(), reportFormats.map((format) => `report.${format}`).sort())
  for (const format of reportFormats)
    assert.is(readFileSync(join(folder, `report.${format}`), 'utf8'), renderReport(format, fleet), format)
  assert.equal(await writeReports({ html: null, junit: undefined }, fleet), [])
})

test('says in a sentence which file can not be written, and writes the others', async ({ folder }) => {
  mkdirSync(join(folder, 'sub'))
  const [html, junit, json] = [join(folder, 'missing', 'a.html'), join(folder, 'sub'), join(folder, 'a.json')]
  const faults = await writeReports({ html, junit, json }, fleet)
  assert.equal(faults, [
    `${html} can't be written, its folder does not exist: make the folder first`,
    `${junit} is a folder: name a file in it`
  ])
  assert.equal(readdirSync(folder).sort(), ['a.json', 'sub'])
})

if (process.platform !== 'win32')
  test('keeps the mode of a file, follows a link to its file, and writes into a pipe', async ({ folder }) => {
    const [file, link, dangling, pipe] = ['a', 'link', 'dangling', 'pipe'].map((name) => join(folder, name))
    if (file === undefined || link === undefined || dangling === undefined || pipe === undefined) return
    writeFileSync(file, 'before')
    chmodSync(file, 0o640)
    symlinkSync('a', link)
    symlinkSync('b', dangling)
    assert.is(await writeWhole(file, 'one'), null)
    assert.is(await writeWhole(link, 'two'), null)
    assert.is(await writeWhole(dangling, 'three'), null)
    assert.is(readFileSync(file, 'utf8'), 'two')
    assert.is(readFileSync(join(folder, 'b'), 'utf8'), 'three')
    assert.is(statSync(file).mode & 0o777, 0o640)
    assert.ok(lstatSync(link).isSymbolicLink() && lstatSync(dangling).isSymbolicLink())
    execFileSync('mkfifo', [pipe])
    const [fault, read] = await Promise.all([writeWhole(pipe, 'four'), readFile(pipe, 'utf8')])
    assert.equal([fault, read], [null, 'four'])
    assert.ok(lstatSync(pipe).isFIFO())
    assert.is(await writeWhole('/dev/null', 'five'), null)
    assert.ok(lstatSync('/dev/null').isCharacterDevice())
    assert.equal(readdirSync(folder).sort(), ['a', 'b', 'dangling', 'link', 'pipe'])
  })

test('adds to the summary of a step in GitHub Actions', async ({ folder }) => {
  const file = join(folder, 'summary.md')
  const summarize = () => writeStepSummary(fleet, { GITHUB_STEP_SUMMARY: file })
  assert.equal(await summarize(), { line: null, fault: null })
  await summarize()
  assert.is(readFileSync(file, 'utf8').split('## Exchange fleet demo').length, 3)
  const { fault } = await writeStepSummary(fleet, { GITHUB_STEP_SUMMARY: join(folder, 'no', 'a.md') })
  assert.match(fault ?? '', /a\.md can't be written, its folder does not exist/)
})

test('gives Azure Pipelines the line that uploads a summary, and nothing outside of a pipeline', async ({ folder }) => {
  const { line } = await writeStepSummary(fleet, { TF_BUILD: 'True', AGENT_TEMPDIRECTORY: folder })
  const [, file = ''] = /^##vso\[task\.uploadsummary\](.+)$/.exec(line ?? '') ?? []
  assert.match(readFileSync(file, 'utf8'), '## Exchange fleet demo')
  assert.equal(await writeStepSummary(fleet, {}), { line: null, fault: null })
})

test.run()
