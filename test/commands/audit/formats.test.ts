import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { recording } from '../../support/server'

const root = join(__dirname, '../../..')

const test = suite<{ folder: string }>('the formats of the audit', { folder: '' })

test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'formats-'))
  writeFileSync(join(context.folder, 'EX01.json'), JSON.stringify(recording({ acls: { error: 'access denied' } })))
})
test.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }))

const audit = (folder: string, ...args: ReadonlyArray<string>) =>
  spawnSync(process.execPath, ['toolchain/run.mjs', 'commands/audit/audit.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, INIT_CWD: folder, NO_COLOR: '1' }
  })

const beginnings = {
  html: '<!doctype html>',
  junit: '<?xml version="1.0" encoding="UTF-8"?>',
  sarif: '{\n  "$schema"',
  markdown: '## Exchange fleet EX01'
}

const datedAt = (folder: string, collectedAt: string): string => {
  writeFileSync(join(folder, 'old.json'), JSON.stringify({ ...recording(), collectedAt }))
  return 'old.json'
}

test('facts that are older than their limit are told in each format, and the gate names their age', ({ folder }) => {
  const old = datedAt(folder, '2025-11-01T08:00:00Z')
  const passes =
    /(?:every mandatory policy is met|All mandatory policies are met), by facts that are \d+ days old \(limit 30d\)\./
  const tooOld =
    /Facts are too old to tell how servers are now\\?: EX01 \\?\(\d+ days old, limit 30d\\?\); record them again/
  for (const format of ['text', 'json-2', 'junit', 'sarif', 'markdown', 'html']) {
    const { stdout } = audit(folder, '--format', format, '--policy', 'services-start', old)
    const text = stdout.replace(/\s+/g, ' ')
    if (['text', 'json-2'].includes(format)) assert.match(text, passes, format)
    if (format !== 'text') assert.match(text, tooOld, format)
  }
})

test('of facts that are young enough no age is named', ({ folder }) => {
  const young = datedAt(folder, new Date(Date.now() - 86_400_000).toISOString())
  for (const format of ['text', 'json-2', 'junit', 'sarif', 'markdown']) {
    const { stdout } = audit(folder, '--format', format, '--policy', 'services-start', young)
    assert.not.match(stdout, /too old to tell|by facts that are/, format)
  }
})

test('prints each format and nothing else, with the exit code of the verdicts', ({ folder }) => {
  for (const [format, beginning] of Object.entries(beginnings)) {
    const { status, stdout, stderr } = audit(folder, '--format', format, 'EX01.json')
    assert.ok(stdout.startsWith(beginning), stdout.slice(0, 200))
    assert.equal([status, stderr], [1, ''], format)
  }
})

test('writes a file in UTF-8 with --out, and says only that', ({ folder }) => {
  const { status, stdout, stderr } = audit(folder, '--format', 'json', '--out', 'report.json', 'EX01.json')
  assert.equal([status, stdout, stderr], [1, '', 'Written to report.json\n'])
  assert.is(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')).servers[0].name, 'EX01')
})

test('json stays version 1, with each step as one text; json-2 has its parts', ({ folder }) => {
  writeFileSync(
    join(folder, 'EX01.json'),
    JSON.stringify(recording({ sharedWebConfig: { clientAccess: 'present', httpProxy: 'absent' } }))
  )
  const stepsOf = (format: string) => {
    const { version, servers } = JSON.parse(
      audit(folder, '--format', format, '--policy', 'shared-web-config', 'EX01.json').stdout
    )
    return [version, ...servers[0].verdicts[0].drifts[0].resolution.steps]
  }
  const [one, ...texts] = stepsOf('json')
  assert.is(one, 1)
  assert.ok(texts.length > 1 && texts.every((step) => typeof step === 'string'))
  const [two, ...steps] = stepsOf('json-2')
  assert.is(two, 2)
  for (const step of steps) assert.equal(Object.keys(step), ['text', 'shell', 'command'])
  assert.is(steps.length, texts.length)
})

test('version 1 has no place for what changed', ({ folder }) => {
  const { status, stderr } = audit(folder, '--format', 'json', '--baseline', 'a.json', 'EX01.json')
  assert.equal(
    [status, stderr],
    [2, '--format json is version 1, which has no place for what changed: use --format json-2\n']
  )
})

test('says in a sentence that a file can not be written, and exits 2', ({ folder }) => {
  const { status, stderr } = audit(folder, '--format', 'html', '--out', 'no/report.html', 'EX01.json')
  assert.equal(
    [status, stderr],
    [2, "no/report.html can't be written, its folder does not exist: make the folder first\n"]
  )
  assert.not(existsSync(join(folder, 'no')))
})

test('suggests the format that was meant', ({ folder }) => {
  const { status, stderr } = audit(folder, '--format', 'juni', 'EX01.json')
  assert.is(status, 2)
  assert.match(stderr, /--format juni: did you mean junit\?/)
})

test.run()
