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
const engine = new EngineClient(process.argv[2], credentials.createInsecure())

const fromStruct = (struct) => struct?.toJavaScript() ?? {}
const toStruct = (properties) => Struct.fromJavaScript(properties)

const filled = (message, values) => {
  for (const [name, value] of Object.entries(values)) message[`set${name}`](value)
  return message
}

/** Tells lines to the engine one after the other, as passing messages of a resource. */
const createTeller = (urn) => {
  let told = Promise.resolve()
  const log = (line) =>
    new Promise((resolve) => {
      const values = { Severity: LogSeverity.INFO, Urn: urn, Message: line, Ephemeral: true }
      engine.log(filled(new LogRequest(), values), resolve)
    })
  return {
    tell: (line) => {
      told = told.then(() => log(line))
    },
    allTold: () => told
  }
}

const outputsOf = ({ stdout = '', stderr = '' }) => ({ stdout, stderr })

/** Runs a command, if there is one; it is killed when the engine cancels, no longer waits, or its time is over. */
const execute = async (call, command, inputs, previous) => {
  if (command === undefined) return previous
  const ended = new AbortController()
  call.on('cancelled', () => ended.abort())
  const seconds = call.request.getTimeout()
  const signals = [ended.signal, cancellation.signal, ...(seconds > 0 ? [AbortSignal.timeout(seconds * 1_000)] : [])]
  const { tell, allTold } = createTeller(call.request.getUrn())
  return run(command, inputs, previous, { tell, signal: AbortSignal.any(signals) }).finally(allTold)
}

const state = async (call, command, inputs, previous) => {
  const outputs = call.request.getPreview()
    ? { stdout: unknown, stderr: unknown }
    : await execute(call, command, inputs, outputsOf(previous))
  return toStruct({ ...inputs, ...outputs })
}

const check = ({ request }) =>
  filled(new messages.CheckResponse(), {
    Inputs: toStruct({ addPreviousOutputInEnv: true, ...fromStruct(request.getNews()) })
  })

const kindOf = (name, olds, news) => {
  const change = !(name in olds) ? 'ADD' : name in news ? 'UPDATE' : 'DELETE'
  return messages.PropertyDiff.Kind[name === 'triggers' ? `${change}_REPLACE` : change]
}

const diff = ({ request }) => {
  const [olds, news] = [fromStruct(request.getOlds()), fromStruct(request.getNews())]
  const inputNames = Object.keys({ ...olds, ...news }).filter((name) => !outputNames.includes(name))
  const changed = inputNames.filter((name) => !isDeepStrictEqual(olds[name], news[name]))
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

const create = async (call) => {
  const inputs = fromStruct(call.request.getProperties())
  const id = call.request.getPreview() ? '' : `${call.request.getName()}${randomBytes(4).toString('hex')}`
  return filled(new messages.CreateResponse(), { Id: id, Properties: await state(call, inputs.create, inputs, {}) })
}

const update = async (call) => {
  const inputs = fromStruct(call.request.getNews())
  const previous = fromStruct(call.request.getOlds())
  return filled(new messages.UpdateResponse(), {
    Properties: await state(call, inputs.update ?? inputs.create, inputs, previous)
  })
}

const remove = async (call) => {
  const properties = fromStruct(call.request.getProperties())
  await execute(call, properties.delete, properties, outputsOf(properties))
  return new Empty()
}

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

const answer = (handle) => async (call, callback) => {
  try {
    callback(null, await handle(call))
  } catch (error) {
    callback({ code: status.UNKNOWN, details: error.message }, null)
  }
}

const handlers = {
  getPluginInfo: () => filled(new PluginInfo(), { Version: version }),
  checkConfig: ({ request }) => filled(new messages.CheckResponse(), { Inputs: request.getNews() }),
  diffConfig: () => new messages.DiffResponse(),
  configure: () => filled(new messages.ConfigureResponse(), { Acceptsecrets: false, Supportspreview: true }),
  check,
  diff,
  create,
  read,
  update,
  delete: remove,
  cancel
}

// The engine holds the other end of this pipe: it ends when the engine does, however that ends.
if (process.stdin instanceof Socket && !process.stdin.isTTY)
  process.stdin.resume().on('end', () => {
    cancellation.abort()
    process.exit()
  })

const unlimited = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 }
const server = new Server(unlimited)
server.addService(
  ResourceProviderService,
  Object.fromEntries(Object.entries(handlers).map(([name, handle]) => [name, answer(handle)]))
)
server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error
  // Pulumi reads the port from the first line of standard output.
  process.stdout.write(`${port}\n`)
})
