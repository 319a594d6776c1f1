import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { organizationFor, readOrganizations } from '../../commands/audit/organizations'
import { findSources } from '../../commands/audit/sources'
import { decodeFacts } from '../../facts/decode'
import type { Facts } from '../../facts/facts'
import { judge } from '../../judging/evaluate'
import type { Organization } from '../../judging/inOrganization'
import { defaultEnforcement } from '../../judging/levels'
import { policies } from '../../policies/catalogue'
import type { AuditedServer } from '../../reports/audit'
import { healthySections, type RecordedSections, serverFacts } from '../support/server'

/** Where the recordings of the demo are. */
export const folder = join(__dirname, '../../stacks/demo-fleet')

const judged = (facts: Facts, organization: Organization, dag: string | null, site: string | null): AuditedServer => ({
  ...{
    server: facts.server,
    dag,
    site,
    source: `${facts.server}.json`,
    log: false,
    isRecorded: true,
    ageLimit: { text: '36500d', seconds: 36_500 * 86_400 }
  },
  facts,
  verdicts: judge(policies, facts, {
    desired: { build: 'latest', services: {}, baseline: null },
    enforcement: defaultEnforcement,
    waivers: [],
    organization
  })
})

/** The servers of the demo, as its stack lists them. */
export const demoPlaces: ReadonlyArray<readonly [name: string, dag: string | null, site: string | null]> = [
  ['CAS13', null, 'Hamburg'],
  ['MBX13', null, 'Hamburg'],
  ['EX16', null, 'Berlin'],
  ['EX19A', 'DAG1', 'Berlin'],
  ['EX19B', 'DAG1', 'Berlin'],
  ['EXSE', null, 'Munich'],
  ['EDGE1', null, null]
]

/** The demo's fleet, judged as its stack judges it. */
export const demoFleet = async (): Promise<ReadonlyArray<AuditedServer>> => {
  const { facts: organizations } = await readOrganizations([await findSources(folder)()])
  return demoPlaces.map(([name, dag, site]) => {
    const decoded = decodeFacts(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')))
    if (E.isLeft(decoded)) throw new Error(decoded.left)
    const { facts } = decoded.right
    return judged(facts, organizationFor(organizations)(facts), dag, site)
  })
}

const disabled = (...names: ReadonlyArray<string>): RecordedSections => ({
  services: Array.isArray(healthySections.services)
    ? healthySections.services.map((service) =>
        names.length === 0 || names.includes(service.name)
          ? { ...service, status: 'Stopped', startType: 'Disabled' }
          : service
      )
    : []
})

const olderBuild = '15.2.1748.36'
const older: RecordedSections = {
  build: {
    exSetup: olderBuild,
    binaries: ['Bin\\EdgeTransport.exe', 'Bin\\Microsoft.Exchange.Common.dll'].map((path) => ({
      path,
      version: olderBuild
    })),
    missing: null
  },
  pageFolders: ['ClientAccess\\ecp', 'ClientAccess\\Owa\\prem', 'FrontEnd\\HttpProxy\\owa\\auth'].map((parent) => ({
    parent,
    state: 'present',
    unreadable: null,
    folders: [{ name: parent.startsWith('FrontEnd') ? '15.2.1748' : olderBuild, files: 100, unreadable: null }]
  }))
}
const noConfig: RecordedSections = { sharedWebConfig: { clientAccess: 'present', httpProxy: 'absent' } }

const unreachable: RecordedSections = Object.fromEntries(
  Object.keys(healthySections).map((name) => [name, { error: 'the connection timed out' }])
)

/** What a server of the large fleet has, by its number from 0: six of the forty are in order. */
const sectionsOf = (number: number): RecordedSections => {
  if (number >= 34) return {}
  if (number >= 31) return unreachable
  if (number >= 28) return { ...older, ...disabled() }
  if (number >= 24) return { ...older, ...noConfig }
  return number % 6 === 5 ? { ...older, ...disabled('MSExchangeTransport') } : older
}

/** Each server has a certificate of its own at the back end. */
const certificatesOf = (name: string): RecordedSections => ({
  certificates: Array.isArray(healthySections.certificates)
    ? healthySections.certificates.map((one) => (one.subject === 'CN=EX01' ? { ...one, subject: `CN=${name}` } : one))
    : []
})

const notAsked: Organization = E.left({ reason: 'the settings name no source of organization facts', absent: true })

/** Forty servers of which 34 are not in order: most lack one update, one broke off on three, three can't be reached. */
export const largeFleet = (): ReadonlyArray<AuditedServer> =>
  Array.from({ length: 40 }, (_, number) => {
    const name = `MX${String(number + 1).padStart(2, '0')}`
    const facts = serverFacts({ ...certificatesOf(name), ...sectionsOf(number) }, name)
    return judged(facts, notAsked, `DAG${(number % 4) + 1}`, 'Berlin')
  })
