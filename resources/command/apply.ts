import { text } from 'node:stream/consumers'
import * as E from 'fp-ts/Either'
import { ask, whyNotLive } from '../../connections/ask'
import type { Target } from '../../connections/connection'
import { organizationSeconds, readOrganization } from '../../connections/organization'
import type { OrganizationFacts } from '../../facts/organization/organizationFacts'
import { printableLines } from '../../kernel/printable'
import { queuedOn } from '../../policies/dag/unsettled'
import { whyClosed } from '../../remediation/maintenance/window'
import { type AskServer, carryOut, isAtWork } from './carryOut'
import { changeOrganization } from './changeOrganization'
import { clockTime } from './clock'
import { queuedLine, queuedVariable, readQueued } from './queued'
import { decodeRequest, type Guard, type RunRequest } from './runRequest'
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

const noSource: E.Either<string, never> = E.left('the settings name no source of organization facts')

const readFacts =
  (changing: string, { organization, dag }: Guard): ReadOrganizationFacts =>
  async () => {
    const bounds = { seconds: organizationSeconds, signal: cancellation.signal }
    const read = await readOrganization(organization, bounds, { dag, changing })()
    if (E.isLeft(read)) return read
    return read.right === null ? noSource : E.right(read.right.facts)
  }

const askServer =
  (target: Target): AskServer =>
  (code, seconds) =>
    ask(target, code, { seconds, signal: cancellation.signal })

/** Waits for the DAG of a server, and tells how much mail waited there before its turn, for the one that comes next. */
const waitForDag = async (server: string, guard: Guard): Promise<E.Either<string, null>> => {
  const seen: Array<OrganizationFacts> = []
  const read: ReadOrganizationFacts = async () => {
    const facts = await readFacts(server, guard)()
    if (E.isRight(facts)) seen.unshift(facts.right)
    return facts
  }
  const queued = readQueued(process.env[queuedVariable])
  const looks = { read, queued, askAtWork: (one: Target) => isAtWork(askServer(one)) }
  const settled = await awaitDag(server, guard, looks, print)
  const [last] = seen
  const waiting = last === undefined ? null : queuedOn(last, server)
  if (E.isRight(settled) && waiting !== null) print(queuedLine(server, waiting))
  return settled
}

/** Why nothing may be begun now; null where it may. The clock is looked at again after a wait. */
const obstacleTo = ({ target, window }: RunRequest): string | null =>
  whyNotLive(target) ?? (window === undefined ? null : whyClosed(window, clockTime()))

const carry = async (request: RunRequest, script: string): Promise<E.Either<string, null>> => {
  const { target, guard, place } = request
  const untouched = (reason: string): E.Either<string, never> =>
    E.left(`${target.server}: nothing was touched: ${reason}`)
  const obstacle = obstacleTo(request)
  if (obstacle !== null) return untouched(obstacle)
  if (guard !== null) {
    const settled = await waitForDag(target.server, guard)
    if (E.isLeft(settled)) return settled
    const late = obstacleTo(request)
    if (late !== null) return untouched(late)
  }
  if (place === undefined) return carryOut(target.server, askServer(target), script, print)
  const atWork = await isAtWork(askServer(target))
  if (E.isLeft(atWork)) return untouched(`unknown: whether a remediation is at work there: ${atWork.left}`)
  if (atWork.right) return untouched('a remediation is at work there')
  const bounds = { seconds: organizationSeconds, signal: cancellation.signal }
  return changeOrganization(target.server, script, print, bounds)
}

/** Carries out the script on standard input as a request says; the exit code is 0 where all of it is done. */
export const apply = async (requestText: string): Promise<void> => {
  endWithParent()
  const request = decodeRequest(requestText)
  const ending = E.isLeft(request) ? request : await carry(request.right, await text(process.stdin))
  if (E.isRight(ending)) return
  process.stderr.write(`${printableLines(ending.left)}\n`)
  process.exitCode = 1
}
