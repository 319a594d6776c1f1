import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The programs of the lab: a made-up Exchange server on the Windows that Wine is. */
export const programs = join(__dirname, '../../../shared/powershell/windows')

/** Debian's own server of Wine, which keeps users, files and registry. */
export const wineServer = '/usr/lib/wine/wineserver64'

/** Debian's own sc.exe of Wine. */
export const wineServiceControl = '/usr/lib/x86_64-linux-gnu/wine/x86_64-windows/sc.exe'

/** Security identifiers as Windows stores them, in as many bytes: Wine's one user, and the system's account. */
const wineUser = Buffer.from('010500000000000515000000000000000000000000000000e8030000', 'hex')
const system = Buffer.concat([Buffer.from('010100000000000512000000', 'hex')], wineUser.length)

/**
 * Wine's server with its one user turned into the system's account, which owns every file there: else no folder could belong to
 * administrators, and each script would rightly refuse. Null where it isn't the server that is known here.
 */
export const ownedBySystem = (): Buffer | null => {
  const program = readFileSync(wineServer)
  const place = program.indexOf(wineUser)
  if (place === -1 || program.indexOf(wineUser, place + 1) !== -1) return null
  system.copy(program, place)
  return program
}

const works = (file: string, ...args: ReadonlyArray<string>): boolean => {
  try {
    execFileSync(file, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const why = (): string | null => {
  if (process.env.WINDOWS_LAB !== '1') return 'the lab on Wine takes minutes (set WINDOWS_LAB=1 to run it)'
  if (process.platform !== 'linux') return 'the lab runs on Linux alone'
  if (!existsSync(programs)) return 'the folder of the lab is not here'
  const tools = ['wine', 'wineserver', 'xz', 'script', 'setsid', 'timeout']
  const absent = tools.filter((tool) => !works('sh', '-c', 'command -v "$0"', tool))
  if (absent.length > 0) return `${absent.join(', ')} is not installed`
  if (!works('unshare', '--uts', '--mount', 'mount', '--bind', tmpdir(), tmpdir()))
    return 'a computer name and a server of Wine of its own need root'
  if (!existsSync(wineServiceControl)) return `this Wine has no ${wineServiceControl}`
  if (!existsSync(wineServer) || ownedBySystem() === null) return "this Wine's server is not the one that the lab knows"
  return null
}

/** Why the lab can't run here; null where it can. */
export const labMissing: string | null = why()

/**
 * The sections of facts that can't be read there, in their order: Wine keeps no logs of events and no products of the Windows
 * Installer, and the lab's Exchange has no configuration of transport.
 */
export const notThere: ReadonlyArray<string> = [
  ...['aspNetEvents', 'proxyEvents', 'httpEvents', 'installerEvents', 'serviceEvents'],
  ...['installedUpdates', 'installerCache', 'mailQueue', 'transportEvents']
]
