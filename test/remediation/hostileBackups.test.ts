import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type Backup, decodeBackup } from '../../remediation/backup'
import { restore } from '../../remediation/restore'
import { hostileText } from '../support/hostile'
import { commandsIn, functionsOf, keysOf, orderedLiterals, parsePowerShell } from '../support/powershell'
import { scanPowerShell } from '../support/powershellText'
import { binding, file, record, rights, startType } from './backups'

const test = suite('policies: backups as data')

/** Backups of all kinds with two texts in them, past the codecs: what quotes them must do without these. */
const holding = (a: string, b: string): ReadonlyArray<Backup> => [
  { kind: 'start-type', service: a, start: 2, delayedAutostart: 1 },
  { kind: 'rights', path: a, sddl: b },
  { kind: 'file', path: a, copy: b },
  { kind: 'file', path: a, copy: null },
  { kind: 'binding', site: a, forms: [b, a], isBound: false, endpoint: b, record: null },
  {
    kind: 'binding',
    site: 'x',
    forms: [],
    isBound: true,
    endpoint: a,
    record: { ...record, AppId: b, SslCertHash: `x${b}`, SslCertStoreName: `x${a}`, DefaultSslCtlIdentifier: `x${a}` }
  },
  { kind: 'revocation', sid: a, state: 1 }
]

const commandsOf = (backup: Backup): string => restore(backup, '7\\2').commands.join('\n')

test('whatever a backup holds, it stays data, and the code around it is the same', () => {
  const plain = holding('a', 'b').map((backup) => scanPowerShell(commandsOf(backup)).code)
  fc.assert(
    fc.property(hostileText, hostileText, (a, b) => {
      const scanned = holding(a, b).map((backup) => scanPowerShell(commandsOf(backup)))
      assert.equal(
        scanned.map(({ code }) => code),
        plain
      )
      assert.ok(scanned[1]?.values.includes(a) && scanned[1].values.includes(b))
      assert.ok(scanned[4]?.values.includes(a) && scanned[4].values.includes(b))
    }),
    { numRuns: 500 }
  )
})

test('of hostile backups, those that decode hold no text that a program would split or expand', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const inputs = [
        { ...startType, service: text },
        { ...file, copy: text },
        { ...rights, path: `C:\\${text}` },
        { ...binding, endpoint: text },
        { ...binding, record: { ...record, SslCertStoreName: text, DefaultSslCtlIdentifier: text } }
      ]
      for (const backup of inputs.map(decodeBackup))
        if (E.isRight(backup))
          for (const value of scanPowerShell(commandsOf(backup.right)).values) assert.not.match(value, /["\n\u0000]/)
    }),
    { numRuns: 1_000 }
  )
})

const scripts = join(__dirname, '../fixtures/remediation')

test('the scripts write what is decoded here, key by key', async () => {
  const samples = [binding, file, { kind: 'revocation', sid: 'S-1-5-18', state: -1 }, rights, startType, startType]
  const written = new Map<string, ReadonlyArray<string>>()
  for (const name of readdirSync(scripts)) {
    const script = await parsePowerShell(readFileSync(join(scripts, name), 'utf8'))
    for (const [function_, body] of functionsOf(script))
      for (const literal of commandsIn(body).includes('Save-Backup') ? orderedLiterals(body).slice(-1) : [])
        written.set(function_, [...keysOf(literal)].sort())
  }
  assert.equal([...written.keys()].sort(), [
    ...['Save-Binding', 'Save-File', 'Save-RevocationCheck', 'Save-Rights', 'Save-StartType', 'Start-Winmgmt']
  ])
  assert.equal(
    [...written].sort().map(([, keys]) => keys),
    samples.map((sample) => Object.keys(sample).sort())
  )
})

test.run()
