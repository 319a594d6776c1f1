import { createHash } from 'node:crypto'
import { local } from '@pulumi/command'
import { all, type CustomResourceOptions, type Output, type Resource } from '@pulumi/pulumi'
import { queuedIn, queuedVariable } from './queued'
import { encodeRequest, type RunRequest } from './runRequest'

/** A script for a server, and the number of the last entry in the journal there. */
export interface Work {
  readonly request: RunRequest
  readonly script: string
  readonly lastEntry: number
  /** What the commands of the members before it print. */
  readonly printedBefore: ReadonlyArray<Output<string>>
}

/** Program and provider run in stacks/, and so do commands. */
const applyScript = '../resources/command/apply.cjs'

const triggersOf = ({ script, lastEntry }: Work): Array<string> => [
  createHash('sha256').update(script).digest('hex'),
  `after entry ${lastEntry}`
]

const idle = {
  interpreter: ['node', '--eval'],
  create: 'process.exit()',
  // Beside another text a script is shown whole, and a new one is not.
  stdin: '# Nothing is to be done on this server.\n',
  addPreviousOutputInEnv: false
}

/**
 * Pulumi leaves out of a preview what stood in the script before too. The number of the last entry, in tabs and spaces at the
 * end of each line, makes every line a new one.
 */
const marked = ({ script, lastEntry }: Work): string => {
  const mark = lastEntry.toString(2).replaceAll('0', ' ').replaceAll('1', '\t')
  return script.replaceAll('\n', `${mark}\n`)
}

const busy = (work: Work) => ({
  interpreter: ['node', applyScript],
  create: encodeRequest(work.request),
  stdin: marked(work),
  triggers: triggersOf(work),
  ...(work.printedBefore.length === 0
    ? {}
    : { environment: { [queuedVariable]: all([...work.printedBefore]).apply(queuedIn) } }),
  addPreviousOutputInEnv: false
})

/**
 * The command that carries out a server's remediation, after some other resources. Without work it does nothing, and
 * ignores that it once had other inputs: changed ones would run again.
 */
export const remediationCommand = (
  server: string,
  work: Work | null,
  dependsOn: ReadonlyArray<Resource>
): local.Command => {
  const options: CustomResourceOptions = { dependsOn: [...dependsOn] }
  return work === null
    ? new local.Command(server, idle, { ...options, ignoreChanges: ['*'] })
    : new local.Command(server, busy(work), options)
}
