import { resolve } from 'node:path'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type { Target } from '../connections/connection'
import { planServers } from '../stacks/plan'
import { stacksFolder } from './paths'
import { serversOfStack } from './serversOfStack'
import { stackSettings } from './stackSettings'

/** Paths in the settings are relative to stacks/, wherever this process stands. */
const fromStacks = (target: Target): Target => {
  const { connection } = target
  return connection.type === 'ssh' && connection.config !== null
    ? { ...target, connection: { ...connection, config: resolve(stacksFolder, connection.config) } }
    : target
}

/** Servers of a stack, all or those named, and how they are reached; null stands for the stack that is meant without a name. */
export const stackTargets = async (
  stack: string | null,
  servers: ReadonlyArray<string>
): Promise<E.Either<string, ReadonlyArray<Target>>> => {
  const found = await stackSettings(stack ?? undefined)
  if (E.isLeft(found)) return found
  const all = planServers(found.right.settings, '1970-01-01', () => null)
  return pipe(
    await serversOfStack(found.right.stack, all, { servers, dag: null, site: null }),
    E.map((plans) => plans.map(({ args }) => fromStacks(args.target)))
  )
}
