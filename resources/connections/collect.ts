import { resolve } from 'node:path'
import { pipe } from 'fp-ts/function'
import * as T from 'fp-ts/Task'
import { notOlderThan } from './age'
import type { Target } from './connection'
import { asAskedFor, type Reading, unreadableReading } from './reading'
import { readRecorded } from './recorded'

/** What bounds the reading of many servers: how many at once, and how long one may take. */
export interface Limits {
  readonly concurrency: number
  readonly deadlineSeconds: number
}

export const defaultLimits: Limits = { concurrency: 32, deadlineSeconds: 60 }

/** Reads many servers; one answer for each, in their order. A server that fails costs nobody else anything. */
export type Collect = (targets: ReadonlyArray<Target>, limits: Limits) => T.Task<ReadonlyArray<Reading>>

/** Loaded when it is needed: a preview of recorded servers starts sooner without the XML parser. */
const loadCapture = (): typeof import('./capture') => require('./capture')

const readOne = ({ connection }: Target): T.Task<Reading> => {
  switch (connection.type) {
    case 'recorded':
      return readRecorded(resolve(connection.path))
    case 'captures':
      return loadCapture().readCapture(resolve(connection.path))
  }
}

const withDeadline =
  (server: string, seconds: number) =>
  (read: T.Task<Reading>): T.Task<Reading> =>
  () =>
    new Promise((resolve) => {
      const late = () => resolve(unreadableReading(server, `no answer within ${seconds} s`))
      const broken = () =>
        resolve(unreadableReading(server, 'reading it broke off; this is a defect of the connection'))
      const timer = setTimeout(late, seconds * 1_000)
      read()
        .then(resolve, broken)
        .finally(() => clearTimeout(timer))
    })

const aged =
  (maxAge: string | null) =>
  (reading: Reading): Reading =>
    reading.readable ? { ...reading, facts: notOlderThan(maxAge, Date.now())(reading.facts) } : reading

const readTarget = (target: Target, { deadlineSeconds }: Limits): T.Task<Reading> =>
  pipe(
    readOne(target),
    withDeadline(target.server, deadlineSeconds),
    T.map(asAskedFor(target.server)),
    T.map(aged(target.connection.maxAge))
  )

/** Reads recorded and captured servers, some at a time. */
export const collect: Collect = (targets, limits) => async () => {
  const readings: Array<Reading> = []
  const queue = targets.entries()
  const worker = async () => {
    for (const [index, target] of queue) readings[index] = await readTarget(target, limits)()
  }
  await Promise.all(Array.from({ length: Math.min(limits.concurrency, targets.length) }, worker))
  return readings
}
