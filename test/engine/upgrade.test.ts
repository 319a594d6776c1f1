import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { powershellMissing } from '../simulated-host/powershell'
import { stopped } from './fleet'
import { enrolledFleet } from './simulatedFleet'

const test = suite('engine: upgrade')
const simulated = powershellMissing === null ? test : test.skip
if (powershellMissing !== null) process.stdout.write(`skipped: ${powershellMissing}, so that no upgrade was tried\n`)

simulated('another interpreter, environment or command of ours runs nothing on a compliant server', async () => {
  const { stack, hosts } = await enrolledFleet({ EX01: {} })
  hosts.change('EX01', stopped('MSExchangeServiceHost'))
  assert.is((await stack.pulumi('up', '--yes', '--skip-preview')).code, 0)
  const before = hosts.hands().length
  const { stdout } = await stack.pulumi('stack', 'export')
  const older = stdout
    .replaceAll('../resources/command/apply.cjs', '../resources/older/apply.cjs')
    .replaceAll('"addPreviousOutputInEnv": false', '"addPreviousOutputInEnv": true')
  assert.is.not(older, stdout)
  const imported = await stack.pulumi('stack', 'import', '--file', stack.write('older.json', older))
  assert.is(imported.code, 0, imported.all)
  const preview = await stack.pulumi('preview', '--expect-no-changes')
  assert.is(preview.code, 0, preview.all)
  assert.is((await stack.pulumi('up', '--yes', '--skip-preview')).code, 0)
  assert.is(hosts.hands().length, before)
})

test.run()
