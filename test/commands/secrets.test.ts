import { writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { temporaryFolder } from '../support/engine'
import { CAN_FAKE_PROGRAMS, fakeProgram } from '../toolchain/support'
import { assertRefused, complianceWith } from './run'

const test = suite('commands: encrypted settings')

const withFake = CAN_FAKE_PROGRAMS ? test : test.skip
if (!CAN_FAKE_PROGRAMS) process.stdout.write('skipped: a Pulumi CLI that is made up can not be started by its name\n')

const recording = join(__dirname, '../../stacks/demo-fleet/EXSE.json')
const servers = [{ name: 'EXSE', connection: { type: 'recorded', path: recording } }]

/** A Pulumi CLI that decrypts the settings of one stack, and of the file that it is told to read. */
const withPulumi = (folder: string, file: string): NodeJS.ProcessEnv => {
  const config = {
    'exchange-compliance:servers': { value: JSON.stringify(servers), secret: true },
    'exchange-compliance:maxAge': { value: '36500d' }
  }
  const asked = ['config', '--json', '--show-secrets', '--non-interactive', '--stack', 'prod', '--config-file', file]
  fakeProgram(
    folder,
    'pulumi',
    `const args = process.argv.slice(2)
     if (args[0] === 'version') console.log('v3.259.0')
     else if (args.join(' ') === ${JSON.stringify(asked.join(' '))}) console.log(${JSON.stringify(JSON.stringify(config))})
     else { console.error("error: no stack named '" + args[5] + "' found"); process.exit(6) }`
  )
  return { PATH: [folder, process.env.PATH].join(delimiter) }
}

const encrypted = 'config:\n  exchange-compliance:servers:\n    secure: v1:abc\n'

withFake('they are those of the file that is named, not of a stack of its name', async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'Pulumi.prod.yaml')
  writeFileSync(file, encrypted)
  const env = withPulumi(folder, file)
  const { code, stdout, stderr } = await complianceWith(env, folder, 'check', '--stack', 'Pulumi.prod.yaml')
  assert.is(code, 0, stderr)
  assert.match(stdout, /^EXSE /)
})

withFake('where Pulumi gives no settings, its reason is one sentence with the file', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'Pulumi.other.yaml'), encrypted)
  const env = withPulumi(folder, join(folder, 'Pulumi.prod.yaml'))
  assertRefused(
    await complianceWith(env, folder, 'check', '--stack', 'Pulumi.other.yaml'),
    "Pulumi.other.yaml: Pulumi can't read its encrypted settings or its environment: no stack named 'other' found; check"
  )
})

test.run()
