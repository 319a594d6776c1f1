// A stand-in for Pulumi's own command plugin, for the tests and the demo only: serves command:local:Command to the engine
// as that one does, which is what runs wherever it is installed.
const { randomBytes } = require('node:crypto')
const { Socket } = require('node:net')
const { isDeepStrictEqual } = require('node:util')
const { credentials, Server, ServerCredentials, status } = require('@grpc/grpc-js')
const { version } = require('@pulumi/command/package.json')
const { EngineClient } = require('@pulumi/pulumi/proto/engine_grpc_pb')
const { LogRequest, LogSeverity } = require('@pulumi/pulumi/proto/engine_pb')
const { PluginInfo } = require('@pulumi/pulumi/proto/plugin_pb')
const { ResourceProviderService } = require('@pulumi/pulumi/proto/provider_grpc_pb')
const messages = require('@pulumi/pulumi/proto/provider_pb')
const { Empty } = require('google-protobuf/google/protobuf/empty_pb')
const { Struct } = require('google-protobuf/google/protobuf/struct_pb')
const { run } = require('./run.cjs')

/** How the protocol writes a value that is known only after the update. */
const unknown = '04da6b54-80e4-46f7-96ec-b56ff0331ba9'
const outputNames = ['stdout', 'stderr']

const cancellation = new AbortController()
const engine = new EngineClient(process.argv[2] ?? '', credentials.createInsecure())

/** @import { ServerUnaryCall } from '@grpc/grpc-js' */
/** @import { Inputs, Outputs } from './run.cjs' */
/** @typedef {Inputs & { create?: string, update?: string, delete?: string } & Partial<Outputs>} Properties */
/** @typedef {ServerUnaryCall<import('@pulumi/pulumi/proto/provider_pb').CheckRequest, unknown>} CheckCall */
/** @typedef {ServerUnaryCall<import('@pulumi/pulumi/proto/provider_pb').CreateRequest, unknown>} CreateCall */
/** @typedef {ServerUnaryCall<import('@pulumi/pulumi/proto/provider_pb').UpdateRequest, unknown>} UpdateCall */
/** @typedef {ServerUnaryCall<import('@pulumi/pulumi/proto/provider_pb').DeleteRequest, unknown>} DeleteCall */

/** @type {(struct: import('google-protobuf/google/protobuf/struct_pb').Struct | undefined) => Properties} */
const fromStruct = (struct) => Object(struct?.toJavaScript())
const toStruct = (/** @type {object} */ properties) => Struct.fromJavaScript(Object(properties))

/**
 * A message with these values, each by the method of its name.
 * @template {object} T
 * @param {T} message
 * @param {Readonly<Record<string, unknown>>} values
 * @returns {T}
 */
const filled = (message, values) => {
  for (const [name, value] of Object.entries(values)) Reflect.get(Object(message), `set${name}`).call(message, value)
  return message
}

/**
 * Tells lines to the engine one after the other, as passing messages of a resource.
 * @param {string} urn
 */
const createTeller = (urn) => {
  /** @type {Promise<unknown>} */
  let told = Promise.resolve()
  const log = (/** @type {string} */ line) =>
    new Promise((resolve) => {
      const values = { Severity: LogSeverity.INFO, Urn: urn, Message: line, Ephemeral: true }
      engine.log(filled(new LogRequest(), values), resolve)
    })
  return {
    tell: (/** @type {string} */ line) => {
      told = told.then(() => log(line))
    },
    allTold: () => told
  }
}

/** @type {(properties: Partial<Outputs>) => Outputs} */
const outputsOf = ({ stdout = '', stderr = '' }) => ({ stdout, stderr })

/**
 * Runs a command, if there is one; it is killed when the engine cancels, no longer waits, or its time is over.
 * @type {(call: CreateCall | UpdateCall | DeleteCall, command: string | undefined, inputs: Properties, previous: Outputs) => Promise<Outputs>}
 */
const execute = async (call, command, inputs, previous) => {
  if (command === undefined) return previous
  const ended = new AbortController()
  call.on('cancelled', () => ended.abort())
  const seconds = call.request.getTimeout()
  const signals = [ended.signal, cancellation.signal, ...(seconds > 0 ? [AbortSignal.timeout(seconds * 1_000)] : [])]
  const { tell, allTold } = createTeller(call.request.getUrn())
  return run(command, inputs, previous, { tell, signal: AbortSignal.any(signals) }).finally(allTold)
}

/** @type {(call: CreateCall | UpdateCall, command: string | undefined, inputs: Properties, previous: Partial<Outputs>) => Promise<ReturnType<typeof toStruct>>} */
const state = async (call, command, inputs, previous) => {
  const outputs = call.request.getPreview()
    ? { stdout: unknown, stderr: unknown }
    : await execute(call, command, inputs, outputsOf(previous))
  return toStruct({ ...inputs, ...outputs })
}

/** @param {CheckCall} call */
const check = ({ request }) =>
  filled(new messages.CheckResponse(), {
    Inputs: toStruct({ addPreviousOutputInEnv: true, ...fromStruct(request.getNews()) })
  })

/** @type {(name: string, olds: object, news: object) => number} */
const kindOf = (name, olds, news) => {
  const change = !(name in olds) ? 'ADD' : name in news ? 'UPDATE' : 'DELETE'
  const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = messages.PropertyDiff.Kind
  const kinds = { ADD: [ADD, ADD_REPLACE], DELETE: [DELETE, DELETE_REPLACE], UPDATE: [UPDATE, UPDATE_REPLACE] }
  return kinds[change][name === 'triggers' ? 1 : 0]
}

/** @param {ServerUnaryCall<import('@pulumi/pulumi/proto/provider_pb').DiffRequest, unknown>} call */
const diff = ({ request }) => {
  const [olds, news] = [fromStruct(request.getOlds()), fromStruct(request.getNews())]
  const inputNames = Object.keys({ ...olds, ...news }).filter((name) => !outputNames.includes(name))
  const changed = inputNames.filter((name) => !isDeepStrictEqual(Reflect.get(olds, name), Reflect.get(news, name)))
  const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges
  const response = filled(new messages.DiffResponse(), {
    Changes: changed.length === 0 ? DIFF_NONE : DIFF_SOME,
    DiffsList: changed,
    ReplacesList: changed.filter((name) => name === 'triggers'),
    Hasdetaileddiff: true
  })
  const details = response.getDetaileddiffMap()
  for (const name of changed) details.set(name, filled(new messages.PropertyDiff(), { Kind: kindOf(name, olds, news) }))
  return response
}

/** @param {CreateCall} call */
const create = async (call) => {
  const inputs = fromStruct(call.request.getProperties())
  const id = call.request.getPreview() ? '' : `${call.request.getName()}${randomBytes(4).toString('hex')}`
  return filled(new messages.CreateResponse(), { Id: id, Properties: await state(call, inputs.create, inputs, {}) })
}

/** @param {UpdateCall} call */
const update = async (call) => {
  const inputs = fromStruct(call.request.getNews())
  const previous = fromStruct(call.request.getOlds())
  return filled(new messages.UpdateResponse(), {
    Properties: await state(call, inputs.update ?? inputs.create, inputs, previous)
  })
}

/** @param {DeleteCall} call */
const remove = async (call) => {
  const properties = fromStruct(call.request.getProperties())
  await execute(call, properties.delete, properties, outputsOf(properties))
  return new Empty()
}

/** @param {ServerUnaryCall<import('@pulumi/pulumi/proto/provider_pb').ReadRequest, unknown>} call */
const read = ({ request }) =>
  filled(new messages.ReadResponse(), {
    Id: request.getId(),
    Properties: request.getProperties(),
    Inputs: request.getInputs()
  })

const cancel = () => {
  cancellation.abort()
  return new Empty()
}

/** @type {<C>(handle: (call: C) => unknown) => (call: C, callback: (error: object | null, response: unknown) => void) => Promise<void>} */
const answer = (handle) => async (call, callback) => {
  try {
    callback(null, await handle(call))
  } catch (error) {
    callback({ code: status.UNKNOWN, details: error.message }, null)
  }
}

const handlers = {
  getPluginInfo: answer(() => filled(new PluginInfo(), { Version: version })),
  checkConfig: answer((/** @type {CheckCall} */ { request }) =>
    filled(new messages.CheckResponse(), { Inputs: request.getNews() })
  ),
  diffConfig: answer(() => new messages.DiffResponse()),
  configure: answer(() => filled(new messages.ConfigureResponse(), { Acceptsecrets: false, Supportspreview: true })),
  check: answer(check),
  diff: answer(diff),
  create: answer(create),
  read: answer(read),
  update: answer(update),
  delete: answer(remove),
  cancel: answer(cancel)
}

// The engine holds the other end of this pipe: it ends when the engine does, however that ends.
if (process.stdin instanceof Socket && !process.stdin.isTTY)
  process.stdin.resume().on('end', () => {
    cancellation.abort()
    process.exit()
  })

const unlimited = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 }
const server = new Server(unlimited)
server.addService(ResourceProviderService, handlers)
server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error
  // Pulumi reads the port from the first line of standard output.
  process.stdout.write(`${port}\n`)
})
