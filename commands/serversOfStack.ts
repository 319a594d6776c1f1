import * as E from 'fp-ts/Either'
import { sameServer } from '../judging/dagMembers'
import { sameName } from '../kernel/compare'
import { isObject } from '../kernel/settingCodecs'
import { nearMiss } from '../kernel/suggest'
import type { ServerPlan } from '../stacks/plan'
import { namespace } from '../stacks/settings'
import { choosePlans, unlisted, type Wanted } from './chooseServers'
import { madeUp, type StackFile, stackFiles } from './stackFile'
import { readStackText } from './stackText'

const parsed = (text: string): unknown =>
  E.toUnion(
    E.tryCatch(
      (): unknown => JSON.parse(text),
      () => null
    )
  )

/** Whether a stack's file lists a server; a file that can't be read lists none. */
const lists = async (stack: StackFile, server: string): Promise<boolean> => {
  const read = await readStackText(stack)
  const servers = E.isLeft(read) ? null : parsed(read.right.texts[`${namespace}:servers`] ?? 'null')
  return (
    Array.isArray(servers) &&
    servers.some((one) => isObject(one) && typeof one.name === 'string' && sameServer(one.name, server))
  )
}

/** The plans of the servers that are asked for; where the stack lists one not, another stack that does is named. */
export const serversOfStack = async (
  stack: StackFile,
  plans: ReadonlyArray<ServerPlan>,
  wanted: Wanted
): Promise<E.Either<string, ReadonlyArray<ServerPlan>>> => {
  const chosen = choosePlans(plans, wanted, stack.name)
  const server = unlisted(plans, wanted)
  if (E.isRight(chosen) || server === null) return chosen
  const files = stackFiles()
  const named = files.find(({ name }) => sameName(name, server))
  if (named !== undefined) return E.left(`${server} is a stack and no server: write --stack ${named.name}`)
  // The demo has common names, too: who mistyped one of their own is not sent there.
  const names = plans.map(({ place }) => place.server)
  const isSlip = nearMiss(server, names) !== null
  const others = files.filter(({ file, name }) => file !== stack.file && !(isSlip && madeUp.includes(name)))
  const found = await Promise.all(others.map((other) => lists(other, server)))
  const [first] = others.filter((_, index) => found[index] === true)
  return first === undefined
    ? chosen
    : E.left(`the stack ${stack.name} lists no server ${server}, and ${first.name} does: add --stack ${first.name}`)
}
