const { Server, ServerCredentials } = require('@grpc/grpc-js')
const plugin = require('@pulumi/pulumi/proto/plugin_pb')
const { ResourceProviderService } = require('@pulumi/pulumi/proto/provider_grpc_pb')
const messages = require('@pulumi/pulumi/proto/provider_pb')
const { Empty } = require('google-protobuf/google/protobuf/empty_pb')

/** @import { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js' */

/**
 * Answers a call with a message on which `fill` has set what the request asks for.
 * @template Request, Response
 * @param {new () => Response} Message
 * @param {(response: Response, request: Request) => void} [fill]
 * @returns {(call: ServerUnaryCall<Request, Response>, callback: sendUnaryData<Response>) => void}
 */
const answer =
  (Message, fill = () => {}) =>
  ({ request }, callback) => {
    const response = new Message()
    fill(response, request)
    callback(null, response)
  }

/**
 * @param {InstanceType<typeof messages.CheckResponse>} response
 * @param {InstanceType<typeof messages.CheckRequest>} request
 */
const checked = (response, request) => response.setInputs(request.getNews())

/** @param {InstanceType<typeof messages.DiffResponse>} response */
const unchanged = (response) => {
  response.setChanges(messages.DiffResponse.DiffChanges.DIFF_NONE)
  response.setHasdetaileddiff(true)
}

/**
 * @param {InstanceType<typeof messages.ReadResponse>} response
 * @param {InstanceType<typeof messages.ReadRequest>} request
 */
const asStored = (response, request) => {
  response.setId(request.getId())
  response.setProperties(request.getProperties())
  response.setInputs(request.getInputs())
}

const server = new Server()
server.addService(ResourceProviderService, {
  getPluginInfo: answer(plugin.PluginInfo, (response) => response.setVersion('0.0.0')),
  checkConfig: answer(messages.CheckResponse, checked),
  diffConfig: answer(messages.DiffResponse),
  configure: answer(messages.ConfigureResponse),
  cancel: answer(Empty),
  check: answer(messages.CheckResponse, checked),
  diff: answer(messages.DiffResponse, unchanged),
  read: answer(messages.ReadResponse, asStored),
  create: answer(messages.CreateResponse, (response, request) => {
    response.setId('no-op')
    response.setProperties(request.getProperties())
  }),
  update: answer(messages.UpdateResponse, (response, request) => response.setProperties(request.getNews())),
  delete: answer(Empty)
})
server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (_error, port) => console.log(port))
