import { existsSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { version } from '@pulumi/command/package.json'

/** The plugin that runs commands here: Pulumi's own where it is installed, or else the stand-in of the tests. */
export interface CommandPlugin {
  readonly name: 'real' | 'stand-in'
  /** The folder to put first on PATH; null where Pulumi finds the plugin by itself. */
  readonly path: string | null
}

const standIn = join(__dirname, '..', 'command-plugin')
const program = process.platform === 'win32' ? 'pulumi-resource-command.exe' : 'pulumi-resource-command'
const pathVariable = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
const searchPath = process.env[pathVariable] ?? ''

/** The stand-in of whichever checkout may be on PATH already: it lies beside its plugin.cjs. */
const isStandIn = (file: string): boolean => existsSync(join(dirname(realpathSync(file)), 'plugin.cjs'))

const isInstalled = (): boolean => {
  const home = process.env.PULUMI_HOME ?? join(homedir(), '.pulumi')
  const folders = [
    join(home, 'plugins', `resource-command-v${version}`),
    ...searchPath.split(delimiter).filter(Boolean)
  ]
  return folders.map((folder) => join(folder, program)).some((file) => existsSync(file) && !isStandIn(file))
}

/** Tells which plugin runs commands. */
export const commandPlugin = (): CommandPlugin =>
  isInstalled() ? { name: 'real', path: null } : { name: 'stand-in', path: standIn }

/** The environment in which the engine finds that plugin, and doesn't look for another. */
export const commandEnvironment = ({ path }: CommandPlugin): Readonly<Record<string, string>> =>
  path === null
    ? {}
    : {
        [pathVariable]: [path, searchPath].join(delimiter),
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true'
      }
