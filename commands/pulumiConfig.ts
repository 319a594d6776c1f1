import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'
import { explainErrors } from '../kernel/explainErrors'
import { nullable } from '../kernel/values'
import { askPulumi } from './askPulumi'
import type { StackFile } from './stackFile'

/** What `pulumi config --json` prints: each setting as a text, what has a structure as JSON. */
const config = t.record(t.string, t.type({ value: nullable(t.string) }))

/** Pulumi would look for the file by the stack's name: where a file is named, it is that one. */
const configOf = async ({ name, file }: StackFile): Promise<E.Either<string, string>> => {
  const args = ['config', '--json', '--show-secrets', '--non-interactive', '--stack', name, '--config-file', file]
  const { isDone, stdout, why } = await askPulumi(...args)
  const fault =
    `Pulumi can't read its encrypted settings or its environment: ${why.replace(/^error: /, '')}; ` +
    `check the backend, the passphrase, and that it has the stack ${name}`
  return isDone ? E.right(stdout) : E.left(fault)
}

/** All that Pulumi knows of a stack's settings, by their names with namespace; a fault is one sentence. */
export const pulumiConfig = async (stack: StackFile): Promise<E.Either<string, Readonly<Record<string, string>>>> =>
  pipe(
    await configOf(stack),
    E.chain((output) =>
      E.tryCatch(
        () => JSON.parse(output),
        () => 'the answer of "pulumi config" can not be read'
      )
    ),
    E.chain((value) => E.mapLeft(explainErrors)(config.decode(value))),
    E.map((values) =>
      Object.fromEntries(Object.entries(values).flatMap(([key, { value }]) => (value === null ? [] : [[key, value]])))
    )
  )
