import { sameName } from '../../../kernel/compare'
import { mailboxServices } from '../../support/healthyServices'
import { type RecordedSections, serverFacts } from '../../support/server'

interface Listed {
  readonly name: string
  readonly status: string | null
  readonly startType: string | null
}

interface Flags {
  readonly delayedAutostart?: boolean
  readonly markedForDeletion?: boolean
  readonly hasTriggers?: boolean
}

export const listed = (name: string, startType: string | null, status: string | null): Listed => ({
  name,
  status,
  startType
})

export const started = (...names: ReadonlyArray<string>): ReadonlyArray<Listed> =>
  names.map((name) => listed(name, 'Automatic', 'Running'))

export const windows = started('Winmgmt', 'W3SVC', 'IISADMIN')

export const mailbox2016 = started(...mailboxServices)

export const healthy: ReadonlyArray<Listed> = [
  ...windows,
  ...mailbox2016,
  listed('RemoteRegistry', 'Automatic', 'Stopped'),
  listed('MSExchangeImap4', 'Manual', 'Stopped'),
  listed('MSExchangePop3', 'Manual', 'Stopped'),
  listed('MSExchangeIMAP4BE', 'Manual', 'Stopped'),
  listed('MSExchangePOP3BE', 'Manual', 'Stopped'),
  listed('wsbexchange', 'Manual', 'Stopped')
]

/** A healthy 2019 mailbox server with some services put in the place of its own. */
export const services = (...changed: ReadonlyArray<Listed & Flags>): RecordedSections => ({
  services: [...healthy.filter(({ name }) => !changed.some((one) => sameName(one.name, name))), ...changed]
})

export const server = (
  build: string,
  roles: ReadonlyArray<string>,
  list: ReadonlyArray<Listed>
): { readonly facts: RecordedSections } => ({
  facts: {
    identity: { name: 'EX01', roles, version: build },
    build: { exSetup: build, binaries: [] },
    services: list
  }
})

/** The server before its update, with the build of the update before. */
export const baseline = (sections: RecordedSections) => ({
  baseline: {
    ...serverFacts({ build: { exSetup: '15.2.1748.39', binaries: [] }, ...sections }),
    collectedAt: '2026-10-30T08:00:00Z'
  }
})

/** The same server, of which nothing shows that an update ran since. */
export const noUpdateSince = (sections: RecordedSections) => ({
  baseline: { ...serverFacts(sections), collectedAt: '2026-10-30T08:00:00Z' }
})

export const startModes = (...changed: ReadonlyArray<Listed>) => [
  ...mailbox2016.filter(({ name }) => !changed.some((one) => sameName(one.name, name))),
  ...changed
]

/** What an update wrote before it stopped the services; it did not come to the end. */
export const recordedByUpdate = (...changed: ReadonlyArray<Listed>): RecordedSections => ({
  servicesBefore: { startModes: startModes(...changed), states: null, runs: [{ ...stopping(1), stopped: [] }] }
})

export const stopping = (line: number) => ({
  line,
  kind: 'before',
  succeeded: true,
  stopped: ['MSExchangeHM'],
  unrestored: [],
  errors: []
})
