import { setTimeout as sleep } from 'node:timers/promises'
import * as E from 'fp-ts/Either'
import type { Target } from '../../connections/connection'
import type { Facts } from '../../facts/facts'
import { serverKind } from '../../judging/kind'
import { printable, shortened } from '../../kernel/printable'
import type { SecondLook } from '../../policies/maintenance/secondLook'
import { type Probe, probe } from './probes'
import type { SecondLookRule } from './secondLookRule'
import { sentenceWithList } from './sentenceWithList'

/** What a second look does to the world: it waits, and asks the server's ports. */
export interface Afterwards {
  readonly pause: (seconds: number) => Promise<void>
  readonly ask: (target: Target, facts: Facts) => Promise<ReadonlyArray<Probe>>
}

const probeSeconds = 10

/** The name by which this computer reaches a server: what a server says of itself is no address. */
const hostOf = ({ server, connection }: Target): string => {
  if (connection.type === 'remoting') return connection.computer ?? server
  return connection.type === 'ssh' ? (connection.host ?? server) : server
}

/** Waits and asks until `signal` breaks it off. */
export const afterwards = (signal: AbortSignal): Afterwards => ({
  pause: async (seconds) => {
    await sleep(seconds * 1_000, undefined, { signal })
  },
  ask: async (target, facts) => {
    const kind = serverKind(facts)
    if (E.isLeft(kind)) return [{ what: 'its pages', fault: `unknown: ${kind.left.reason}`, note: null }]
    const { frontEnd, product, edge, backEnd } = kind.right
    const smtp = edge || frontEnd || backEnd
    return probe(hostOf(target), {
      ...{ web: frontEnd && product !== '2010', smtp, httpsPort: 443, smtpPort: 25 },
      ...{ seconds: probeSeconds, signal }
    })
  }
})

const later = (minutes: number): string => `${minutes} minute${minutes === 1 ? '' : 's'} later`

const mostNamed = 20
const mostOfOne = 200

const listed = (texts: ReadonlyArray<string>): string =>
  [
    ...texts.slice(0, mostNamed).map((text) => shortened(text, mostOfOne)),
    ...(texts.length > mostNamed ? [`and ${texts.length - mostNamed} more`] : [])
  ].join('; ')

/** What the ports of a server answered, as faults and as what was not looked at. */
export const probed = (probes: ReadonlyArray<Probe>): SecondLook => ({
  faults: probes.flatMap(({ what, fault }) => (fault === null ? [] : [`${what}: ${fault}`])),
  unseen: []
})

/** Why a remediation that was well at first is not called done, in one sentence; below it a line for each where it can't name all. */
export const secondLookFailure = (server: string, minutes: number, faults: ReadonlyArray<string>): string =>
  sentenceWithList(
    `${shortened(server, 64)}: its remediation was carried out, and ${later(minutes)} this does not hold: `,
    faults,
    '; see the resolutions of the server'
  )

/** What a second look found well, and what it did not look at. */
export const secondLookText = (
  { minutes }: SecondLookRule,
  unseen: ReadonlyArray<string>,
  probes: ReadonlyArray<Probe> | null
): string => {
  const asked = probes ?? []
  const seen = asked.map(({ what, note }) => `${what} answers${note === null ? '' : `, but ${note}`}`)
  const left = [...unseen, ...(probes === null ? ['its pages and its port 25 (remediation: probes)'] : [])]
  return printable(
    [
      `${later(minutes)} all still holds`,
      ...seen,
      ...(left.length === 0 ? [] : [`not looked at: ${listed(left)}`])
    ].join('; ')
  )
}
