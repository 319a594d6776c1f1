import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { run as runProgram } from '../../connections/children/run'

/** A script for PowerShell: a file, or the text of one (in which lone surrogates can't be written). */
export interface Request {
  readonly script: { readonly file: string } | { readonly text: string }
  readonly args?: ReadonlyArray<string>
  /** What the script reads by `$input` or `[Console]::In`. */
  readonly input?: string
  /** Set for this run alone. */
  readonly environment?: Readonly<Record<string, string>>
  /** 60 where it isn't given. */
  readonly seconds?: number
}

/** How the script ended. */
export interface Ending {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A real PowerShell 7 for tests. */
export interface Engine {
  /** Why there is none, for the line `skipped: …`; null where there is one. */
  readonly missing: string | null
  /** Rejects where PowerShell can't be started, or isn't done in time; any exit code is an answer. */
  readonly run: (request: Request) => Promise<Ending>
}

const onPath = (): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, process.platform === 'win32' ? 'pwsh.exe' : 'pwsh'))
    .find(existsSync)

const beside = join(__dirname, '..', '..', '..', 'shared', 'powershell', 'pwsh')

const find = (): string | null => onPath() ?? (process.platform !== 'win32' && existsSync(beside) ? beside : null)

const folders: Array<string> = []
process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const { XDG_CACHE_HOME, LAB_HOME } = process.env

/** What PowerShell keeps for itself goes to a folder of this process; the packed one unpacks itself once for each user. */
const environmentIn = (folder: string): NodeJS.ProcessEnv => ({
  ...process.env,
  HOME: folder,
  XDG_CACHE_HOME: folder,
  XDG_CONFIG_HOME: folder,
  XDG_DATA_HOME: folder,
  TMPDIR: folder,
  LAB_HOME: LAB_HOME ?? join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'winlab'),
  POWERSHELL_TELEMETRY_OPTOUT: '1',
  POWERSHELL_UPDATECHECK: 'Off',
  DOTNET_EnableDiagnostics: '0',
  NO_COLOR: '1'
})

const engineAt = (program: string): Engine => {
  const folder = mkdtempSync(join(tmpdir(), 'exchange-powershell-'))
  folders.push(folder)
  let written = 0
  const fileOf = (script: Request['script']): string => {
    if ('file' in script) return script.file
    written += 1
    const file = join(folder, `${written}.ps1`)
    writeFileSync(file, script.text)
    return file
  }
  return {
    missing: null,
    run: async ({ script, args = [], input = '', environment = {}, seconds = 60 }) => {
      const command = {
        file: program,
        args: ['-NoProfile', '-NonInteractive', '-File', fileOf(script), ...args],
        input,
        env: { ...environmentIn(folder), ...environment },
        outputLimit: 256 * 1024 * 1024
      }
      const { how, code, stdout, stderr } = await runProgram(command, { seconds, signal: new AbortController().signal })
      if (how !== 'exited') throw new Error(`${program} did not run to its end within ${seconds} s: ${how}. ${stderr}`)
      return { exitCode: code, stdout: stdout.toString('utf8'), stderr }
    }
  }
}

const missing = 'PowerShell is not here: there is no pwsh on the PATH, and no ../shared/powershell/pwsh'

/** The real PowerShell of this computer: `pwsh` of the PATH, else the one beside the project. */
export const findEngine = (): Engine => {
  const program = find()
  return program === null ? { missing, run: () => Promise.reject(new Error(`${missing}.`)) } : engineAt(program)
}
