import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'
import { explainErrors } from '../facts/decode'
import { nullable } from '../facts/values'
import { sameName } from '../policies/compare'
import { type Connection, connection } from '../resources/connections/connection'
import { decodeSettings, namespace, type Settings } from '../stacks/settings'
import { suggest } from '../stacks/suggest'

const root = join(__dirname, '..')

/** What `pulumi config --json` prints; a secret has no value there. */
const config = t.record(t.string, t.type({ value: nullable(t.string) }))

/** The settings are YAML, which Pulumi reads best itself; without a name it takes the selected stack. */
const askPulumi = (stack: string | null): Promise<E.Either<string, string>> => {
  const args = ['config', '--json', '--non-interactive', ...(stack === null ? [] : ['--stack', stack])]
  return new Promise((answer) =>
    execFile(
      process.execPath,
      [join(root, 'toolchain', 'pulumi.mjs'), ...args],
      { cwd: root, windowsHide: true },
      (error, stdout, stderr) => {
        const [why = 'pulumi gave no reason'] = stderr.trim().split('\n').slice(-1)
        answer(error === null ? E.right(stdout) : E.left(`${why}; name the connection by --connection, or a --stack`))
      }
    )
  )
}

const valuesIn = (output: string): E.Either<string, Readonly<Record<string, string>>> =>
  pipe(
    E.tryCatch(
      () => JSON.parse(output),
      () => 'pulumi config gave no JSON'
    ),
    E.chain((value) => E.mapLeft(explainErrors)(config.decode(value))),
    E.map((values) =>
      Object.fromEntries(Object.entries(values).flatMap(([key, { value }]) => (value === null ? [] : [[key, value]])))
    )
  )

const settingsIn = (values: Readonly<Record<string, string>>): E.Either<string, Settings> => {
  const prefix = `${namespace}:`
  const own = Object.entries(values).flatMap(([key, value]) =>
    key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : []
  )
  return pipe(
    decodeSettings(Object.fromEntries(own)),
    E.mapLeft((faults) => faults.join('; '))
  )
}

/** All that Pulumi knows of a stack's settings, by their names with namespace; null stands for the selected stack. */
export const pulumiConfig = async (stack: string | null): Promise<E.Either<string, Readonly<Record<string, string>>>> =>
  pipe(await askPulumi(stack), E.chain(valuesIn))

/** Paths in the settings are relative to stacks/. */
const fromStacks = (found: Connection): Connection =>
  found.type === 'ssh' && found.config !== null ? { ...found, config: resolve(root, 'stacks', found.config) } : found

const connectionIn =
  (server: string) =>
  ({ servers }: Settings): E.Either<string, Connection> => {
    const listed = servers.find(({ name }) => sameName(name, server))
    const names = servers.map(({ name }) => name)
    return listed === undefined
      ? E.left(`the stack lists no server ${server}; ${suggest(server, names)}`)
      : pipe(connection.decode(listed.connection), E.bimap(explainErrors, fromStacks))
  }

/** The connection of a server by the settings of a stack; null stands for the selected stack. */
export const stackConnection = async (server: string, stack: string | null): Promise<E.Either<string, Connection>> =>
  pipe(await pulumiConfig(stack), E.chain(settingsIn), E.chain(connectionIn(server)))
