import { enrolledFleet } from './engine/simulatedFleet'
import * as built from './policies/remediated'
import { powershellMissing } from './simulated-host/powershell'
import { commandPlugin } from './support/commandPlugin'
import type { Ending } from './support/engine'

const say = (text: string): void => void process.stdout.write(`${text}\n`)

/** What a failed update leaves behind, on servers that share no policy's drift but for the restart of IIS. */
const drifts = {
  EX01: { ...built.bindingsLost, sharedWebConfig: { clientAccess: 'absent', httpProxy: 'present' } },
  EX02: { ...built.allDisabled, ...built.owaHas('D:PAI(A;;FA;;;SY)(A;;FA;;;BA)', false) }
}

const demo = async (): Promise<boolean> => {
  const plugin = commandPlugin().name === 'real' ? '' : ', and so is the plugin that runs commands'
  say(`The servers of this demonstration are simulated${plugin}; nothing real is touched.`)
  const { stack, hosts } = await enrolledFleet({ EX01: {}, EX02: {} })
  const show = async (expected: number, ...args: ReadonlyArray<string>): Promise<boolean> => {
    say(`\n$ pulumi ${args.join(' ')}`)
    const { code, all }: Ending = await stack.pulumi(...args)
    say(all.trimEnd())
    say(`(exit code ${code})`)
    return code === expected
  }
  say('EX01 and EX02 are enrolled, and healthy. Then an update fails on both of them.')
  hosts.change('EX01', drifts.EX01)
  hosts.change('EX02', drifts.EX02)
  return (
    (await show(0, 'preview', '--suppress-progress')) &&
    (await show(0, 'up', '--strict', '--yes', '--suppress-progress')) &&
    (await show(0, 'preview', '--expect-no-changes', '--suppress-progress'))
  )
}

/** Shows drift in every policy that can be remediated, and its end. */
const main = async (): Promise<void> => {
  if (powershellMissing !== null) {
    process.stderr.write(`The servers of this demonstration can't be simulated here: ${powershellMissing}.\n`)
    process.exitCode = 1
    return
  }
  const started = Date.now()
  const isDone = await demo()
  say(
    `\n${isDone ? 'All is as desired again' : 'This ended otherwise than it should'}, after ${Math.round((Date.now() - started) / 1_000)} s.`
  )
  process.exitCode = isDone ? 0 : 1
}

void main()
