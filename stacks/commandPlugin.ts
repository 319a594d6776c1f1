import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { version } from '@pulumi/command/package.json'
import { run } from '../connections/children/run'
import { windowsProgram } from '../connections/windowsProgram'
import { launcher } from './launcher'

type Environment = Readonly<Record<string, string | undefined>>

/** The version of Pulumi's command plugin that the SDK asks for. */
export const pluginVersion: string = version

const [system, ends] = process.platform === 'win32' ? ['windows', ['.exe', '.cmd']] : [process.platform, ['']]
const machine = process.arch === 'x64' ? 'amd64' : process.arch
const install = `${launcher} pulumi plugin install resource command v${version}`
const archive = `pulumi-resource-command-v${version}-${system}-${machine}.tar.gz`

/** How the plugin is got, with the internet and without. */
export const waysToGetPlugin =
  `Install it by: ${install}. Without the internet, fetch ${archive} from https://github.com/pulumi/pulumi-command/releases ` +
  'on another computer, and add to this command: --file ARCHIVE'

/** What keeps a run from remediating. */
export const pluginMissing = `Nothing can be remediated: Pulumi's command plugin ${version} is not installed. ${waysToGetPlugin}`

const searchPath = (env: Environment): string =>
  Object.entries(env).find(([name]) => name.toUpperCase() === 'PATH')?.[1] ?? ''

/** Whether Pulumi will find the plugin: installed for this user, or on PATH. */
export const isPluginThere = (env: Environment): boolean => {
  const home = env.PULUMI_HOME || join(homedir(), '.pulumi')
  const folders = [join(home, 'plugins', `resource-command-v${version}`), ...searchPath(env).split(delimiter)]
  return folders
    .filter((folder) => folder !== '')
    .some((folder) => ends.some((end) => existsSync(join(folder, `pulumi-resource-command${end}`))))
}

/** The engine would wait for a download for ever. */
const downloadSeconds = 600

/**
 * Whether the plugin is there, if need be after a download, which the engine would try, too. Without the plugin it would end
 * the run at the first command, and say nothing of the servers.
 */
export const gotPlugin = async (env: NodeJS.ProcessEnv): Promise<boolean> => {
  if (isPluginThere(env)) return true
  if (/^(?:1|true)$/i.test(env.PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION ?? '')) return false
  const cli = process.platform === 'win32' ? windowsProgram('pulumi.exe', searchPath(env), 'pulumi.exe') : 'pulumi'
  const args = ['plugin', 'install', 'resource', 'command', `v${version}`]
  const bounds = { seconds: downloadSeconds, signal: new AbortController().signal }
  await run({ file: cli, args, input: '', env, outputLimit: 1024 * 1024 }, bounds)
  return isPluginThere(env)
}
