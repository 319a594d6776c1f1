import { resolve } from 'node:path'
import type * as T from 'fp-ts/Task'
import { type FileConnectionType, fileConnectionType } from '../kernel/words'
import { notOlderThan } from './age'
import { notDatedAhead } from './clock'
import type { Target, TargetBy } from './connection'
import { type Job, single } from './job'
import { ofNamedMedia } from './media'
import { asAskedFor, type Reading, unreadableReading } from './reading'
import { readRecorded } from './recorded'

/** Loaded when it is needed: a preview of recorded servers starts sooner without the XML parser. */
const loadCapture = (): typeof import('./capture') => require('./capture')

const aged =
  (maxAge: string | null) =>
  (reading: Reading): Reading => {
    const now = Date.now()
    if (!reading.readable) return reading
    const facts = notOlderThan(maxAge, now)(notDatedAhead(now)(reading.facts))
    return { ...reading, facts: { ...facts, judgedAt: new Date(now).toISOString() } }
  }

const withDeadline =
  (server: string, seconds: number) =>
  (read: T.Task<Reading>): T.Task<Reading> =>
  () =>
    new Promise((answer) => {
      const late = () => answer(unreadableReading(server, `no answer within ${Math.round(seconds)} s`))
      const broken = () => answer(unreadableReading(server, 'reading it broke off; this is a defect of the connection'))
      const timer = setTimeout(late, seconds * 1_000)
      read()
        .then(answer, broken)
        .finally(() => clearTimeout(timer))
    })

/** A server whose facts stand in files of this computer. */
export type FileTarget = TargetBy<FileConnectionType>

export const isFileTarget = (target: Target): target is Target & FileTarget =>
  fileConnectionType.is(target.connection.type)

const readOne = ({ connection: { type, path } }: FileTarget): T.Task<Reading> =>
  type === 'recorded' ? readRecorded(resolve(path)) : loadCapture().readCapture(resolve(path))

/** Reads a server's files within so many seconds. */
export const readFile = async (target: FileTarget, seconds: number): Promise<Reading> => {
  const reading = await withDeadline(target.server, seconds)(readOne(target))()
  const asked = asAskedFor(target.server, target.connection.path)(reading)
  const seen = asked.readable ? { ...asked, facts: ofNamedMedia(target.media)(asked.facts) } : asked
  return aged(target.connection.maxAge)(seen)
}

export const fileJob = (target: FileTarget): Job => single(target, ({ seconds }) => readFile(target, seconds))
