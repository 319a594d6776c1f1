import * as pulumi from '@pulumi/pulumi'
import { gateFailures, type JudgedServer } from '../reports/summary'

/** An error that Pulumi shows as one message: rendering a source-mapped stack would take seconds. */
const failure = (message: string): pulumi.RunError => {
  const error = new pulumi.RunError(message)
  error.stack = message
  return error
}

/** The error for settings that can't be used; nothing has been read then. */
export const refuse = (faults: ReadonlyArray<string>): pulumi.RunError =>
  failure(`The settings can't be used. ${faults.join('\n')}`)

/** The error for a reading that broke off, as when the run is cancelled. */
export const brokenOff = (error: unknown): pulumi.RunError =>
  failure(`The servers were not read to the end: ${error instanceof Error ? error.message.split('\n')[0] : error}`)

const waysOn =
  'Carry out the resolutions above; or accept a deviation for a time (exchange-compliance:waivers), lower a policy ' +
  '(exchange-compliance:policies), or enrol the servers as they are (up --skip-preview).'

/** What keeps the stack from passing, in words; null where nothing does. */
export const gateMessage = (servers: ReadonlyArray<JudgedServer>, broken: ReadonlyArray<string>): string | null => {
  const failing = gateFailures(servers)
  const names = failing.map(({ server, policies }) => `${server} (${policies.join(', ')})`)
  const sentences = [
    ...(broken.length === 0 ? [] : [`What was recorded of ${broken.join(', ')} can't be used; see the errors above.`]),
    ...(failing.length === 0
      ? []
      : [
          `Mandatory policies are not met on ${failing.length} of ${servers.length} servers: ${names.join('; ')}. ${waysOn}`
        ])
  ]
  return sentences.length === 0 ? null : sentences.join('\n')
}

/** Fails the run after all else: thrown any sooner, the outputs of the last good run would stand. */
export const failAtEnd = (message: string): void => {
  process.once('beforeExit', () => {
    throw failure(message)
  })
}
