import * as pulumi from '@pulumi/pulumi'
import { printableLines } from '../reports/printable'

type Log = (text: string, resource?: pulumi.Resource) => Promise<void>

/** What the program tells Pulumi to show: whoever wrote it, a server, a person or a file, it stays plain text there. */
export const log: { readonly info: Log; readonly warn: Log; readonly error: Log } = {
  info: (text, resource) => pulumi.log.info(printableLines(text), resource),
  warn: (text, resource) => pulumi.log.warn(printableLines(text), resource),
  error: (text, resource) => pulumi.log.error(printableLines(text), resource)
}
