import { Server, ServerCredentials } from '@grpc/grpc-js'
import { ResourceProviderService } from '@pulumi/pulumi/proto/provider_grpc_pb'
import * as E from 'fp-ts/Either'
import { version } from '../../package.json'
import { readBaseline } from '../connections/baseline'
import { collect, defaultLimits } from '../connections/collect'
import { createLifecycle } from './lifecycle'
import { createReadings } from './readings'
import { providerService } from './service'

/** Documents and facts of a thousand servers travel in one message. */
const unlimited = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 }

/** A baseline that can't be read is told by the program; here its server is judged without one. */
const baselineOf = async (server: string, path: string | null) =>
  E.getOrElseW(() => null)(await readBaseline(server, path)())

const server = new Server(unlimited)
server.addService(
  ResourceProviderService,
  providerService(createLifecycle(createReadings(collect, defaultLimits), baselineOf), version)
)
server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) {
    process.stderr.write(`The exchange provider can't listen on this computer: ${error.message}\n`)
    process.exit(1)
  }
  // Pulumi reads the port from the first line of standard output.
  process.stdout.write(`${port}\n`)
})
