import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { load, ROOT } from './support'

interface Options {
  readonly VALUE_OPTIONS: ReadonlyArray<string>
  readonly SCRIPT_OPTIONS: Readonly<Record<string, ReadonlyArray<string>>>
}

interface Shown {
  readonly name: string
  readonly takesWord: boolean
}

/** The options in the help of a command, such as `-s, --stack string`; a value in brackets is only taken after `=`. */
const optionsIn = (help: string): ReadonlyArray<Shown> =>
  [...help.matchAll(/^ +(?:-\w, )?--([a-z-]+)( [a-zA-Z0-9:]+(\[=.*?\])?)? {3,}\S/gm)].map(
    ([, name = '', type, optional]) => ({
      name,
      // The help calls a switch by its default, where its text has a word in quotes.
      takesWord: type !== undefined && optional === undefined && type !== ' false'
    })
  )

const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules', 'pulumi', 'package.json'), 'utf8'))
const home = process.env.PULUMI_HOME ?? join(homedir(), '.pulumi')
const cli = join(home, 'versions', version, 'bin', process.platform === 'win32' ? 'pulumi.exe' : 'pulumi')

const check = existsSync(cli) ? test : test.skip
if (!existsSync(cli)) console.log('skipped: the pinned CLI is not here, so that its options could not be compared')

for (const command of ['preview', 'up', 'refresh', 'destroy'])
  check(`each option of pulumi ${command} is known, and whether it takes a word`, async () => {
    const commandLine = await load<Options>('commandLine.mjs')
    const lost = await load<Options>('lostOptions.mjs')
    const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: 'true' }
    const shown = optionsIn(spawnSync(cli, [command, '--help'], { env, encoding: 'utf8' }).stdout)
    assert.ok(shown.length > 30)
    assert.equal(
      shown
        .filter(({ takesWord }) => takesWord)
        .map(({ name }) => name)
        .filter((name) => !commandLine.VALUE_OPTIONS.includes(name)),
      []
    )
    assert.equal(
      shown
        .filter(({ takesWord }) => !takesWord)
        .map(({ name }) => name)
        .filter((name) => commandLine.VALUE_OPTIONS.includes(name)),
      []
    )
    const known = [...(lost.SCRIPT_OPTIONS.pulumi ?? []), 'help']
    assert.equal(
      shown.map(({ name }) => name).filter((name) => !known.includes(name)),
      []
    )
  })

test.run()
