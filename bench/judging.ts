import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answered } from '../connections/answer'
import { encodeReading } from '../connections/encodeReading'
import { readLogFile } from '../connections/setup-log/setupFolder'
import { judgeOne } from '../judging/evaluate'
import { noOrganization } from '../judging/inOrganization'
import type { Standard } from '../judging/standard'
import { policies, rules } from '../policies/catalogue'
import { planRemediation } from '../remediation/plan'
import { documents } from '../resources/document'
import { hostileAnswers } from './hostileFacts'
import { hostileLogs } from './hostileLogs'

/** So many seconds of processor time may one policy take on one server, whatever that server sends. */
const mostSeconds = 1

const standard: Standard = {
  desired: { build: 'latest', services: {}, baseline: null },
  enforcement: { level: 'remediate', policies: {}, stage: null },
  waivers: [],
  organization: noOrganization
}

/** The same for a log of 8 MB. */
const mostForLog = 3

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
  const verdicts = policies.map((policy) => measure(policy.name, () => judgeOne(policy, reading.facts, standard)))
  measure('plan', () => planRemediation(rules, reading.facts, verdicts))
  measure('document', () => JSON.stringify(documents(verdicts)))
  measure('encoding', () => encodeReading(reading))
  return measured
}

/** The better of two times, each from reading on: what else the computer does, and the collection of garbage, is no part of it. */
const measureTwice = (answer: string, text: string): ReadonlyArray<Measured> => {
  const again = measureAnswer(answer, text)
  return measureAnswer(answer, text).map((one, index) => ({
    ...one,
    seconds: Math.min(one.seconds, again[index]?.seconds ?? one.seconds)
  }))
}

const slowest = (measured: ReadonlyArray<Measured>): ReadonlyArray<Measured> =>
  [...new Set(measured.map(({ what }) => what))].flatMap((what) =>
    measured
      .filter((one) => one.what === what)
      .sort((a, b) => b.seconds - a.seconds)
      .slice(0, 1)
  )

/** A log is read from a file; that time counts for each log, since one log is what there is of a server. */
const measureLog = async (log: string, text: string): Promise<Measured> => {
  const folder = mkdtempSync(join(tmpdir(), 'judging-'))
  try {
    const file = join(folder, 'hostile.log')
    writeFileSync(file, text)
    const begun = process.cpuUsage()
    await readLogFile(file)()
    const { user, system } = process.cpuUsage(begun)
    return { what: 'reading a log', answer: log, seconds: (user + system) / 1e6 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const main = async (): Promise<void> => {
  const logs: Array<Measured> = []
  for (const [log, make] of Object.entries(hostileLogs)) logs.push(await measureLog(log, make()))
  const answers = Object.entries(hostileAnswers).flatMap(([answer, make]) => {
    const text = make()
    process.stdout.write(`${answer}: ${(text.length / 1024 / 1024).toFixed(1)} MB\n`)
    return measureTwice(answer, text)
  })
  const worst = slowest([...logs, ...answers])
  process.stdout.write('\n')
  for (const { what, seconds, answer } of worst)
    process.stdout.write(`${what.padEnd(46)} ${seconds.toFixed(2)} s  (${answer})\n`)
  const missed = worst.filter(({ seconds, what }) => seconds > (what === 'reading a log' ? mostForLog : mostSeconds))
  process.stdout.write(
    missed.length === 0
      ? '\nAll took less than their bounds.\n'
      : `\nMore than their bounds took: ${missed.map(({ what }) => what).join(', ')}.\n`
  )
  process.exitCode = missed.length === 0 ? 0 : 1
}

void main()
