import { powershell } from '../../kernel/powershell'
import asciiJson from '../../remediation/frame/asciiJson.ps1'
import protectFolder from '../../remediation/frame/protectFolder.ps1'
import administrator from './detached/administrator.ps1'
import paths from './detached/paths.ps1'
import runs from './detached/runs.ps1'
import tasks from './detached/tasks.ps1'
import wrapper from './detached/wrapper.ps1'

/** What is asked of a server: to begin a run of a script, to tell what came of it, or to clear up after it. */
export type Request =
  | { readonly action: 'start'; readonly run: string; readonly script: string }
  /** `offset`: so many characters of its output are known already. */
  | { readonly action: 'poll'; readonly run: string; readonly offset: number }
  | { readonly action: 'forget'; readonly run: string }
  /** Whether any run is at work there; nothing is changed. */
  | { readonly action: 'look' }

/**
 * A run is a scheduled task of the system's account: it outlives the session that begins it, also where a step cuts that
 * session off. The task is registered by COM, since the cmdlets for it need WMI, which a failed update can disable. For the
 * same reason no command of a module is needed: where Group Policy sets the execution policy, these need WMI too.
 */
const body = [
  paths,
  asciiJson,
  protectFolder,
  tasks,
  administrator,
  /** What the task runs: the script as a script block, since a policy can refuse script files. */
  `$wrapper = @'\n${wrapper}'@\n`,
  runs
].join('\n')

const beginning = `$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'`

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64')

/** The PowerShell that carries out a request, ASCII alone; it prints one line of JSON: `state`, `code`, `text`, `error`. */
export const detachedScript = (request: Request): string =>
  [
    beginning,
    powershell`$action = ${request.action}`,
    powershell`$run = ${request.action === 'look' ? '' : request.run}`,
    powershell`$script = ${request.action === 'start' ? base64(request.script) : ''}`,
    `$offset = ${request.action === 'poll' ? request.offset : 0}`,
    body
  ].join('\n')
