import { credentials } from '@grpc/grpc-js'
import { EngineClient } from '@pulumi/pulumi/proto/engine_grpc_pb'
import * as messages from '@pulumi/pulumi/proto/engine_pb'
import { type Progress, progressLine } from '../../connections/progress'
import { printable } from '../../kernel/printable'

/**
 * Tells progress to the engine as passing messages: a terminal shows the newest of them in one line, a pipeline's log each
 * as it comes, and neither --json nor the diagnostics at the end hold any.
 */
export const createTeller = (engine: string | undefined): ((progress: Progress) => void) => {
  if (engine === undefined) return () => undefined
  const client = new EngineClient(engine, credentials.createInsecure())
  return (progress) => {
    const request = new messages.LogRequest()
    request.setSeverity(messages.LogSeverity.INFO)
    request.setMessage(printable(progressLine(progress)))
    request.setEphemeral(true)
    // Nobody waits for a passing message, nor misses one.
    client.log(request, () => undefined)
  }
}
