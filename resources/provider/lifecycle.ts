import * as E from 'fp-ts/Either'
import type { NamedTable } from '../../connections/buildTable'
import type { Target } from '../../connections/connection'
import { encodeReading } from '../../connections/encodeReading'
import type { OrganizationReading, OrganizationSource } from '../../connections/organization'
import type { Reading } from '../../connections/reading'
import type { Facts } from '../../facts/facts'
import type { Verdict } from '../../judging/verdict'
import { printable } from '../../kernel/printable'
import type { PropertyPath } from '../../kernel/propertyPath'
import { type Afterwards, afterwards, probed, secondLookFailure, secondLookText } from '../command/lookAgain'
import type { SecondLookRule } from '../command/secondLookRule'
import { remediated, unverified, verificationFailure } from '../command/verification'
import { type Document, differences, documents } from '../document'
import type { ReadThen } from '../judgeServer'
import { encodeOrganizationReading, organizationIn } from '../organizationText'
import {
  documentOf,
  lookedAgainOutput,
  readServerInputs,
  remediatedOutput,
  type ServerArguments,
  serverInputs
} from '../serverInputs'
import type { Organizations } from './organizations'
import type { Readings } from './readings'

type Properties = Readonly<Record<string, unknown>>

export interface Change {
  readonly path: PropertyPath
  readonly added: boolean
}

export interface Resource {
  readonly id: string
  readonly properties: Properties
  /** What is kept in the state and nowhere asked for. */
  readonly outputs: Properties
}

/** What the engine asks of a Server, in plain values. Reading never changes a server; delete only forgets it. */
export interface Lifecycle {
  readonly collect: (targets: ReadonlyArray<Target>) => Promise<ReadonlyArray<string>>
  /** The facts of an organization as text; a fresh reading replaces the one that servers were judged by. */
  readonly organization: (source: OrganizationSource, fresh: boolean) => Promise<string>
  /** What the program judged servers to be, in their order: they are neither read nor judged again until they are changed. */
  readonly judged: (servers: ReadonlyArray<ServerArguments>, actual: ReadonlyArray<Document>) => void
  readonly diff: (olds: Properties, news: Properties) => Promise<ReadonlyArray<Change>>
  readonly read: (id: string, inputs: Properties, state: Properties) => Promise<Resource>
  readonly create: (news: Properties) => Promise<Resource>
  readonly update: (id: string, olds: Properties, news: Properties) => Promise<Resource>
}

const fqdnOf = ({ sections }: Facts, server: string): string =>
  printable((E.isRight(sections.identity) && sections.identity.right.fqdn) || server)

const notEnrolled = (id: string, reason: string): Resource => ({
  id,
  properties: { identity: printable(`unknown: ${reason}`) },
  outputs: {}
})

/** The number of the last finished remediation; null where that can't be read. */
const lastEntryOf = ({ sections: { journal } }: Facts): number | null =>
  E.isRight(journal) ? journal.right.lastEntry : null

const keptOutputs = (state: Properties): Properties =>
  Object.fromEntries(
    [remediatedOutput, lookedAgainOutput].flatMap((name) => (state[name] === undefined ? [] : [[name, state[name]]]))
  )

/** Most often the program alone judges: the policies are loaded when they are needed. */
const loadJudge = (): typeof import('../judgeServer') => require('../judgeServer')

const noReading: OrganizationReading = E.right(null)

interface JudgedBefore {
  readonly key: string
  readonly organization: OrganizationReading
  readonly document: Promise<Document>
}

/**
 * Builds the Server's lifecycle on what can be read; `baselineOf` brings the facts from before the update, `tableOf` the
 * table of builds that the settings name.
 */
export const createLifecycle = (
  readings: Readings,
  organizations: Organizations,
  baselineOf: (server: string, path: string | null) => Promise<Facts | null>,
  tableOf: (path: string | undefined) => Promise<NamedTable> = async () => undefined,
  { pause, ask }: Afterwards = afterwards(new AbortController().signal)
): Lifecycle => {
  const judged = new WeakMap<Reading, ReadonlyArray<JudgedBefore>>()

  const organizationOf = async ({ judging: { organization } }: ServerArguments): Promise<OrganizationReading> =>
    organization === null ? noReading : organizations.of(organization)

  const judge = async (
    args: ServerArguments,
    { facts }: Reading,
    organization: OrganizationReading
  ): Promise<ReadonlyArray<Verdict>> => {
    const { target, judging, waivers } = args
    const baseline = await baselineOf(target.server, judging.baseline)
    const table = await tableOf(judging.buildTable)
    return loadJudge().judgeServer(facts, judging, baseline, waivers, organizationIn(organization), table)
  }

  const judgeActual = async (...seen: Parameters<typeof judge>): Promise<Document> =>
    documents(await judge(...seen)).actual

  /** Read and diff ask for the same document; it is made once for each reading and each way of judging. */
  const actualDocument = async (args: ServerArguments, reading: Reading): Promise<Document> => {
    const organization = await organizationOf(args)
    const known = judged.get(reading) ?? []
    const key = JSON.stringify(args.judging)
    const before = known.find((one) => one.key === key && one.organization === organization)
    const document = before?.document ?? judgeActual(args, reading, organization)
    if (before === undefined) judged.set(reading, [...known, { key, organization, document }])
    return document
  }

  const byProgram = new Map<string, Document>()
  const keyOf = ({ target, judging }: ServerArguments): string => JSON.stringify([target, judging])

  const known = async (args: ServerArguments): Promise<Document> => {
    const document = byProgram.get(keyOf(args))
    if (document !== undefined) return document
    const [[reading]] = await Promise.all([readings.of([args.target]), organizationOf(args)])
    return reading === undefined ? {} : actualDocument(args, reading)
  }

  const diff: Lifecycle['diff'] = async (olds, news) => {
    const args = readServerInputs(news)
    const desired = documentOf(news)
    // The state may have been judged by other settings: what is compared with the desired values is the server itself.
    const actual = E.isLeft(args) ? documentOf(olds) : await known(args.right)
    const inState = new Set(
      differences(documentOf(olds), desired).flatMap(({ path, added }) => (added ? [] : [path.join()]))
    )
    return differences(actual, desired).map(({ path }) => ({ path, added: !inState.has(path.join()) }))
  }

  /**
   * Before and after of what a remediation was to put right; what it didn't put right is an error. Both are judged by one
   * reading of the organization: a DAG takes minutes to settle, which whoever comes next waits for.
   */
  const verify = async (args: ServerArguments, before: Reading, after: Reading): Promise<Properties> => {
    const organization = await organizationOf(args)
    const [was, is] = [await judge(args, before, organization), await judge(args, after, organization)]
    const remains = unverified(args.verify, was, is)
    const entries = [before, after].map(({ facts }) => lastEntryOf(facts))
    const isCarriedOut = entries.includes(null) || entries[0] !== entries[1]
    if (remains.length > 0) throw new Error(verificationFailure(args.target.server, isCarriedOut, remains))
    return { [remediatedOutput]: remediated(args.verify, was, is) }
  }

  const organizationNow = async (
    { judging: { organization }, target: { server } }: ServerArguments,
    then: ReadThen
  ): Promise<OrganizationReading> =>
    organization?.type === 'endpoint' ? organizations.now(organization, loadJudge().scopeOf(server, then)) : noReading

  /** A recording tells how the organization was, not how it is. */
  const organizationThen = async (args: ServerArguments): Promise<OrganizationReading> =>
    args.judging.organization?.type === 'endpoint' ? organizationOf(args) : noReading

  /**
   * Some minutes after a remediation its server is read again: a service can run for a minute and stop then, and a server
   * whose services run can serve nobody. What doesn't hold is an error.
   */
  const lookAgain = async (
    args: ServerArguments,
    rule: SecondLookRule,
    before: Reading,
    after: Reading
  ): Promise<Properties> => {
    const { server } = args.target
    const then = await organizationThen(args)
    await pause(rule.minutes * 60).catch(() => {
      throw new Error(
        printable(`${server}: its remediation was carried out, and the wait for a second look was broken off`)
      )
    })
    const last = await readings.fresh(args.target)
    const judgedBy = await organizationOf(args)
    const verdicts = await Promise.all([before, last].map((reading) => judge(args, reading, judgedBy)))
    const [was = [], is = []] = verdicts
    const remains = unverified(args.verify, was, is).map(({ policy, text }) => `${policy}: ${text}`)
    const looked = { facts: after.facts, organization: then }
    const looks = [looked, { facts: last.facts, organization: await organizationNow(args, looked) }] as const
    const seen = loadJudge().lookTwice(looks[0], looks[1], args.waivers, rule.inMaintenance)
    const probes = rule.probes && rule.inMaintenance !== 'allow' ? await ask(args.target, last.facts) : null
    const faults = [...remains, ...seen.faults, ...(probes === null ? [] : probed(probes).faults)]
    if (faults.length > 0) throw new Error(secondLookFailure(server, rule.minutes, faults))
    return { [lookedAgainOutput]: secondLookText(rule, seen.unseen, probes) }
  }

  const observe = async (id: string | null, olds: Properties, news: Properties): Promise<Resource> => {
    const args = readServerInputs(news)
    if (E.isLeft(args)) return notEnrolled(id ?? 'unknown', args.left)
    const isRemediated = Object.keys(args.right.verify).length > 0
    const [before] = isRemediated ? await readings.of([args.right.target]) : []
    byProgram.delete(keyOf(args.right))
    const after = await readings.fresh(args.right.target)
    const outputs = before === undefined ? keptOutputs(olds) : await verify(args.right, before, after)
    const { secondLook } = args.right
    const again =
      before === undefined || secondLook === undefined ? {} : await lookAgain(args.right, secondLook, before, after)
    const [last = after] = await readings.of([args.right.target])
    return {
      id: id ?? fqdnOf(last.facts, args.right.target.server),
      properties: serverInputs(args.right, await actualDocument(args.right, last)),
      outputs: { ...outputs, ...again }
    }
  }

  return {
    collect: async (targets) => (await readings.of(targets)).map(encodeReading),
    organization: async (source, fresh) => {
      if (fresh) byProgram.clear()
      return encodeOrganizationReading(await (fresh ? organizations.fresh(source) : organizations.of(source)))
    },
    judged: (servers, actual) => {
      servers.forEach((args, index) => {
        const document = actual[index]
        if (document !== undefined) byProgram.set(keyOf(args), document)
      })
    },
    diff,
    read: async (id, inputs, state) => {
      const args = readServerInputs(inputs)
      return E.isLeft(args)
        ? notEnrolled(id, args.left)
        : // The enrolment stays as the state has it: written in today's form it would be shown as a change after an upgrade.
          { id, properties: { ...(await known(args.right)), enrolment: inputs.enrolment }, outputs: keptOutputs(state) }
    },
    create: (news) => observe(null, {}, news),
    update: observe
  }
}
