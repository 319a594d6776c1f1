import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import { version } from 'esbuild/package.json'
import type { LabServer, Said } from './lab'

const root = join(__dirname, '../..')
const shared = join(root, '../shared')

/** Runs something in the folder of the project; fails where it takes longer than so many seconds. */
type Runs = (seconds: number, ...args: ReadonlyArray<string>) => Promise<Said>

/** Where npm lies there. */
export const npmFile = 'C:\\npm\\bin\\npm-cli.js'

/** Node.js for Windows, with npm, in a copy of the project on the drive C: of a server. */
export interface WindowsNode {
  readonly node: Runs
  /** `npm run --silent` with the name of a script and its arguments, as cmd.exe there runs it. */
  readonly npm: Runs
}

const isCopied = (path: string): boolean => !['node_modules', '.git'].includes(basename(path))

const quietly = { stdio: 'ignore', timeout: 180_000 } as const

/** Hard links where that is possible; esbuild has one package for each system, so that the one for Windows is added. */
const addPackages = (project: string): void => {
  const [from, to] = [join(root, 'node_modules'), join(project, 'node_modules')]
  execFileSync('sh', ['-c', 'cp -al "$0" "$1" || cp -a "$0" "$1"', from, to], quietly)
  const name = '@esbuild/win32-x64'
  const folder = join(to, name)
  mkdirSync(folder)
  const packed = execFileSync('npm', ['pack', '--silent', `${name}@${version}`], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 180_000
  })
  execFileSync('tar', ['-xzf', packed.trim(), '--strip-components=1'], { ...quietly, cwd: folder })
}

/** The npm of this machine, which is JavaScript alone. */
const addNpm = (folder: string): void => {
  const installed = execFileSync('npm', ['root', '--global'], { encoding: 'utf8', timeout: 60_000 })
  cpSync(join(installed.trim(), 'npm'), folder, { recursive: true, dereference: true })
}

/** Copies the project to C:\project; fails where the npm registry, which has Node.js for Windows, can't be reached. */
export const openWindowsNode = async (server: LabServer): Promise<WindowsNode> => {
  const project = server.file('project')
  cpSync(root, project, { recursive: true, filter: isCopied })
  addPackages(project)
  addNpm(server.file('npm'))
  symlinkSync(shared, server.file('shared'))
  const node: Runs = (seconds, ...args) => server.node(seconds, project, ...args)
  const { stdout } = await node(60, '--print', 'path.dirname(process.execPath)')
  // npm starts scripts by cmd.exe, which finds `node` on the PATH; Wine puts this before its own.
  process.env.WINEPATH = stdout.trim()
  return {
    node,
    npm: (seconds, script, ...args) =>
      node(
        seconds,
        'C:\\npm\\bin\\npm-cli.js',
        'run',
        '--silent',
        script,
        ...(args.length === 0 ? [] : ['--', ...args])
      )
  }
}
