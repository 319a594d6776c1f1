import { existsSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type PlannedStep, remediationScript } from '../../remediation/script'
import type { LabServer } from './lab'

/** A step that waits in the middle of the others, until the test has done what it does then. */
export const gated = (steps: ReadonlyArray<PlannedStep>, at: number): string => {
  const [model] = steps
  if (model === undefined) throw new Error('there is no step')
  const gate: PlannedStep = {
    ...model,
    title: 'Wait for the test',
    test: "[IO.File]::Exists('C:\\lab\\go')",
    backUp: null,
    set: [
      "[IO.File]::WriteAllText('C:\\lab\\waits', '')",
      "foreach ($turn in 1..300) { if ([IO.File]::Exists('C:\\lab\\go')) { break }; Start-Sleep -Milliseconds 200 }"
    ].join('\n'),
    functions: [],
    needsRestart: false
  }
  return remediationScript('EX01', 0, [...steps.slice(0, at), gate, ...steps.slice(at)])
}

/** Waits for a run to come to its gate; the steps before it take minutes where the computer has much else to do. */
export const waits = async (server: LabServer, run: Promise<unknown>): Promise<void> => {
  let ended: string | null = null
  const end = (told: unknown): void => {
    ended = told instanceof Error ? told.message : JSON.stringify(told)
  }
  run.then(end, end)
  for (let attempt = 0; attempt < 3_000; attempt++) {
    if (existsSync(server.file('lab', 'waits'))) return
    if (ended !== null) throw new Error(`the script ended before its gate: ${ended}`)
    await sleep(100)
  }
  throw new Error('the script did not come to its gate')
}

export const letGo = (server: LabServer): void => writeFileSync(server.file('lab', 'go'), '')
