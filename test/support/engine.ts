import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as t from 'io-ts'
import { commandPlugin } from './commandPlugin'

const root = dirname(dirname(__dirname))

/** How a run of the Pulumi CLI ended. */
export interface Ending {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** Both outputs, for what may stand in either. */
  readonly all: string
}

/** A stack of a program, mostly the checkout's, in a temporary project folder, on a backend of its own. */
export interface Stack {
  readonly folder: string
  /** Writes a text file below the folder, and gives its absolute path. */
  readonly write: (name: string, content: string | Uint8Array) => string
  /** Writes recorded facts below the folder, and gives the connection to them. */
  readonly record: (name: string, recording: unknown) => { readonly type: 'recorded'; readonly path: string }
  /** Replaces the stack's settings, written without their namespace. */
  readonly settings: (settings: Readonly<Record<string, unknown>>) => void
  /** Runs the CLI on the stack, as `npm run pulumi` does. */
  readonly pulumi: (...args: ReadonlyArray<string>) => Promise<Ending>
  /** The same in colours, as a terminal shows it. */
  readonly inColours: (...args: ReadonlyArray<string>) => Promise<Ending>
  /** Runs the CLI on the stack, as `npm run pulumi` does, for somebody who looks on; gives its exit code. */
  readonly show: (...args: ReadonlyArray<string>) => Promise<number | null>
  /** Runs the CLI as somebody does who knows none of the variables that `npm run pulumi` sets. */
  readonly plainPulumi: (...args: ReadonlyArray<string>) => Promise<Ending>
}

type Environment = Readonly<Record<string, string | undefined>>

interface Toolchain {
  readonly pulumiCommand: (options: {
    readonly root: string
    readonly env: Environment
  }) => Promise<{ readonly file: string; readonly args: ReadonlyArray<string>; readonly env: Environment }>
}

const isToolchain = (module: unknown): module is Toolchain =>
  typeof module === 'object' && module !== null && 'pulumiCommand' in module

const loadToolchain = async (): Promise<Toolchain> => {
  const module: unknown = await import(pathToFileURL(join(root, 'toolchain', 'command.mjs')).href)
  if (!isToolchain(module)) throw new Error('toolchain/command.mjs has no pulumiCommand')
  return module
}

const folders: Array<string> = []
process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A temporary folder that is gone when the tests end. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'exchange-'))
  folders.push(folder)
  return folder
}

const writeFile = (file: string, content: string | Uint8Array): string => {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
  return file
}

const without = (environment: Environment, names: ReadonlyArray<string>): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !names.includes(name)))

/** What somebody's shell says about Pulumi would change what is tested; where the CLI lies is still theirs to say. */
const ownEnvironment = (folder: string): Environment => ({
  ...without(
    process.env,
    Object.keys(process.env).filter(
      (name) => (name.startsWith('PULUMI_') && name !== 'PULUMI_HOME') || name === 'COLUMNS'
    )
  ),
  PULUMI_BACKEND_URL: pathToFileURL(join(folder, 'backend')).href,
  PULUMI_CONFIG_PASSPHRASE: '',
  // Older language hosts don't say it; what is written below the project's folder goes there.
  PULUMI_NODEJS_ROOT_DIRECTORY: folder
})

const setByNpmRunPulumi = ['PULUMI_RUN_PROGRAM', 'PULUMI_PARALLEL']

const run = (file: string, args: ReadonlyArray<string>, cwd: string, env: Environment): Promise<Ending> =>
  new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    const outputs = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      outputs.stdout += chunk
    })
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      outputs.stderr += chunk
    })
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, ...outputs, all: outputs.stdout + outputs.stderr }))
  })

const showRun = (file: string, args: ReadonlyArray<string>, cwd: string, env: Environment): Promise<number | null> =>
  new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env: { ...env }, stdio: 'inherit' })
    child.once('error', reject)
    child.once('close', resolve)
  })

/** A plugin that is only found on PATH is warned of in each run. */
const commandProvider = () => {
  const { path } = commandPlugin()
  return path === null ? [] : [{ name: 'command', path }]
}

const project = (folder: string, program: string): string =>
  JSON.stringify({
    name: 'exchange-compliance',
    runtime: { name: 'nodejs', options: { typescript: false } },
    main: relative(folder, program).replaceAll('\\', '/'),
    options: { refresh: 'always' },
    plugins: { providers: [{ name: 'exchange', path: join(root, 'resources', 'provider') }, ...commandProvider()] }
  })

/** Pulumi writes its salt into the stack's file; without it the next run makes another one, which takes time. */
const saltIn = (file: string): { readonly encryptionsalt?: string | undefined } =>
  existsSync(file) ? { encryptionsalt: /encryptionsalt"?: *"?([^\s"]+)/.exec(readFileSync(file, 'utf8'))?.[1] } : {}

/** Makes an empty stack; nothing of it is written into the checkout. */
export const createStack = async (
  name = 'test',
  environment: Environment = {},
  program = join(root, 'stacks')
): Promise<Stack> => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'backend'))
  writeFile(join(folder, 'Pulumi.yaml'), project(folder, program))
  const toolchain = await loadToolchain()
  const command = await toolchain.pulumiCommand({ root: folder, env: { ...ownEnvironment(folder), ...environment } })
  const cli =
    (env: Environment, colour: 'never' | 'always' = 'never') =>
    (args: ReadonlyArray<string>) =>
      run(command.file, [...command.args, ...args, '--color', colour, '--non-interactive'], folder, env)
  const onStack =
    (env: Environment, colour?: 'always') =>
    (...args: ReadonlyArray<string>) =>
      cli(env, colour)([...args, '--stack', name])
  const made = await cli(command.env)(['stack', 'init', name])
  if (made.code !== 0) throw new Error(made.all)
  const write: Stack['write'] = (path, content) => writeFile(join(folder, path), content)
  return {
    folder,
    write,
    record: (path, recording) => ({ type: 'recorded', path: write(path, JSON.stringify(recording)) }),
    settings: (settings) => {
      // Recordings of tests keep their dates.
      const config = Object.entries({ maxAge: '36500d', ...settings }).map(([key, value]) => [
        `exchange-compliance:${key}`,
        value
      ])
      const salt = saltIn(join(folder, `Pulumi.${name}.yaml`))
      write(`Pulumi.${name}.yaml`, JSON.stringify({ ...salt, config: Object.fromEntries(config) }))
    },
    pulumi: onStack(command.env),
    inColours: onStack(command.env, 'always'),
    show: (...args) => {
      const words = [...command.args, ...args, '--color', 'auto', '--non-interactive', '--stack', name]
      return showRun(command.file, words, folder, command.env)
    },
    plainPulumi: onStack(without(command.env, setByNpmRunPulumi))
  }
}

const outputsCodec = t.type({
  summary: t.intersection([
    t.type({ compliant: t.number, drift: t.number, unknown: t.number, notApplicable: t.number, waived: t.number }),
    t.type({ coverage: t.type({ judged: t.number, policies: t.number, unread: t.record(t.string, t.number) }) })
  ]),
  drifts: t.array(t.record(t.string, t.string))
})

/** What the stack's outputs say after its last update. */
export const stackOutputs = async (stack: Stack): Promise<t.TypeOf<typeof outputsCodec>> => {
  const { stdout } = await stack.pulumi('stack', 'output', '--json')
  const decoded = outputsCodec.decode(JSON.parse(stdout))
  if (decoded._tag === 'Left') throw new Error(`these are no outputs: ${stdout}`)
  return decoded.right
}
