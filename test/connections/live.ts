import * as E from 'fp-ts/Either'
import { createCollect } from '../../connections/collect'
import type { Target } from '../../connections/connection'
import type { Limits } from '../../connections/limit'
import type { Reading } from '../../connections/reading'
import type { Facts } from '../../facts/facts'
import { recording, serverFacts } from '../support/server'

export const quick: Limits = { concurrency: 32, deadlineSeconds: 20 }

/** Reads servers as the provider does. */
export const read = (
  targets: ReadonlyArray<Target>,
  limits = quick,
  signal = new AbortController().signal
): Promise<ReadonlyArray<Reading>> =>
  createCollect({ signal, tell: () => undefined, tellEverySeconds: 60 }, limits)(targets)()

/** The clock of whoever runs the tests, and of the servers that they ask. */
const collectedAt = new Date().toISOString()

/** A collector leaves out nothing. */
const whole = {
  setupState: [
    { role: 'MailboxRole', unpacked: '15.2.1748.10', configured: '15.2.1748.10', action: null, watermark: null }
  ]
}

/** What a healthy server answers now. */
export const answerNow = (server = 'EX01'): unknown => ({ ...Object(recording(whole, server)), collectedAt })

/** What is read from that answer. */
export const factsNow = (server = 'EX01'): Facts => ({ ...serverFacts(whole, server), collectedAt })

/** Why a reading's services are unknown; null where they are not. */
export const reasonOf = (reading: Reading | undefined): string | null => {
  if (reading === undefined) return null
  const { services } = reading.facts.sections
  return E.isLeft(services) ? services.left.reason : null
}
