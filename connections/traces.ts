import * as E from 'fp-ts/Either'
import { answered } from './answer'
import { ask } from './ask'
import type { Bounds } from './children/run'
import { readCollector } from './collector'
import type { Target } from './connection'
import { type Job, single } from './job'
import type { Limits } from './limit'
import { type Reading, unanswered } from './reading'

/** The collector takes up to 50 s for all else, and eight minutes for the logs; each server has at least half of this. */
export const traceLimits: Limits = { concurrency: 8, deadlineSeconds: 1_320 }

const readOne =
  (target: Target) =>
  async (bounds: Bounds): Promise<Reading> => {
    const script = await readCollector(target.media, true)()
    const answer = E.isLeft(script) ? script : await ask(target, script.right, bounds)
    return E.isLeft(answer) ? unanswered(target.server, answer.left) : answered(target.server, answer.right, Date.now())
  }

/** Reads servers and searches their logs, each by a process of its own. */
export const traceJobs = (targets: ReadonlyArray<Target>): ReadonlyArray<Job> =>
  targets.map((target) => single(target, readOne(target)))
