import * as E from 'fp-ts/Either'
import { policies } from '../policies'
import { judgeOne, type Standard } from '../policies/evaluate'
import { planRemediation } from '../policies/plan'
import { answered } from '../resources/connections/answer'
import { documents } from '../resources/document'
import { encodeReading } from '../resources/provider/lifecycle'
import { answerSize, hostileAnswers } from './hostileFacts'

/** So many seconds of processor time may one policy take on one server, whatever that server sends. */
const mostSeconds = 1

const standard: Standard = {
  desired: { build: 'latest', services: {}, baseline: null },
  enforcement: { level: 'remediate', policies: {}, stage: null },
  waivers: []
}

/** The time at which the recordings were made. */
const now = Date.parse('2026-11-01T08:00:00Z')

interface Timed<A> {
  readonly value: A
  readonly seconds: number
}

const timed = <A>(run: () => A): Timed<A> => {
  const begun = process.cpuUsage()
  const value = run()
  const { user, system } = process.cpuUsage(begun)
  return { value, seconds: (user + system) / 1e6 }
}

interface Measured {
  readonly what: string
  readonly answer: string
  readonly seconds: number
}

const measureAnswer = (answer: string, text: string): ReadonlyArray<Measured> => {
  const measured: Array<Measured> = []
  const measure = <A>(what: string, run: () => A): A => {
    const { value, seconds } = timed(run)
    measured.push({ what, answer, seconds })
    return value
  }
  const reading = measure('reading', () => answered('EX01', Buffer.from(text), now))
  const unread = Object.values(reading.facts.sections).filter(E.isLeft).length
  const size = (text.length / 1024 / 1024).toFixed(1)
  process.stdout.write(`${answer}: ${size} MB, ${unread} sections unread\n`)
  const verdicts = policies.map((policy) => measure(policy.name, () => judgeOne(policy, reading.facts, standard)))
  measure('plan', () => planRemediation(reading.facts, verdicts))
  measure('document', () => JSON.stringify(documents(verdicts)))
  measure('encoding', () => encodeReading(reading))
  return measured
}

const slowest = (measured: ReadonlyArray<Measured>): ReadonlyArray<Measured> =>
  [...new Set(measured.map(({ what }) => what))].flatMap((what) =>
    measured
      .filter((one) => one.what === what)
      .sort((a, b) => b.seconds - a.seconds)
      .slice(0, 1)
  )

const main = (): void => {
  const measured = Object.entries(hostileAnswers).flatMap(([answer, make]) => {
    const text = make()
    if (text.length > answerSize) process.stdout.write(`${answer}: longer than a server may send\n`)
    return measureAnswer(answer, text)
  })
  const worst = slowest(measured)
  process.stdout.write('\n')
  for (const { what, seconds, answer } of worst)
    process.stdout.write(`${what.padEnd(46)} ${seconds.toFixed(2)} s  (${answer})\n`)
  const missed = worst.filter(({ seconds }) => seconds > mostSeconds)
  process.stdout.write(
    missed.length === 0
      ? `\nNothing took more than ${mostSeconds} s.\n`
      : `\nMore than ${mostSeconds} s took: ${missed.map(({ what }) => what).join(', ')}.\n`
  )
  process.exitCode = missed.length === 0 ? 0 : 1
}

main()
