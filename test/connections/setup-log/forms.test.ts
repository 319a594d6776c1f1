import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readSetupLog } from '../../../connections/setup-log/readLog'
import type { SetupLog } from '../../../facts/sections/setupLog'
import { diagnose } from '../../../policies/setup-log/diagnose'
import { withFolder } from '../folders'

const shared = join(__dirname, '../../../../shared')
const isHere = existsSync(shared)
if (!isHere) {
  console.log("skipped: ../shared isn't here")
  test.skip('the forms in which people have real logs')
}

const logsBelow = (folder: string): ReadonlyArray<string> =>
  isHere
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.log$/i.test(name) && !/ServiceControl/.test(name))
        .map((name) => join(folder, name))
    : []

const logs = [...logsBelow(join(shared, 'data/setup-logs')), ...logsBelow(join(shared, 'cases/setup'))]

const textOf = (bytes: Buffer): string => bytes.toString(bytes[0] === 0xff ? 'utf16le' : 'utf8').replace(/^\ufeff/, '')

const forms: Readonly<Record<string, (lines: ReadonlyArray<string>) => string | Buffer>> = {
  'with a blank line after each': (lines) => lines.join('\n\n'),
  'quoted as a mail does': (lines) => lines.map((line) => `> ${line}`).join('\r\n'),
  'quoted twice': (lines) => lines.map((line) => `>> ${line}`).join('\n'),
  'indented as a forum wants code': (lines) => lines.map((line) => `    ${line}`).join('\n'),
  'as UTF-16LE with a mark': (lines) => Buffer.from(`\ufeff${lines.join('\r\n')}`, 'utf16le'),
  'as UTF-16BE with a mark': (lines) => Buffer.from(`\ufeff${lines.join('\r\n')}`, 'utf16le').swap16(),
  'as UTF-8 with a mark': (lines) => `\ufeff${lines.join('\r\n')}`,
  'with words before it': (lines) => ['Hello all,', 'setup fails here:', '', ...lines].join('\n')
}

/** What is told where the beginning of a run, or the end of an error, is missing. */
const lessTelling = ['unknown-failure', 'process-failed']

const idsOf = (log: SetupLog): ReadonlyArray<string> =>
  diagnose(log)
    .map(({ issue }) => issue.id)
    .sort()

const read = (content: string | Buffer): Promise<SetupLog | null> =>
  withFolder({ 'a.txt': content }, async (folder) => {
    const log = await readSetupLog(join(folder, 'a.txt'))()
    return E.isRight(log) ? log.right : null
  })

for (const path of logs) {
  const lines = textOf(readFileSync(path)).split(/\r?\n/)

  test(`${path.slice(shared.length + 1)}: the same failure in every form`, async () => {
    const whole = await read(lines.join('\r\n'))
    if (whole === null) return
    for (const [name, form] of Object.entries(forms)) {
      const log = await read(form(lines))
      assert.ok(log !== null, name)
      assert.equal([log.state, idsOf(log)], [whole.state, idsOf(whole)], name)
    }
  })

  test(`${path.slice(shared.length + 1)}: cut, it tells nothing else than whole`, async () => {
    const whole = await read(lines.join('\n'))
    if (whole === null || whole.state === 'completed' || whole.runs > 1) return
    const known = [...idsOf(whole), ...lessTelling]
    for (let part = 1; part < 8; part += 1) {
      const at = Math.floor((lines.length * part) / 8)
      for (const piece of [lines.slice(at), lines.slice(0, at)]) {
        const log = await read(piece.join('\n'))
        const ids = log === null ? [] : idsOf(log)
        assert.equal(
          ids.filter((id) => !known.includes(id)),
          [],
          `cut at line ${at} of ${lines.length}`
        )
      }
    }
  })
}

test.run()
