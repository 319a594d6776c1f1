import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { temporaryFolder } from '../support/engine'
import { hostScript, type SimulatedHost } from './sshd'

/** The simulated host under the names of PowerShell, first on PATH. */
export interface SimulatedPowerShell {
  readonly folder: string
  readonly path: string
  readonly add: (server: string, host: SimulatedHost) => void
  /** What it was asked, each request or list of arguments in the order in which they came. */
  readonly log: (name: 'requests' | 'arguments') => ReadonlyArray<string>
}

/** Windows starts only real executables by name, so that none can stand in for PowerShell there. */
export const powershellMissing: string | null =
  process.platform === 'win32' ? 'no script can stand in for PowerShell on Windows' : null

/** The name by which the simulated host is asked for this computer's own facts. */
export const thisComputer = 'this-computer'

export const createPowerShell = (): SimulatedPowerShell => {
  const folder = temporaryFolder()
  for (const name of ['pwsh', 'powershell.exe']) {
    writeFileSync(
      join(folder, name),
      `#!/bin/sh\nexec "${process.execPath}" "${hostScript}" powershell "${folder}" "$@"\n`
    )
    chmodSync(join(folder, name), 0o755)
  }
  return {
    folder,
    path: [folder, process.env.PATH].join(delimiter),
    add: (server, host) => writeFileSync(join(folder, `${server}.json`), JSON.stringify(host)),
    log: (name) => {
      const file = join(folder, `${name}.log`)
      return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
    }
  }
}
