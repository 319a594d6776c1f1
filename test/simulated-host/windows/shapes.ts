// What a simulated Windows is made of, and what its parts hand to each other.
import type { Emit } from '../language/shapes'

/** The state of a SharedWebConfig.config whose content is made up. */
export type SharedState = 'present' | 'malformed' | 'empty' | 'other' | 'unexpanded' | 'elsewhere' | 'unfilled'

export interface RecordedService {
  readonly name: string
  readonly status: string
  readonly startType: string
}

export interface RecordedBinding {
  readonly site: string
  readonly protocol: string
  readonly address: string
  readonly port: number
  readonly host: string
  thumbprint: string | null
}

export interface RecordedCertificate {
  readonly thumbprint: string
  readonly hasPrivateKey: boolean
  readonly notBefore: string
  readonly notAfter: string
}

export interface SslRecord {
  readonly address: string
  readonly port: number
  readonly host: string | null
  readonly store?: string
  thumbprint: string | null
}

export interface RecordedAcl {
  readonly path: string
  readonly sddl: string
}

export interface RecordedAccount {
  readonly sid: string
  readonly state: number | null
}

/** The recorded facts, as far as the stand-in has the things themselves. */
export interface RecordedFacts {
  readonly identity: { readonly name: string; readonly installPath: string }
  readonly services: Array<RecordedService>
  readonly bindings: Array<RecordedBinding>
  readonly httpSys: Array<SslRecord>
  readonly certificates: Array<RecordedCertificate>
  readonly acls: Array<RecordedAcl>
  readonly sharedWebConfig: Readonly<Record<string, SharedState>>
  readonly revocation: { readonly accounts: Array<RecordedAccount> }
  readonly journal?: { readonly lastEntry: number } | { readonly error: string }
}

/** A simulated host, as its file has it: what the collector answers, and what a test wants of it besides. */
export interface Host {
  readonly answer: { readonly collectedAt: string; readonly facts: RecordedFacts }
  /** How many readings change the facts, and to what; how many there were. */
  afterReadings?: { readonly count: number; readonly sections: object }
  readings?: number
  /** How it behaves: `windows` carries out scripts, the others are told in host.cjs. */
  readonly behaviour?: string
  /** How many sessions are cut yet. */
  cut?: number
  /** How long each step takes, and a slow answer. */
  readonly seconds?: number
  readonly sentence?: string
  readonly code?: number
  readonly id?: string
  /** Before which step an installation begins, and which. */
  readonly installsAfter?: number
  readonly installs?: Host['installing']
  /** Before which step the run is killed, its connection is cut, or it fails. */
  dieAt?: number
  cutAt?: { readonly step: number; readonly requests: number }
  readonly failAt?: { readonly step: number; readonly message: string }
  /** After the stop of which service the run is killed. */
  dieAfterStop?: string
  /** Services of which a fix doesn't hold. */
  readonly stubborn?: ReadonlyArray<string>
  /** Whether its clock is its own, which is not moved to today. */
  readonly ownClock?: boolean
  /** What is at work: Exchange's setup, another installation, or a setup.exe of another product. */
  readonly installing?: true | 'other' | 'browser'
  events?: Array<object>
  /** The status of WAS, which the facts don't list. */
  was?: string
  readonly unstoppable?: ReadonlyArray<string>
  readonly componentStates?: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly scriptPolicy?: Readonly<Record<string, unknown>>
  readonly suspended?: boolean
  readonly unfinished?: ReadonlyArray<string>
  /** What DependentAssemblyGenerator.exe does. */
  readonly generator?: SharedState | 'missing' | 'exit3'
  readonly freeBytes?: number
  readonly elevated?: boolean
  /** Folders that a stranger has made. */
  readonly planted?: ReadonlyArray<string>
  readonly handedDown?: string
  readonly recordFlags?: number
  readonly hidesTasks?: boolean
  readonly taskResult?: number
  readonly unbegun?: boolean
  readonly forbidden?: 'tasks' | 'runs'
}

/** Reads and changes what a host's file has. */
export interface HostParts {
  readonly facts: () => RecordedFacts & { readonly collectedAt: string }
  readonly host: () => Host
  readonly change: <T>(how: (facts: RecordedFacts) => T) => T
  readonly changeHost: <T>(how: (host: Host) => T) => T
}

/** Takes a line that a program prints, and gives its exit code. */
export type Program = (words: ReadonlyArray<string>, emit: Emit) => number
