import { Socket } from 'node:net'
import { Server, ServerCredentials } from '@grpc/grpc-js'
import { ResourceProviderService } from '@pulumi/pulumi/proto/provider_grpc_pb'
import * as E from 'fp-ts/Either'
import { readBaseline } from '../../connections/baseline'
import { createTableReader } from '../../connections/buildTable'
import { createCollect } from '../../connections/collect'
import { defaultLimits } from '../../connections/limit'
import { organizationSeconds, readOrganization } from '../../connections/organization'
import { version } from '../../package.json'
import { afterwards } from '../command/lookAgain'
import { createTeller } from './engineLog'
import { createLifecycle } from './lifecycle'
import { createOrganizations } from './organizations'
import { createReadings } from './readings'
import { providerService } from './service'

/** Documents and facts of a thousand servers travel in one message. */
const unlimited = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 }

/** A baseline that can't be read is told by the program; here its server is judged without one. */
const baselineOf = async (server: string, path: string | null) =>
  E.getOrElseW(() => null)(await readBaseline(server, path)())

const cancellation = new AbortController()

const leave = (): void => {
  cancellation.abort()
  process.exit()
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, leave)
// The engine holds the other end of this pipe: it ends when the engine does, however that ends. What kind of file it is,
// Node.js tells of no pipe on Windows.
if (process.stdin instanceof Socket && !process.stdin.isTTY) process.stdin.resume().on('end', leave).on('error', leave)

const surroundings = { signal: cancellation.signal, tell: createTeller(process.argv[2]), tellEverySeconds: 5 }
const readings = createReadings(createCollect(surroundings, defaultLimits))
const organizations = createOrganizations((source, scope) =>
  readOrganization(source, { seconds: organizationSeconds, signal: cancellation.signal }, scope)()
)

const server = new Server(unlimited)
server.addService(
  ResourceProviderService,
  providerService(
    createLifecycle(readings, organizations, baselineOf, createTableReader(), afterwards(cancellation.signal)),
    version,
    () => cancellation.abort()
  )
)
server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) {
    process.stderr.write(`The exchange provider can't listen on this computer: ${error.message}\n`)
    process.exit(1)
  }
  // Pulumi reads the port from the first line of standard output.
  process.stdout.write(`${port}\n`)
})
