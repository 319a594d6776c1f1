import { spawnSync } from 'node:child_process'
import { cpSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../support/engine'

const root = join(__dirname, '../..')

/** A copy of these parts of the project, with its packages where links need no right. */
export const copyOf = (parts: ReadonlyArray<string>): string => {
  const folder = temporaryFolder()
  for (const part of parts) cpSync(join(root, part), join(folder, part), { recursive: true })
  if (process.platform !== 'win32') symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

/** Runs Node.js in such a copy. */
export const runIn = (folder: string, ...args: ReadonlyArray<string>) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
  return { status, output: `${stdout}${stderr}` }
}

/** The command line of a tool that the project's packages have. */
export const tools = {
  types: join(root, 'node_modules/typescript/bin/tsc'),
  lint: join(root, 'node_modules/@biomejs/biome/bin/biome')
}
