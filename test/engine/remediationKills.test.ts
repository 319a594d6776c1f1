import { setTimeout as sleep } from 'node:timers/promises'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { powershellMissing } from '../simulated-host/powershell'
import { processesMissing, processesWith } from '../simulated-host/processes'
import type { Hand } from '../simulated-host/servers'
import type { Ending, Stack } from '../support/engine'
import { stopped } from './fleet'
import { changesMade, enrolledFleet, goOn, type SimulatedFleet, up } from './simulatedFleet'

const test = suite('engine: kills amid a remediation')
const missing = powershellMissing ?? processesMissing
const simulated = missing === null ? test : test.skip
if (missing !== null) process.stdout.write(`skipped: ${missing}, so that nothing was killed amid a remediation\n`)

const until = async (isSo: () => boolean): Promise<void> => {
  for (let waited = 0; !isSo() && waited < 1_200; waited++) await sleep(50)
  assert.ok(isSo(), 'it never came')
}

const kill = (stack: Stack, of: RegExp): void => {
  const victims = processesWith(stack.folder).filter(({ command }) => of.test(command))
  assert.ok(victims.length > 0, `nothing to kill: ${JSON.stringify(processesWith(stack.folder))}`)
  for (const { pid } of victims) process.kill(pid, 'SIGKILL')
}

const isSet = (hands: ReadonlyArray<Hand>, step: number): boolean =>
  hands.some(({ event, number }) => event === 'set' && number === step)

/** An update of a server with two steps to do, the first of which has begun. */
const begun = async (): Promise<{ readonly fleet: SimulatedFleet; readonly update: Promise<Ending> }> => {
  const fleet = await enrolledFleet({ EX01: {} })
  fleet.hosts.change('EX01', stopped('MSExchangeServiceHost', 'W3SVC'))
  fleet.hosts.behave('EX01', { seconds: 2 })
  const update = up(fleet)
  await until(() => isSet(fleet.hosts.hands(), 1))
  return { fleet, update }
}

for (const [what, of] of Object.entries({
  'the CLI': / up /,
  'our provider': /pulumi-resource-exchange/,
  'the command that watches': /apply\.cjs/
}))
  simulated(
    `after a kill of ${what} the next update waits for the script that is at work, and ends green`,
    async () => {
      const { fleet, update } = await begun()
      kill(fleet.stack, of)
      if (what === 'the CLI') kill(fleet.stack, /pulumi-language-nodejs/)
      const killed = await update
      assert.is.not(killed.code, 0, killed.all)
      await goOn(fleet)
      assert.equal(changesMade(fleet.hosts.hands()), ['EX01: Start W3SVC', 'EX01: Start MSExchangeServiceHost'])
    }
  )

test.run()
