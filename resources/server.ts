import * as pulumi from '@pulumi/pulumi'
import type { Document } from './document'
import { type ServerArguments, serverInputs } from './serverInputs'

/** An Exchange server whose desired state is declared; deleting it only forgets it. */
export class Server extends pulumi.CustomResource {
  constructor(args: ServerArguments, desired: Document, dependsOn: ReadonlyArray<pulumi.Resource> = []) {
    super('exchange:index:Server', args.target.server, serverInputs(args, desired), { dependsOn: [...dependsOn] })
  }
}
