import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import * as E from 'fp-ts/Either'
import * as t from 'io-ts'
import { disabled, fleet } from '../test/engine/fleet'
import { createStack, type Stack } from '../test/support/engine'

const root = join(__dirname, '..')

/** The inputs of a stack's servers, by name. */
export type Documents = Readonly<Record<string, unknown>>

export type Level = 'advisory' | 'mandatory'

/** A stack that is enrolled at its level, as a pipeline has it. */
export interface Servers {
  readonly stack: Stack
  readonly level: Level
}

const resource = t.type({ urn: t.string, type: t.string, inputs: t.union([t.UnknownRecord, t.undefined]) })
const exported = t.type({ deployment: t.type({ resources: t.array(resource) }) })

/** At the level mandatory it fails of what the servers are, and enrols them all the same. */
const enrol = async (stack: Stack, level: Level): Promise<Servers> => {
  const ending = await stack.pulumi('up', '--skip-preview', '--yes')
  if ((ending.code === 0) !== (level === 'advisory')) throw new Error(ending.all)
  return { stack, level }
}

/** The demo fleet, with its settings as they are committed but for the level. */
export const demoServers = async (level: Level): Promise<Servers> => {
  const stack = await createStack()
  const settings = readFileSync(join(root, 'stacks', 'Pulumi.demo.yaml'), 'utf8')
  const advisory = 'exchange-compliance:enforcement: advisory'
  if (!settings.includes(advisory)) throw new Error(`the demo's settings lack "${advisory}"`)
  stack.write('Pulumi.test.yaml', settings.replace(advisory, `exchange-compliance:enforcement: ${level}`))
  return enrol(stack, level)
}

/** Recorded servers, of which every fourth has drifted. */
export const recordedServers = async (count: number, enforcement: Level): Promise<Servers> => {
  const stack = await createStack()
  const names = Array.from({ length: count }, (_, index) => `EX${String(index + 1).padStart(4, '0')}`)
  const servers = fleet(
    stack,
    Object.fromEntries(names.map((name, index) => [name, index % 4 === 0 ? disabled('MSExchangeServiceHost') : {}]))
  )
  stack.settings({ servers, enforcement })
  return enrol(stack, enforcement)
}

const nameOf = (urn: string): string => urn.slice(urn.lastIndexOf('::') + 2)

/** What the servers of a stack are in its state. */
export const documentsOf = async ({ stack }: Servers): Promise<Documents> => {
  const { stdout } = await stack.pulumi('stack', 'export')
  const state = exported.decode(JSON.parse(stdout))
  if (E.isLeft(state)) throw new Error('the exported state has another form than expected')
  const servers = state.right.deployment.resources.filter(({ type }) => type === 'exchange:index:Server')
  return Object.fromEntries(servers.map(({ urn, inputs }) => [nameOf(urn), inputs]))
}

/** As many documents that hold nothing. */
export const emptied = (documents: Documents): Documents =>
  Object.fromEntries(Object.keys(documents).map((name) => [name, {}]))

/** A stack of the no-op program with the no-op provider, enrolled with these documents. */
export const noOpStack = async (documents: Documents): Promise<Stack> => {
  const stack = await createStack()
  stack.write(
    'Pulumi.yaml',
    JSON.stringify({
      name: 'exchange-compliance',
      runtime: { name: 'nodejs', options: { typescript: false } },
      main: relative(stack.folder, join(__dirname, 'no-op', 'index.js')).replaceAll('\\', '/'),
      options: { refresh: 'always' },
      plugins: { providers: [{ name: 'noop', path: join(__dirname, 'no-op', 'provider') }] }
    })
  )
  stack.settings({ documents: stack.write('documents.json', JSON.stringify(documents)) })
  return (await enrol(stack, 'advisory')).stack
}
