import * as pulumi from '@pulumi/pulumi'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'
import { decodeFacts, unreadableFacts } from '../facts/decode'
import type { Facts } from '../facts/facts'
import type { Verdict } from '../policies/verdict'
import { readBaseline } from '../resources/connections/baseline'
import { judgeServer } from '../resources/judgeServer'
import { serverInputs } from '../resources/serverInputs'
import { unpackTexts } from '../resources/texts'
import { brokenOff } from './gate'
import type { Plan } from './plan'

/** A server as it was read and judged. `errors` are faults of what was read, not of the server. */
export interface JudgedPlan {
  readonly plan: Plan
  readonly facts: Facts
  readonly errors: ReadonlyArray<string>
  readonly verdicts: ReadonlyArray<Verdict>
}

const answer = t.type({ readings: t.string })
const reading = t.type({ facts: t.unknown, errors: t.array(t.string) })

interface Read {
  readonly facts: Facts
  readonly errors: ReadonlyArray<string>
}

const decodeReading = (server: string, text: string | undefined): Read =>
  pipe(
    E.tryCatch(() => JSON.parse(text ?? ''), String),
    E.chain((value) => E.mapLeft(() => 'the provider gave no reading')(reading.decode(value))),
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

/** Asks the provider to read all servers at once; what it read before in this phase, it does not read again. */
const collect = async (plans: ReadonlyArray<Plan>): Promise<ReadonlyArray<string>> => {
  const enrolments = plans.map(({ args }) => serverInputs(args, {}).enrolment)
  const invoked = pulumi.runtime.invoke('exchange:index:collect', { enrolments })
  const answered = answer.decode(await invoked.catch((error: unknown) => Promise.reject(brokenOff(error))))
  return E.isRight(answered) ? unpackTexts(answered.right.readings) : []
}

const judgePlan = async (plan: Plan, text: string | undefined): Promise<JudgedPlan> => {
  const { target, judging } = plan.args
  const { facts, errors } = decodeReading(target.server, text)
  const baseline = await readBaseline(target.server, judging.baseline)()
  return {
    plan,
    facts,
    errors: [...errors, ...(E.isLeft(baseline) ? [baseline.left] : [])],
    verdicts: judgeServer(facts, judging, E.getOrElseW(() => null)(baseline), plan.waivers)
  }
}

/** Reads all servers and judges each; `onJudged` hears of one at a time, and what it asks for is done meanwhile. */
export const readServers = async (
  plans: ReadonlyArray<Plan>,
  onJudged: (judged: JudgedPlan) => void = () => undefined
): Promise<ReadonlyArray<JudgedPlan>> => {
  const texts = await collect(plans)
  const judged: Array<JudgedPlan> = []
  for (const [index, plan] of plans.entries()) {
    const one = await judgePlan(plan, texts[index])
    judged.push(one)
    onJudged(one)
    await new Promise(setImmediate)
  }
  return judged
}
