import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import type { ScriptFile } from '../reports/rolloutText'
import { unwritten, writeWhole } from './reportFiles'

/** Where Pulumi.yaml is. Older language hosts don't say, and start the program in its folder `stacks`. */
export const projectFolder = (fromPulumi: string, cwd: string): string =>
  isAbsolute(fromPulumi) ? fromPulumi : join(cwd, '..')

/** A name as one part of a path, whatever stands in it. */
const partOf = (name: string): string => encodeURIComponent(name).replace(/^\.+$/, (dots) => '%2E'.repeat(dots.length))

/** Writes the script of a server below the project's folder `scripts`, to be read and compared before it is run. */
export const writeScript = async (
  folder: string,
  stack: string,
  server: string,
  script: string
): Promise<ScriptFile> => {
  const sha256 = createHash('sha256').update(script).digest('hex')
  const parts = ['scripts', partOf(stack)]
  const name = `${partOf(server)}.ps1`
  try {
    await mkdir(join(folder, ...parts), { recursive: true })
  } catch (error) {
    return { file: null, sha256, fault: `${[...parts].join('/')} ${unwritten(error)}` }
  }
  const fault = await writeWhole(join(folder, ...parts, name), script)
  return { file: fault === null ? [...parts, name].join('/') : null, sha256, fault }
}
