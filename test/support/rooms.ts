import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const root = join(__dirname, '../..')

/** The rooms, each of which may use itself and those before it; of the last two neither uses the other's inside. */
export const rooms: ReadonlyArray<string> = [
  'kernel',
  'facts',
  'setup-log',
  'collector',
  'judging',
  'remediation',
  'policies',
  'reports',
  'connections',
  'resources',
  'stacks',
  'commands'
]

/** The TypeScript and JavaScript below a folder of the project, as paths from its root. */
export const filesBelow = (folder: string): ReadonlyArray<string> =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.(?:ts|cjs|mjs|js)$/.test(name))
