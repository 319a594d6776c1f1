import * as pulumi from '@pulumi/pulumi'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'
import { decodeFacts, unreadableFacts } from '../facts/decode'
import { isFileTarget, readFile } from '../resources/connections/files'
import { defaultLimits } from '../resources/connections/limit'
import type { OrganizationReading } from '../resources/connections/organization'
import { serverInputs } from '../resources/serverInputs'
import { unpackTexts } from '../resources/texts'
import { brokenOff } from './gate'
import { type JudgedPlan, judgePlan, type Read } from './judgePlan'
import type { Plan } from './plan'

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

const enrolmentsOf = (plans: ReadonlyArray<Plan>): ReadonlyArray<string> =>
  plans.map(({ args }) => serverInputs(args, {}).enrolment)

/** Asks the provider to read servers at once; what it read before in this phase, it does not read again. */
const collect = async (plans: ReadonlyArray<Plan>): Promise<ReadonlyArray<string>> => {
  if (plans.length === 0) return []
  const invoked = pulumi.runtime.invoke('exchange:index:collect', { enrolments: enrolmentsOf(plans) })
  const answered = answer.decode(await invoked.catch((error: unknown) => Promise.reject(brokenOff(error))))
  return E.isRight(answered) ? unpackTexts(answered.right.readings) : []
}

/** Has the provider read and judge what it will be asked for; a failure shows where it is asked. */
const prepare = (plans: ReadonlyArray<Plan>): void => {
  if (plans.length === 0) return
  pulumi.runtime.invoke('exchange:index:prepare', { enrolments: enrolmentsOf(plans) }).catch(() => undefined)
}

/**
 * How each server is read, in the plans' order. Files are read here, while the provider still starts; it reads them for
 * itself. Live servers are read by the provider alone.
 */
const readings = (plans: ReadonlyArray<Plan>): ReadonlyArray<() => Promise<Read>> => {
  const live = plans.filter(({ args }) => !isFileTarget(args.target))
  const texts = collect(live)
  // It is heard where it is awaited; files may come before.
  texts.catch(() => undefined)
  prepare(plans.filter((plan) => !live.includes(plan)))
  return plans.map((plan) => {
    const { target } = plan.args
    return isFileTarget(target)
      ? () => readFile(target, defaultLimits.deadlineSeconds)
      : async () => decodeReading(target.server, (await texts)[live.indexOf(plan)])
  })
}

/** So many servers are read before they are judged. */
const ahead = 16

/** Begins to read the servers that come next whenever one is taken. */
const readAhead = (reads: ReadonlyArray<() => Promise<Read>>): ((index: number) => Promise<Read>) => {
  const begun: Array<Promise<Read>> = []
  return (index) => {
    for (const read of reads.slice(begun.length, index + ahead)) {
      const reading = read()
      // A failure is heard where the reading is awaited.
      reading.catch(() => undefined)
      begun.push(reading)
    }
    return begun[index] ?? Promise.reject(new Error(`there is no server ${index}`))
  }
}

/** Reads all servers and judges each; `onJudged` hears of one at a time, and what it asks for is done meanwhile. */
export const readServers = async (
  plans: ReadonlyArray<Plan>,
  organization: Promise<OrganizationReading>,
  onJudged: (judged: JudgedPlan) => void = () => undefined
): Promise<ReadonlyArray<JudgedPlan>> => {
  const judged: Array<JudgedPlan> = []
  const take = readAhead(readings(plans))
  for (const [index, plan] of plans.entries()) {
    const result = await judgePlan(plan, await take(index), await organization)
    judged.push(result)
    onJudged(result)
    await new Promise(setImmediate)
  }
  return judged
}
