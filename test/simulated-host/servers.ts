import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as t from 'io-ts'
import type { RecordedSections } from '../support/server'
import { readHost, updateHost, writeHost } from './state.cjs'

/** A simulated host's ways: how it behaves and what it answers. */
export interface SimulatedHost {
  readonly behaviour: string
  /** The recorded facts; those of `windows` change as scripts are carried out. */
  readonly answer?: unknown
  /** Whether it answers by the clock that its facts were made with, instead of today's. */
  readonly ownClock?: boolean
  /** Until it answers; of `windows`, for each step. */
  readonly seconds?: number
  readonly sentence?: string
  readonly code?: number
  readonly id?: string
}

/** A host that carries scripts out, and the mischief that it makes. */
export interface WindowsHost extends SimulatedHost {
  readonly behaviour: 'windows'
  readonly answer: unknown
  /** What is installed just now: Exchange, something else by the Windows Installer, or by a setup.exe of its own. */
  readonly installing?: true | 'other' | 'browser'
  /** What is installed after the step `installsAfter`; without it, Exchange. */
  readonly installs?: true | 'other' | 'browser'
  /** An installation was begun and waits for a restart. */
  readonly suspended?: boolean
  /** What is free on its drive. */
  readonly freeBytes?: number
  /** The values by which Group Policy sets the execution policy. */
  readonly scriptPolicy?: Readonly<Record<string, unknown>>
  /** What the Task Scheduler refuses. */
  readonly forbidden?: 'tasks' | 'runs'
  /** Tasks that are started are not taken up. */
  readonly unbegun?: boolean
  /** The last result of each task. */
  readonly taskResult?: number
  /** The scheduler calls each task ready, even one that runs. */
  readonly hidesTasks?: boolean
  /** The step after whose change an installation runs. */
  readonly installsAfter?: number
  /** The flags of http.sys' records. */
  readonly recordFlags?: number
  /** The service after whose stop the run is killed, once. */
  readonly dieAfterStop?: string
  /** Services that take no notice of being stopped. */
  readonly unstoppable?: ReadonlyArray<string>
  /** Folders that an ordinary user has made. */
  readonly planted?: ReadonlyArray<string>
  /** The roles of which setup has left a watermark. */
  readonly unfinished?: ReadonlyArray<string>
  /** What the registry holds of components: by component and requester, as `1:0:ticks`. */
  readonly componentStates?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** DependentAssemblyGenerator: missing, failing, or the state of what it writes. */
  readonly generator?: 'missing' | 'exit3' | 'malformed' | 'unexpanded'
  /** False where the account is no administrator. */
  readonly elevated?: boolean
  /** The entries (SDDL) that folders inherit; without it, all that Exchange needs. */
  readonly handedDown?: string
  /** Services that are what they were as soon as a run has ended. */
  readonly stubborn?: ReadonlyArray<string>
  /** A step that fails each time, and its message. */
  readonly failAt?: { readonly step: number; readonly message: string }
  /** The step at which the run is killed, once. */
  readonly dieAt?: number
  /** The step at which the connection is cut, once; so many requests fail then. */
  readonly cutAt?: { readonly step: number; readonly requests: number }
  /** Sections that change once the collector has read the server so many times. */
  readonly afterReadings?: { readonly count: number; readonly sections: RecordedSections }
}

/** Exchange's own endpoint: what it answers, or the sentence by which it refuses. */
export interface SimulatedOrganization {
  readonly answer: unknown
  /** Whether a host of the same folder whose store doesn't run has its databases down. */
  readonly follows?: boolean
  readonly sentence?: string
}

const event = t.intersection([
  t.type({
    server: t.string,
    event: t.keyof({
      begin: null,
      step: null,
      set: null,
      call: null,
      stop: null,
      die: null,
      unknown: null,
      end: null
    }),
    at: t.number
  }),
  t.partial({
    number: t.number,
    policies: t.string,
    title: t.string,
    name: t.string,
    /** The texts that a function, command or program was given. */
    args: t.array(t.string),
    services: t.array(t.string),
    message: t.string,
    pid: t.number,
    /** What was begun. */
    script: t.string
  })
])

/** Something that a script did on a server; `at` in milliseconds. */
export type Hand = t.TypeOf<typeof event>

const loggedEvent = t.type({ source: t.string, text: t.string, kind: t.string, id: t.number })

/** An event in the log Application. */
export type LoggedEvent = t.TypeOf<typeof loggedEvent>

const host = t.type({
  answer: t.type({ facts: t.record(t.string, t.unknown) }),
  readings: t.union([t.number, t.undefined]),
  events: t.union([t.array(loggedEvent), t.undefined])
})

const decoded = <A>(codec: t.Type<A>, value: unknown): A => {
  const result = codec.decode(value)
  if (result._tag === 'Left') throw new Error(`this is no ${codec.name}: ${JSON.stringify(value)}`)
  return result.right
}

/** The simulated servers whose states are in one folder. */
export interface SimulatedServers {
  /** Adds a new server; one of that name is gone, and its journal with it. */
  readonly add: (server: string, host: SimulatedHost | WindowsHost) => void
  /** The sections as they are now. */
  readonly facts: (server: string) => RecordedSections
  /** Replaces sections, as if somebody had been there. */
  readonly change: (server: string, sections: RecordedSections) => void
  /** Replaces ways of a host, but not its facts; undefined ends one. */
  readonly behave: (server: string, ways: Readonly<Record<string, unknown>>) => void
  /** How often the collector has read it. */
  readonly readings: (server: string) => number
  /** What scripts did, in the order in which it happened. */
  readonly hands: () => ReadonlyArray<Hand>
  /** The tasks that are registered there, by their names. */
  readonly tasks: (server: string) => ReadonlyArray<string>
  /** Whether there is a folder for tasks. */
  readonly hasTaskFolder: (server: string) => boolean
  /** The folders of runs that are there. */
  readonly runs: (server: string) => ReadonlyArray<string>
  /** What was written to its log Application. */
  readonly events: (server: string) => ReadonlyArray<LoggedEvent>
  /** Has an ordinary user run a task, by its file's name in `tasks`. */
  readonly plantTask: (server: string, task: string) => void
  readonly organize: (organization: SimulatedOrganization) => void
}

export const simulatedServers = (folder: string): SimulatedServers => {
  const read = (server: string) => decoded(host, readHost(folder, server))
  const log = join(folder, 'hands.log')
  return {
    add: (server, added) => {
      for (const kept of ['disk', 'tasks']) rmSync(join(folder, `${server}.${kept}`), { recursive: true, force: true })
      writeHost(folder, server, added)
    },
    facts: (server) => read(server).answer.facts,
    change: (server, sections) =>
      updateHost(folder, server, ({ answer }) => void Object.assign(answer.facts, sections)),
    behave: (server, ways) => updateHost(folder, server, (found) => void Object.assign(found, ways)),
    readings: (server) => read(server).readings ?? 0,
    hands: () =>
      existsSync(log)
        ? // What stands after the last line feed is still being written.
          readFileSync(log, 'utf8')
            .split('\n')
            .slice(0, -1)
            .map((line) => decoded(event, JSON.parse(line)))
        : [],
    plantTask: (server, task) => {
      mkdirSync(join(folder, `${server}.tasks`), { recursive: true })
      writeFileSync(join(folder, `${server}.tasks`, task), JSON.stringify({ action: null, pid: process.pid }))
    },
    hasTaskFolder: (server) => existsSync(join(folder, `${server}.tasks`)),
    runs: (server) => {
      const runs = join(folder, `${server}.disk`, 'c%003a', 'programdata', 'exchangecompliance', 'runs')
      return existsSync(runs) ? readdirSync(runs) : []
    },
    events: (server) => read(server).events ?? [],
    tasks: (server) => {
      const tasks = join(folder, `${server}.tasks`)
      return existsSync(tasks) ? readdirSync(tasks) : []
    },
    organize: (organization) => writeHost(folder, 'organization', organization)
  }
}
