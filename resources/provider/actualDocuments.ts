import * as E from 'fp-ts/Either'
import type { NamedTable } from '../../connections/buildTable'
import type { OrganizationReading } from '../../connections/organization'
import type { Reading } from '../../connections/reading'
import type { Facts } from '../../facts/facts'
import type { Verdict } from '../../judging/verdict'
import { type Document, documents } from '../document'
import { organizationIn } from '../organizationText'
import type { ServerArguments } from '../serverInputs'
import type { Organizations } from './organizations'
import type { Readings } from './readings'

/** Most often the program alone judges: the policies are loaded when they are needed. */
export const loadJudge = (): typeof import('../judgeServer') => require('../judgeServer')

/** Of an organization that nobody asks. */
export const noReading: OrganizationReading = E.right(null)

/** What judging a server takes besides its settings. */
export interface Means {
  readonly readings: Readings
  readonly organizations: Organizations
  /** Brings the facts from before the update. */
  readonly baselineOf: (server: string, path: string | null) => Promise<Facts | null>
  /** Brings the table of builds that the settings name. */
  readonly tableOf: (path: string | undefined) => Promise<NamedTable>
}

export const organizationOf = async (
  { organizations }: Means,
  { judging: { organization } }: ServerArguments
): Promise<OrganizationReading> => (organization === null ? noReading : organizations.of(organization))

/** Judges a server as it was read, by what was read of its organization. */
export const judge = async (
  { baselineOf, tableOf }: Means,
  args: ServerArguments,
  { facts }: Reading,
  organization: OrganizationReading
): Promise<ReadonlyArray<Verdict>> => {
  const { target, judging, waivers } = args
  const baseline = await baselineOf(target.server, judging.baseline)
  const table = await tableOf(judging.buildTable)
  return loadJudge().judgeServer(facts, judging, baseline, waivers, organizationIn(organization), table)
}

/** The actual documents of servers. */
export interface ActualDocuments {
  /** The document of a reading. Read and diff ask for the same; it is made once for each reading and each way of judging. */
  readonly of: (args: ServerArguments, reading: Reading) => Promise<Document>
  /** The document that the program made, else that of the server as it was read last. */
  readonly known: (args: ServerArguments) => Promise<Document>
  /** Takes the document that the program made. */
  readonly keep: (args: ServerArguments, document: Document) => void
  readonly forget: (args: ServerArguments) => void
  readonly forgetAll: () => void
}

interface JudgedBefore {
  readonly key: string
  readonly organization: OrganizationReading
  readonly document: Promise<Document>
}

const keyOf = ({ target, judging }: ServerArguments): string => JSON.stringify([target, judging])

export const createDocuments = (means: Means): ActualDocuments => {
  const judged = new WeakMap<Reading, ReadonlyArray<JudgedBefore>>()
  const byProgram = new Map<string, Document>()

  const make = async (...seen: Parameters<typeof judge>): Promise<Document> => documents(await judge(...seen)).actual

  const of: ActualDocuments['of'] = async (args, reading) => {
    const organization = await organizationOf(means, args)
    const known = judged.get(reading) ?? []
    const key = JSON.stringify(args.judging)
    const before = known.find((one) => one.key === key && one.organization === organization)
    const document = before?.document ?? make(means, args, reading, organization)
    if (before === undefined) judged.set(reading, [...known, { key, organization, document }])
    return document
  }

  return {
    of,
    known: async (args) => {
      const document = byProgram.get(keyOf(args))
      if (document !== undefined) return document
      const [[reading]] = await Promise.all([means.readings.of([args.target]), organizationOf(means, args)])
      return reading === undefined ? {} : of(args, reading)
    },
    keep: (args, document) => {
      byProgram.set(keyOf(args), document)
    },
    forget: (args) => {
      byProgram.delete(keyOf(args))
    },
    forgetAll: () => byProgram.clear()
  }
}
