import * as E from 'fp-ts/Either'
import type { Target } from '../../connections/connection'
import { encodeReading } from '../../connections/encodeReading'
import type { OrganizationSource } from '../../connections/organization'
import type { Facts } from '../../facts/facts'
import { printable } from '../../kernel/printable'
import type { PropertyPath } from '../../kernel/propertyPath'
import { type Afterwards, afterwards } from '../command/lookAgain'
import { type Document, differences } from '../document'
import { encodeOrganizationReading } from '../organizationText'
import {
  documentOf,
  lookedAgainOutput,
  readServerInputs,
  remediatedOutput,
  type ServerArguments,
  serverInputs
} from '../serverInputs'
import { type ActualDocuments, createDocuments, type Means } from './actualDocuments'
import type { Organizations } from './organizations'
import type { Readings } from './readings'
import { lookAgain, verify } from './verifying'

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

const keptOutputs = (state: Properties): Properties =>
  Object.fromEntries(
    [remediatedOutput, lookedAgainOutput].flatMap((name) => (state[name] === undefined ? [] : [[name, state[name]]]))
  )

const createDiff =
  ({ known }: ActualDocuments): Lifecycle['diff'] =>
  async (olds, news) => {
    const args = readServerInputs(news)
    const desired = documentOf(news)
    // The state may have been judged by other settings: what is compared with the desired values is the server itself.
    const actual = E.isLeft(args) ? documentOf(olds) : await known(args.right)
    const inState = new Set(
      differences(documentOf(olds), desired).flatMap(({ path, added }) => (added ? [] : [path.join()]))
    )
    return differences(actual, desired).map(({ path }) => ({ path, added: !inState.has(path.join()) }))
  }

const createObserve =
  (means: Means, actual: ActualDocuments, after: Afterwards) =>
  async (id: string | null, olds: Properties, news: Properties): Promise<Resource> => {
    const { readings } = means
    const args = readServerInputs(news)
    if (E.isLeft(args)) return notEnrolled(id ?? 'unknown', args.left)
    const isRemediated = Object.keys(args.right.verify).length > 0
    const [before] = isRemediated ? await readings.of([args.right.target]) : []
    actual.forget(args.right)
    const now = await readings.fresh(args.right.target)
    const outputs = before === undefined ? keptOutputs(olds) : await verify(means, args.right, before, now)
    const { secondLook } = args.right
    const again =
      before === undefined || secondLook === undefined
        ? {}
        : await lookAgain(means, after, args.right, secondLook, before, now)
    const [last = now] = await readings.of([args.right.target])
    return {
      id: id ?? fqdnOf(last.facts, args.right.target.server),
      properties: serverInputs(args.right, await actual.of(args.right, last)),
      outputs: { ...outputs, ...again }
    }
  }

/** Builds the Server's lifecycle on what can be read. */
export const createLifecycle = (
  readings: Readings,
  organizations: Organizations,
  baselineOf: Means['baselineOf'],
  tableOf: Means['tableOf'] = async () => undefined,
  after: Afterwards = afterwards(new AbortController().signal)
): Lifecycle => {
  const means = { readings, organizations, baselineOf, tableOf }
  const documents = createDocuments(means)
  const observe = createObserve(means, documents, after)
  return {
    collect: async (targets) => (await readings.of(targets)).map(encodeReading),
    organization: async (source, fresh) => {
      if (fresh) documents.forgetAll()
      return encodeOrganizationReading(await (fresh ? organizations.fresh(source) : organizations.of(source)))
    },
    judged: (servers, actual) => {
      servers.forEach((args, index) => {
        const document = actual[index]
        if (document !== undefined) documents.keep(args, document)
      })
    },
    diff: createDiff(documents),
    read: async (id, inputs, state) => {
      const args = readServerInputs(inputs)
      return E.isLeft(args)
        ? notEnrolled(id, args.left)
        : // The enrolment stays as the state has it: written in today's form it would be shown as a change after an upgrade.
          {
            id,
            properties: { ...(await documents.known(args.right)), enrolment: inputs.enrolment },
            outputs: keptOutputs(state)
          }
    },
    create: (news) => observe(null, {}, news),
    update: observe
  }
}
