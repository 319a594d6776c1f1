import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'

const root = join(__dirname, '../..')

/** How a verb ended. */
export interface Ending {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a verb as `compliance` does, with these variables of the environment. */
export const complianceWith = (
  env: NodeJS.ProcessEnv,
  folder: string,
  ...words: ReadonlyArray<string>
): Promise<Ending> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'toolchain', 'compliance.mjs'), ...words], {
      cwd: folder,
      env: { ...process.env, NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe']
    })
    const output = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output.stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      output.stderr += text
    })
    child.once('error', reject)
    child.once('close', (code) => {
      assert.not.match(output.stderr, /^\s+at .*[:(]/m)
      resolve({ code, ...output })
    })
  })

/** Runs a verb as the launcher does, for a user who stands in a folder; nobody is ever shown a stack trace. */
export const compliance = (folder: string, ...words: ReadonlyArray<string>): Promise<Ending> =>
  complianceWith({}, folder, ...words)

/** Asserts that a verb refused in one short sentence, with exit code 2. */
export const assertRefused = ({ code, stdout, stderr }: Ending, part: string): void => {
  assert.ok(stderr.includes(part), stderr)
  assert.is(code, 2)
  assert.is(stdout, '')
  assert.is(stderr.trim().split('\n').length, 1, stderr)
  assert.ok(stderr.length <= 300, `${stderr.length} characters: ${stderr}`)
}

/** Writes a stack's file of JSON, which is YAML, too; settings without their namespace. */
export const writeStack = (folder: string, settings: Readonly<Record<string, unknown>>, name = 'test'): string => {
  const config = Object.entries({ maxAge: '36500d', ...settings }).map(([key, value]) => [
    `exchange-compliance:${key}`,
    value
  ])
  const file = join(folder, `Pulumi.${name}.yaml`)
  writeFileSync(file, JSON.stringify({ config: Object.fromEntries(config) }, null, 1))
  return file
}
