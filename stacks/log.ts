import * as pulumi from '@pulumi/pulumi'
import { printableLines } from '../kernel/printable'

type Log = (text: string) => Promise<void>

/**
 * Pulumi's tags for the colours of a terminal (reports/colours.ts). Pulumi shows them as the terminal, NO_COLOR and --color
 * ask for, and leaves them out of JSON. It breaks down at a tag that it doesn't know, and knows none for a quiet text.
 */
const tags: Readonly<Record<string, string>> = {
  0: '<{%reset%}>',
  1: '<{%bold%}>',
  31: '<{%fg 1%}>',
  32: '<{%fg 2%}>',
  33: '<{%fg 3%}>',
  36: '<{%fg 6%}>'
}

/** A text in the colours of a terminal for Pulumi; whatever else stands in it is plain text there. */
export const inTags = (text: string): string =>
  text
    .split(/\u001b\[(\d+)m/)
    .map((part, index) => (index % 2 === 0 ? printableLines(part) : (tags[part] ?? '')))
    .join('')

/**
 * What the program tells Pulumi to show: whoever wrote it, a server, a person or a file, it stays plain text there. All of it
 * is told of the stack: Pulumi shows what is told of one resource in its order, and the resources in any order.
 */
export const log: { readonly info: Log; readonly warn: Log; readonly error: Log } = {
  info: (text) => pulumi.log.info(printableLines(text)),
  warn: (text) => pulumi.log.warn(printableLines(text)),
  error: (text) => pulumi.log.error(printableLines(text))
}

/** The same for texts whose parts were made printable one by one, and then coloured. */
export const coloured: Pick<typeof log, 'info' | 'warn'> = {
  info: (text) => pulumi.log.info(inTags(text)),
  warn: (text) => pulumi.log.warn(inTags(text))
}
