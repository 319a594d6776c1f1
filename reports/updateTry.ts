import * as E from 'fp-ts/Either'
import type { Fact, Unreadable } from '../facts/fact'
import type { Facts } from '../facts/facts'
import { namedIn, outcomeOf, updatesOf } from '../facts/lastUpdate'
import type { SetupLog } from '../facts/sections/setupLog'
import type { BuildTable } from '../kernel/builds/buildTable'
import { parseBuild } from '../kernel/compare'
import { diagnose } from '../policies/setup-log/diagnose'
import { kindOfRun } from '../policies/setup-log/runKind'
import { buildName } from './version'

/** The last time that somebody tried to install an update. */
export interface UpdateTry {
  readonly what: string
  /** ISO 8601, UTC; a day alone where no more is known, and null where not even that is. */
  readonly at: string | null
  readonly result: 'done' | 'failed' | 'broken off'
  /** Fact sections that were not read, so that a later try may be missing. */
  readonly unread: ReadonlyArray<string>
}

/** A try, and the time by which it is compared (milliseconds); what a run of setup did itself is before its end. */
interface Timed extends Omit<UpdateTry, 'unread'> {
  readonly time: number
}

/** A run that came to its end may have installed nothing, such as one of the setup.exe in the bin folder. */
const resultOf = (run: SetupLog): UpdateTry['result'] => {
  if (run.state === 'broken-off') return 'broken off'
  return run.state === 'completed' && diagnose(run).length === 0 ? 'done' : 'failed'
}

/** Setup takes hours at most, so that what follows the start of a run without an end within a day is taken for its work. */
const longestRun = 24 * 60 * 60 * 1_000

const whatRan = (run: SetupLog, table: BuildTable): string => {
  if (run.mode === null && run.command === null && run.setupVersion === null) return run.product ?? run.file
  const version = parseBuild(run.setupVersion ?? '')
  return `setup (${kindOfRun(run)})${version._tag === 'Some' ? ` of ${buildName(version.value, table)}` : ''}`
}

/** A run of an unknown time may be the last one: it is told, and not hidden by what is known to be older or newer. */
const timeOfRun = ({ started, ended }: SetupLog): number => {
  if (ended !== null) return Date.parse(ended)
  return started === null ? Number.POSITIVE_INFINITY : Date.parse(started) + longestRun
}

const byRun = (run: SetupLog, table: BuildTable): Timed => ({
  what: whatRan(run, table),
  at: run.ended ?? run.started,
  result: resultOf(run),
  time: timeOfRun(run)
})

const failures = ({ sections: { installerEvents } }: Facts): ReadonlyArray<Timed> =>
  E.isLeft(installerEvents)
    ? []
    : installerEvents.right.events.flatMap(
        (event): ReadonlyArray<Timed> =>
          event.at === null || outcomeOf(event) !== 'failed'
            ? []
            : [{ what: namedIn(event), at: event.at, result: 'failed', time: Date.parse(event.at) }]
      )

/** One of which only the day is known is newer only than what ended before that day. */
const successes = (facts: Facts): ReadonlyArray<Timed> =>
  updatesOf(facts).map(({ name, done, from, at }) => ({
    what: done === 'removed' ? `the removal of ${name}` : name,
    at,
    result: 'done',
    time: Date.parse(from)
  }))

/** Why a section is not known, in few words. */
export const whyUnread = ({ absent, reason }: Unreadable): string => (absent === true ? 'not recorded' : reason)

const unreadOf = ({ sections }: Facts): ReadonlyArray<readonly [section: string, reason: string]> =>
  (['setupLog', 'installerEvents'] as const).flatMap((name): ReadonlyArray<readonly [string, string]> => {
    const fact: Fact<unknown> = sections[name]
    return E.isLeft(fact) ? [[name, whyUnread(fact.left)]] : []
  })

const whyNone = ({ sections: { installerEvents } }: Facts): string => {
  const since = E.isRight(installerEvents) ? installerEvents.right.since : null
  return `no log of setup, and no event ${since === null ? 'in an empty log Application' : `since ${since.slice(0, 10)}`}`
}

/** The last try: the newer of setup's last run and of what the Windows Installer recorded; or why none is known. */
export const lastUpdateTry = (facts: Facts, table: BuildTable): E.Either<string, UpdateTry> => {
  const { setupLog } = facts.sections
  const unread = unreadOf(facts)
  const run = E.isRight(setupLog) && setupLog.right !== null ? [byRun(setupLog.right, table)] : []
  const last = [...run, ...failures(facts), ...successes(facts)].reduce<Timed | null>(
    (newest, one) => (newest === null || one.time > newest.time ? one : newest),
    null
  )
  if (last === null) return E.left(unread[0]?.[1] ?? whyNone(facts))
  const { what, at, result } = last
  return E.right({ what, at, result, unread: unread.map(([section]) => section) })
}
