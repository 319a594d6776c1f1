import * as pulumi from '@pulumi/pulumi'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'
import { isFileTarget, readFile } from '../connections/files'
import { defaultLimits } from '../connections/limit'
import type { OrganizationReading } from '../connections/organization'
import { decodeFacts, unreadableFacts } from '../facts/decode'
import { documents } from '../resources/document'
import { serverInputs } from '../resources/serverInputs'
import { packTexts, unpackTexts } from '../resources/texts'
import { brokenOff } from './gate'
import { type JudgedPlan, judgePlan, type Read } from './judgePlan'
import type { ServerPlan } from './plan'

export type { JudgedPlan } from './judgePlan'

const answer = t.type({ readings: t.string })
const told = t.type({ facts: t.unknown, errors: t.array(t.string) })

const decodeReading = (server: string, text: string | undefined): Read =>
  pipe(
    E.tryCatch(() => JSON.parse(text ?? ''), String),
    E.chain((value) => E.mapLeft(() => 'the provider gave no reading')(told.decode(value))),
    E.chain(({ facts, errors }) =>
      pipe(
        decodeFacts(facts),
        E.map((decoded) => ({ facts: decoded.facts, errors }))
      )
    ),
    E.getOrElse(
      (reason: string): Read => ({ facts: unreadableFacts(server, reason), errors: [`${server}: ${reason}`] })
    )
  )

const enrolmentsOf = (plans: ReadonlyArray<ServerPlan>): ReadonlyArray<string> =>
  plans.map(({ args }) => serverInputs(args, {}).enrolment)

/** Asks the provider to read servers at once; what it read before in this phase, it does not read again. */
const collect = async (plans: ReadonlyArray<ServerPlan>): Promise<ReadonlyArray<string>> => {
  if (plans.length === 0) return []
  const invoked = pulumi.runtime.invoke('exchange:index:collect', { enrolments: enrolmentsOf(plans) })
  const answered = answer.decode(await invoked.catch((error: unknown) => Promise.reject(brokenOff(error))))
  return E.isRight(answered) ? unpackTexts(answered.right.readings) : []
}

/** How each server is read, in the plans' order: files here, while the provider still starts, live servers by the provider. */
const readings = (plans: ReadonlyArray<ServerPlan>): ReadonlyArray<() => Promise<Read>> => {
  const live = plans.filter(({ args }) => !isFileTarget(args.target))
  const texts = collect(live)
  // It is heard where it is awaited; files may come before.
  texts.catch(() => undefined)
  return plans.map((plan) => {
    const { target } = plan.args
    return isFileTarget(target)
      ? () => readFile(target, defaultLimits.deadlineSeconds)
      : async () => decodeReading(target.server, (await texts)[live.indexOf(plan)])
  })
}

/** So many servers are read before they are judged, and handed on together. */
const atOnce = 16

/** Begins to read the servers that come next whenever one is taken. */
const readAhead = (reads: ReadonlyArray<() => Promise<Read>>): ((index: number) => Promise<Read>) => {
  const begun: Array<Promise<Read>> = []
  return (index) => {
    for (const read of reads.slice(begun.length, index + atOnce)) {
      const reading = read()
      // A failure is heard where the reading is awaited.
      reading.catch(() => undefined)
      begun.push(reading)
    }
    return begun[index] ?? Promise.reject(new Error(`there is no server ${index}`))
  }
}

/** Reads all servers and judges each; `onJudged` hears of some at a time, and what it asks for is done meanwhile. */
export const readServers = async (
  plans: ReadonlyArray<ServerPlan>,
  organization: Promise<OrganizationReading>,
  onJudged: (judged: ReadonlyArray<JudgedPlan>) => void = () => undefined
): Promise<ReadonlyArray<JudgedPlan>> => {
  const judged: Array<JudgedPlan> = []
  let handedOn = 0
  const take = readAhead(readings(plans))
  for (const [index, plan] of plans.entries()) {
    judged.push(await judgePlan(plan, await take(index), await organization))
    if (judged.length - handedOn === atOnce || judged.length === plans.length) {
      onJudged(judged.slice(handedOn))
      handedOn = judged.length
    }
    await new Promise(setImmediate)
  }
  return judged
}

/**
 * Tells the provider what was judged, so that it neither reads nor judges these servers again before it changes them. Where
 * that fails it does both, and a defect shows there.
 */
export const handOver = async (judged: ReadonlyArray<JudgedPlan>): Promise<void> => {
  const enrolments = enrolmentsOf(judged.map(({ plan }) => plan))
  const actual = packTexts(judged.map(({ verdicts }) => JSON.stringify(documents(verdicts).actual)))
  await pulumi.runtime.invoke('exchange:index:judged', { enrolments, actual }).catch(() => undefined)
}
