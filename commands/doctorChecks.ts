import { join } from 'node:path'
import * as t from 'io-ts'
import { run } from '../connections/children/run'
import { childEnvironment } from '../connections/collector'
import { powershell } from '../connections/powershell'
import { isPluginThere, pluginVersion, waysToGetPlugin } from '../stacks/commandPlugin'
import type { Settings } from '../stacks/settings'
import { remediates } from '../stacks/settings'
import { root } from './paths'

/** One thing that was looked at. `note`: nothing is wrong, but it is good to know. */
export interface Check {
  readonly state: 'ok' | 'note' | 'fail'
  readonly what: string
  /** What was found; where it failed, what to do, too. */
  readonly text: string
}

/** No program of this computer is waited for any longer. */
const localSeconds = 20

const firstLine = (text: string): string => text.trim().split(/\r?\n/)[0] ?? ''

const askProgram = async (file: string, args: ReadonlyArray<string>) => {
  const bounds = { seconds: localSeconds, signal: new AbortController().signal }
  const ending = await run(
    { file, args, input: '', env: childEnvironment(process.env), outputLimit: 64 * 1024 },
    bounds
  )
  const said = firstLine(ending.stdout.toString('utf8')) || firstLine(ending.stderr)
  return { isThere: ending.how === 'exited' && ending.code === 0, how: ending.how, said }
}

const node = (): Check => ({ state: 'ok', what: 'Node.js', text: process.versions.node })

const found = t.type({ file: t.string })
const lacking = t.type({ problem: t.string })

const askToolchain = async (): Promise<unknown> => {
  const module: unknown = require(join(root, 'toolchain', 'findCli.cjs'))
  const holds = typeof module === 'object' && module !== null && 'findCli' in module
  return holds && typeof module.findCli === 'function' ? module.findCli() : null
}

const cli = async (): Promise<Check> => {
  const answer = await askToolchain()
  if (found.is(answer)) return { state: 'ok', what: 'Pulumi CLI', text: answer.file }
  const why = lacking.is(answer) ? answer.problem : 'it could not be looked for'
  return {
    state: 'note',
    what: 'Pulumi CLI',
    text: `${why}; the first preview gets one. check, ready and explain work without it.`
  }
}

const plugin = (settings: Settings): Check => {
  const what = 'command plugin'
  if (isPluginThere(process.env)) return { state: 'ok', what, text: pluginVersion }
  return remediates(settings)
    ? { state: 'fail', what, text: `not installed. ${waysToGetPlugin}` }
    : { state: 'ok', what, text: 'not installed; only the level remediate needs it' }
}

const kindsOf = ({ servers }: Settings): ReadonlySet<string> =>
  new Set(servers.map(({ connection }) => connection.type))

const ssh = async (): Promise<Check> => {
  const { isThere, said } = await askProgram('ssh', ['-V'])
  return isThere
    ? { state: 'ok', what: 'ssh', text: said }
    : { state: 'fail', what: 'ssh', text: 'there is no OpenSSH client; install one, on Windows as an optional feature' }
}

const version = '$PSVersionTable.PSVersion.ToString()'

/** What to do where PowerShell is missing: elsewhere than on Windows, it helps the connection local alone. */
export const withoutPowershell = (
  platform: NodeJS.Platform,
  kinds: ReadonlySet<string>,
  asksOrganization: boolean
): string => {
  const isElsewhere = platform !== 'win32'
  const ways = [
    ...(kinds.has('local') || !isElsewhere ? ['install PowerShell'] : []),
    ...(kinds.has('remoting') && isElsewhere
      ? ['remoting works only on Windows; on this computer use ssh or recorded']
      : []),
    ...(asksOrganization && isElsewhere
      ? ['the organization can only be asked on Windows; on this computer use organization: {recorded: FILE}']
      : [])
  ]
  return ways.join('; ')
}

const localPowershell = async (kinds: ReadonlySet<string>, asksOrganization: boolean): Promise<Check> => {
  const { isThere, said, how } = await askProgram(powershell, [
    '-NoLogo',
    '-NoProfile',
    '-NonInteractive',
    '-Command',
    version
  ])
  if (isThere) return { state: 'ok', what: 'PowerShell', text: `${said} (${powershell})` }
  const why = how === 'missing' ? 'is not there' : `does not answer: ${said || how}`
  return {
    state: 'fail',
    what: 'PowerShell',
    text: `${powershell} ${why}: ${withoutPowershell(process.platform, kinds, asksOrganization)}`
  }
}

/** A proxy's password is nobody's to see, also where it holds an @ itself or no scheme stands before it. */
export const withoutPassword = (url: string): string => url.replace(/^((?:https?|socks\w*):\/\/)?.*@/is, '$1***@')

const proxy = (): Check => {
  const names = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'NO_PROXY', 'no_proxy']
  const set = names.flatMap((name) => {
    const value = process.env[name]
    return value === undefined || value === '' ? [] : [`${name}=${withoutPassword(value)}`]
  })
  const none = 'none set; where the network needs one for downloads, set HTTPS_PROXY'
  return { state: 'ok', what: 'proxy', text: set.length === 0 ? none : set.join(' ') }
}

/** Looks at this computer: what the settings of a stack take of it, and no more. */
export const checkComputer = async (settings: Settings): Promise<ReadonlyArray<Check>> => {
  const kinds = kindsOf(settings)
  const asksOrganization = settings.organization?.type === 'endpoint'
  const asksPowershell = kinds.has('remoting') || kinds.has('local') || asksOrganization
  return Promise.all([
    node(),
    cli(),
    plugin(settings),
    ...(kinds.has('ssh') ? [ssh()] : []),
    ...(asksPowershell ? [localPowershell(kinds, asksOrganization)] : []),
    proxy()
  ])
}
