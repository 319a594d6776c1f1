import { text } from 'node:stream/consumers'
import * as E from 'fp-ts/Either'
import { printableLines } from '../../reports/printable'
import { ask, whyNotLive } from '../connections/ask'
import type { Target } from '../connections/connection'
import { readOrganization } from '../connections/organization'
import { type AskServer, carryOut, isAtWork } from './carryOut'
import { decodeOrder, type Guard, type Order } from './order'
import { awaitDag, type ReadOrganizationFacts } from './settle'

const cancellation = new AbortController()

/** So long a question that is broken off may take to clear up after itself. */
const leaveMilliseconds = 1_000

/** Whoever ends this process ends only the watching: a script that has begun goes on, and the next up waits for it. */
const endWithParent = (): void => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      cancellation.abort()
      setTimeout(() => process.exit(1), leaveMilliseconds)
    })
}

const print = (line: string): void => void process.stdout.write(`${line}\n`)

const organizationSeconds = 300

const noSource: E.Either<string, never> = E.left('the settings name no source of organization facts')

const readFacts =
  ({ organization }: Guard): ReadOrganizationFacts =>
  async () => {
    const bounds = { seconds: organizationSeconds, signal: cancellation.signal }
    const read = await readOrganization(organization, bounds)()
    if (E.isLeft(read)) return read
    return read.right === null ? noSource : E.right(read.right.facts)
  }

const askServer =
  (target: Target): AskServer =>
  (code, seconds) =>
    ask(target, code, { seconds, signal: cancellation.signal })

const carry = async ({ target, guard }: Order, script: string): Promise<E.Either<string, null>> => {
  const obstacle = whyNotLive(target)
  if (obstacle !== null) return E.left(`${target.server}: nothing was touched: ${obstacle}`)
  if (guard !== null) {
    const settled = await awaitDag(target.server, guard, readFacts(guard), (one) => isAtWork(askServer(one)), print)
    if (E.isLeft(settled)) return settled
  }
  return carryOut(target.server, askServer(target), script, print)
}

/** Carries out the script on standard input as an order says; the exit code is 0 where all of it is done. */
export const apply = async (orderText: string): Promise<void> => {
  endWithParent()
  const order = decodeOrder(orderText)
  const ending = E.isLeft(order) ? order : await carry(order.right, await text(process.stdin))
  if (E.isRight(ending)) return
  process.stderr.write(`${printableLines(ending.left)}\n`)
  process.exitCode = 1
}
