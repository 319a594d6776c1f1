import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { version } from 'esbuild/package.json'
import type { LabServer, Said } from './lab'

const root = join(__dirname, '../..')

/** Runs Node.js for Windows in a copy of the project on the drive C: of a server. */
export type WindowsNode = (seconds: number, ...args: ReadonlyArray<string>) => Promise<Said>

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

/** Copies the project to C:\project; fails where the npm registry, which has Node.js for Windows, can't be reached. */
export const openWindowsNode = async (server: LabServer): Promise<WindowsNode> => {
  const project = server.file('project')
  cpSync(root, project, { recursive: true, filter: isCopied })
  addPackages(project)
  return (seconds, ...args) => server.node(seconds, project, ...args)
}
