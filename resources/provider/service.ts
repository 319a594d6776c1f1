import { type ServerUnaryCall, type sendUnaryData, status, type UntypedServiceImplementation } from '@grpc/grpc-js'
import * as plugin from '@pulumi/pulumi/proto/plugin_pb'
import * as messages from '@pulumi/pulumi/proto/provider_pb'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { Empty } from 'google-protobuf/google/protobuf/empty_pb'
import { Struct } from 'google-protobuf/google/protobuf/struct_pb'
import * as t from 'io-ts'
import { showPath } from '../../policies/propertyPath'
import { printable } from '../../reports/printable'
import { readServerInputs, type ServerArguments } from '../serverInputs'
import { packTexts } from '../texts'
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

const invoke = async (lifecycle: Lifecycle, request: messages.InvokeRequest): Promise<messages.InvokeResponse> => {
  const servers = enrolments(fromStruct(request.getArgs()))
  const isCollect = request.getTok() === 'exchange:index:collect'
  if ((!isCollect && request.getTok() !== 'exchange:index:prepare') || E.isLeft(servers))
    throw new Error(`the function ${request.getTok()} with these arguments is not one of this provider`)
  const response = new messages.InvokeResponse()
  if (isCollect) {
    const readings = await lifecycle.collect(servers.right.map(({ target }) => target))
    response.setReturn(toStruct({ readings: packTexts(readings) }))
  }
  // The program judges what it is told now; this process does the same meanwhile. A defect shows where it is asked for.
  setImmediate(() => lifecycle.prepare(servers.right).catch(() => undefined))
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
