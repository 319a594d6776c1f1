import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { parsePowerShell, syntaxErrors } from '../support/powershell'

const root = join(__dirname, '../..')
const rooms = ['collector', 'commands', 'connections', 'policies', 'remediation', 'resources']

const filesOf = (room: string): ReadonlyArray<string> =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).map((name) => join(room, name))

const files = rooms.flatMap(filesOf)
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const scripts = files.filter((file) => file.endsWith('.ps1'))

test('each PowerShell file is whole by itself: an editor and a grammar can read it', async () => {
  assert.ok(scripts.length > 90, `${scripts.length} files`)
  for (const file of scripts) {
    assert.equal(syntaxErrors(await parsePowerShell(read(file))), [], file)
    assert.match(read(file), /^[\n\x20-\x7e]*[^\n]\n$/, `${file}: ASCII, with one line end at its end`)
  }
})

test('each PowerShell file is imported, or is a file that runs by itself', () => {
  const imported = files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      [...read(file).matchAll(/ from '(\.[^']+\.ps1)'/g)].map(([, target]) => join(file, '..', target ?? ''))
    )
  const alone = scripts.filter((file) => !imported.includes(file) && !file.startsWith('collector'))
  assert.equal(alone.map((file) => file.replaceAll('\\', '/')).sort(), [
    'commands/Get-Session.ps1',
    'connections/Invoke-Script.ps1'
  ])
})

test.run()
