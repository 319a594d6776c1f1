import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { temporaryFolder } from '../support/engine'
import { type SimulatedServers, simulatedServers } from './servers'
import { hostScript } from './sshd'

/** The simulated host under the names of PowerShell, first on PATH. */
export interface SimulatedPowerShell extends SimulatedServers {
  readonly folder: string
  readonly path: string
  /** What it was asked, each request or list of arguments in the order in which they came. */
  readonly log: (name: 'requests' | 'arguments' | 'endpoint') => ReadonlyArray<string>
}

/** Windows starts only real executables by name, so that none can stand in for PowerShell there. */
export const powershellMissing: string | null =
  process.platform === 'win32' ? 'no script can stand in for PowerShell on Windows' : null

/** The name by which the simulated host is asked for this computer's own facts. */
export const thisComputer = 'this-computer'

/** In the folder of an sshd, its hosts are those of both. */
export const createPowerShell = (folder = temporaryFolder()): SimulatedPowerShell => {
  for (const name of ['pwsh', 'powershell.exe']) {
    writeFileSync(
      join(folder, name),
      `#!/bin/sh\nexec "${process.execPath}" "${hostScript}" powershell "${folder}" "$@"\n`
    )
    chmodSync(join(folder, name), 0o755)
  }
  return {
    ...simulatedServers(folder),
    folder,
    path: [folder, process.env.PATH].join(delimiter),
    log: (name) => {
      const file = join(folder, `${name}.log`)
      return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
    }
  }
}
