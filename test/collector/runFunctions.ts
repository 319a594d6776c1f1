import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findEngine } from '../powershell/engine'

const root = join(__dirname, '..', '..')

export const engine = findEngine()

/** What a script among the collector's functions writes, as JSON. */
export const run = async (folder: string, script: string): Promise<unknown> => {
  const file = join(folder, 'script.ps1')
  writeFileSync(file, script)
  const { stdout, stderr } = await engine.run({
    script: { file: join(__dirname, 'Invoke-Functions.ps1') },
    args: [join(root, 'collector', 'Get-ExchangeFacts.ps1'), file],
    seconds: 120
  })
  if (stdout.trim() === '') throw new Error(stderr)
  return JSON.parse(stdout)
}

export const json = (value: string): string => `ConvertTo-Json -InputObject (${value}) -Depth 5 -Compress`
