import { type ServerUnaryCall, type sendUnaryData, status, type UntypedServiceImplementation } from '@grpc/grpc-js'
import * as plugin from '@pulumi/pulumi/proto/plugin_pb'
import * as messages from '@pulumi/pulumi/proto/provider_pb'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { Empty } from 'google-protobuf/google/protobuf/empty_pb'
import { Struct } from 'google-protobuf/google/protobuf/struct_pb'
import * as t from 'io-ts'
import { organizationSource } from '../../connections/organization'
import { printable } from '../../kernel/printable'
import { showPath } from '../../kernel/propertyPath'
import { type Document, document } from '../document'
import { readServerInputs, type ServerArguments } from '../serverInputs'
import { packTexts, unpackTexts } from '../texts'
import type { Change, Lifecycle, Resource } from './lifecycle'

type Properties = Readonly<Record<string, unknown>>

const fromStruct = (struct: Struct | undefined): Properties => struct?.toJavaScript() ?? {}

const toStruct = (properties: Properties): Struct => Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)))

/** Answers a call by a promise; a defect is told in one sentence, without its stack. */
const answer =
  <Request, Response>(handle: (request: Request) => Promise<Response>) =>
  (call: ServerUnaryCall<Request, Response>, callback: sendUnaryData<Response>): void => {
    handle(call.request).then(
      (response) => callback(null, response),
      (error: unknown) =>
        callback(
          { code: status.INTERNAL, details: printable(error instanceof Error ? error.message : String(error)) },
          null
        )
    )
  }

const diffResponse = (changes: ReadonlyArray<Change>): messages.DiffResponse => {
  const response = new messages.DiffResponse()
  const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges
  response.setChanges(changes.length === 0 ? DIFF_NONE : DIFF_SOME)
  response.setDiffsList([...new Set(changes.map(({ path }) => path[0]))])
  response.setHasdetaileddiff(true)
  for (const { path, added } of changes) {
    const kind = new messages.PropertyDiff()
    kind.setKind(added ? messages.PropertyDiff.Kind.ADD : messages.PropertyDiff.Kind.UPDATE)
    response.getDetaileddiffMap().set(showPath(path), kind)
  }
  return response
}

const readResponse = ({ id, properties, outputs }: Resource): messages.ReadResponse => {
  const response = new messages.ReadResponse()
  response.setId(id)
  response.setProperties(toStruct({ ...properties, ...outputs }))
  response.setInputs(toStruct(properties))
  return response
}

const createResponse = ({ id, properties, outputs }: Resource): messages.CreateResponse => {
  const response = new messages.CreateResponse()
  response.setId(id)
  response.setProperties(toStruct({ ...properties, ...outputs }))
  return response
}

const updateResponse = ({ properties, outputs }: Resource): messages.UpdateResponse => {
  const response = new messages.UpdateResponse()
  response.setProperties(toStruct({ ...properties, ...outputs }))
  return response
}

const checkResponse = (request: messages.CheckRequest): messages.CheckResponse => {
  const response = new messages.CheckResponse()
  response.setInputs(request.getNews())
  return response
}

const configureResponse = (): messages.ConfigureResponse => {
  const response = new messages.ConfigureResponse()
  response.setAcceptsecrets(false)
  response.setSupportspreview(false)
  return response
}

const pluginInfo = (version: string): plugin.PluginInfo => {
  const response = new plugin.PluginInfo()
  response.setVersion(version)
  return response
}

const collectArguments = t.type({ enrolments: t.array(t.string) })

const enrolments = (args: Properties): E.Either<unknown, ReadonlyArray<ServerArguments>> =>
  pipe(
    collectArguments.decode(args),
    E.mapLeft(String),
    E.chain(({ enrolments: texts }) => E.traverseArray((enrolment: string) => readServerInputs({ enrolment }))(texts))
  )

const judgedArguments = t.type({ actual: t.string })

/** The documents of servers, in the enrolments' order; null where there are none. */
const actualDocuments = (args: Properties): ReadonlyArray<Document> | null =>
  pipe(
    judgedArguments.decode(args),
    E.mapLeft(String),
    E.chain(({ actual }) =>
      E.traverseArray((text: string) => E.tryCatch((): unknown => JSON.parse(text), String))(unpackTexts(actual))
    ),
    E.chainW(t.readonlyArray(document).decode),
    E.getOrElseW(() => null)
  )

const organizationArguments = t.type({ source: t.string, fresh: t.boolean })

const invokeOrganization = async (lifecycle: Lifecycle, args: Properties): Promise<messages.InvokeResponse> => {
  const wanted = pipe(
    organizationArguments.decode(args),
    E.mapLeft(String),
    E.chain(({ source, fresh }) =>
      pipe(
        E.tryCatch((): unknown => JSON.parse(source), String),
        E.chainW(organizationSource.decode),
        E.map((decoded) => ({ source: decoded, fresh }))
      )
    )
  )
  if (E.isLeft(wanted)) throw new Error('these arguments name no source of organization facts')
  const response = new messages.InvokeResponse()
  const text = await lifecycle.organization(wanted.right.source, wanted.right.fresh)
  response.setReturn(toStruct({ organization: packTexts([text]) }))
  return response
}

const invoke = async (lifecycle: Lifecycle, request: messages.InvokeRequest): Promise<messages.InvokeResponse> => {
  if (request.getTok() === 'exchange:index:organization')
    return invokeOrganization(lifecycle, fromStruct(request.getArgs()))
  const args = fromStruct(request.getArgs())
  const servers = enrolments(args)
  const actual = request.getTok() === 'exchange:index:judged' ? actualDocuments(args) : null
  if ((actual === null && request.getTok() !== 'exchange:index:collect') || E.isLeft(servers))
    throw new Error(`the function ${request.getTok()} with these arguments is not one of this provider`)
  const response = new messages.InvokeResponse()
  if (actual === null) {
    const readings = await lifecycle.collect(servers.right.map(({ target }) => target))
    response.setReturn(toStruct({ readings: packTexts(readings) }))
  } else lifecycle.judged(servers.right, actual)
  return response
}

/** The Pulumi provider protocol over a lifecycle: wire messages in and out, nothing decided. */
export const providerService = (
  lifecycle: Lifecycle,
  version: string,
  cancel: () => void
): UntypedServiceImplementation => ({
  checkConfig: answer(async (request: messages.CheckRequest) => checkResponse(request)),
  diffConfig: answer(async () => new messages.DiffResponse()),
  configure: answer(async () => configureResponse()),
  getPluginInfo: answer(async () => pluginInfo(version)),
  cancel: answer(async () => {
    cancel()
    return new Empty()
  }),
  check: answer(async (request: messages.CheckRequest) => checkResponse(request)),
  invoke: answer((request: messages.InvokeRequest) => invoke(lifecycle, request)),
  diff: answer(async (request: messages.DiffRequest) =>
    diffResponse(await lifecycle.diff(fromStruct(request.getOlds()), fromStruct(request.getNews())))
  ),
  read: answer(async (request: messages.ReadRequest) =>
    readResponse(
      await lifecycle.read(request.getId(), fromStruct(request.getInputs()), fromStruct(request.getProperties()))
    )
  ),
  create: answer(async (request: messages.CreateRequest) =>
    createResponse(await lifecycle.create(fromStruct(request.getProperties())))
  ),
  update: answer(async (request: messages.UpdateRequest) =>
    updateResponse(
      await lifecycle.update(request.getId(), fromStruct(request.getOlds()), fromStruct(request.getNews()))
    )
  ),
  delete: answer(async () => new Empty())
})
