import { setTimeout as sleep } from 'node:timers/promises'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { service, withServices } from '../../policies/remediated'
import { type Hosts, type Way, ways } from './hosts'

export const down = withServices(
  service('MSExchangeIS', 'Automatic', 'Stopped'),
  service('MSExchangeRepl', 'Automatic', 'Stopped')
)
export const journal = 'C:\\ProgramData\\ExchangeCompliance'

export const resultsOf = (lines: ReadonlyArray<Readonly<Record<string, unknown>>>): ReadonlyArray<string> =>
  lines.flatMap(({ number, result }) => (result === undefined ? [] : [`${number} ${result}`]))

export const statusOf = (hosts: Hosts, server: string, name: string): unknown => {
  const { services } = hosts.servers.facts(server)
  return Array.isArray(services) ? services.find((one) => one.name === name) : services
}

export const eventsOf = (hosts: Hosts, server: string): ReadonlyArray<string> =>
  hosts.servers
    .hands()
    .filter((hand) => hand.server === server && hand.event !== 'call')
    .map(({ event, number }) => (number === undefined ? event : `${event} ${number}`))

export const until = async (isSo: () => boolean): Promise<void> => {
  for (let waited = 0; !isSo() && waited < 600; waited++) await sleep(100)
  assert.ok(isSo(), 'it never came')
}

/** A test on the simulated servers of a suite. */
type AddTest = (name: string, handler: () => Promise<void>) => void

interface Simulated {
  /** Adds a test for each way. */
  readonly simulated: AddTest
  /** Adds a test that one way proves, since it depends on the server alone. */
  readonly byOneWay: AddTest
  readonly hosts: () => Hosts
}

const main = ways.find(({ missing }) => missing === null)

const over = ({ name, missing, open }: Way, subject: string, add: (one: Simulated) => void): void => {
  const test = suite(`remediation: carryOut over ${name}: ${subject}`)
  const simulated = missing === null ? test : test.skip
  const byOneWay = main === undefined || main.name === name ? simulated : () => undefined
  if (missing !== null) process.stdout.write(`skipped: ${missing}, so that nothing was carried out over ${name}\n`)
  let opened: Hosts | null = null
  test.before(async () => {
    if (missing === null) opened = await open()
  })
  test.after(() => opened?.stop())
  const hosts = (): Hosts => {
    if (opened === null) throw new Error('no hosts are there')
    return opened
  }
  add({ simulated, byOneWay, hosts })
  test.run()
}

/** Tests over each way to simulated servers. */
export const overEachWay = (subject: string, add: (one: Simulated) => void): void => {
  for (const way of ways) over(way, subject, add)
}

/** Tests over one way to simulated servers, where none of them depends on it. */
export const overOneWay = (subject: string, add: (one: Pick<Simulated, 'byOneWay' | 'hosts'>) => void): void => {
  for (const way of main === undefined ? ways : [main]) over(way, subject, add)
}
