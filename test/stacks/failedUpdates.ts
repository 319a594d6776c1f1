import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as t from 'io-ts'
import { policies } from '../../policies/catalogue'
import { exampleFiles } from '../../policies/exampleFiles'
import { healthyMember, organizationRecorded } from '../support/inOrganization'
import { type RecordedSections, recording } from '../support/server'

/**
 * A made-up fleet after a night in which its updates failed: each server has what the examples of these policies hold. With
 * the demo fleet it shows every policy.
 */
const troubles: Readonly<Record<string, ReadonlyArray<string>>> = {
  MAIL01: ['setup-does-not-run', 'maintenance'],
  MAIL02: ['upgrade-patch', 'dag-health'],
  MAIL03: ['services-not-stopping', 'service-records'],
  MAIL04: ['error-during-setup', 'unfinished-update'],
  MAIL05: ['cannot-start-the-service', 'web-sites'],
  MAIL06: ['older-cu-or-language-pack', 'extended-protection'],
  MAIL07: ['restart-pending', 'file-renames'],
  MAIL08: ['setup-or-prepare-ad-error', 'ad-preparation', 'oauth-certificate'],
  MAIL09: ['error-code-1603', 'admin-names'],
  MAIL10: ['indicators-of-compromise'],
  CAS2010: ['cas-cas-proxying'],
  MBX2010: ['dbcs-windows']
}

/** The policies of which the demo fleet shows a drift. */
const inDemo = [
  ...['build', 'dag-build', 'http-500', 'page-folders', 'ssl-bindings', 'binding-loss', 'certificate-expiry'],
  ...['shared-web-config', 'update-package', 'execution-policy', 'antivirus-exclusions', 'services-start'],
  ...[
    'supporting-services',
    'revocation-check',
    'interim-updates',
    'installer-cache',
    'setup-media',
    'pending-restart'
  ],
  ...['mail-flow', 'folder-acls', 'framework', 'custom-files-saved', 'custom-files']
]

/** Policies that have no place yet have a server of their own. */
const unplaced = policies
  .map(({ name }) => name)
  .filter((name) => !inDemo.includes(name) && !Object.values(troubles).some((names) => names.includes(name)))

const fleet: typeof troubles = {
  ...troubles,
  ...Object.fromEntries(unplaced.map((name, index) => [`MAIL${11 + index}`, [name]]))
}

const members = ['MAIL01', 'MAIL02']

interface Example extends RecordedSections {
  readonly organization?: { readonly server?: RecordedSections; readonly facts?: RecordedSections }
}

const exampleOf = (server: string, name: string): Example => {
  const policy = policies.find((one) => one.name === name)
  if (policy === undefined) throw new Error(`${server} is to show ${name}, which is no policy`)
  const text = readFileSync(join(__dirname, '../..', exampleFiles(policy).facts), 'utf8')
  return JSON.parse(
    text.replaceAll('EX01', server).replaceAll('ex01', server.toLowerCase()).replaceAll('EX02', 'MBX2010')
  )
}

const examplesOf = (server: string): ReadonlyArray<Example> =>
  (fleet[server] ?? []).map((name) => exampleOf(server, name))

const merged = (all: ReadonlyArray<RecordedSections | undefined>): RecordedSections => Object.assign({}, ...all)

const built = t.type({ exSetup: t.string })

/** Examples of setup logs tell of a build alone what ExSetup.exe has: all else of the server is of the same one. */
const ofBuild = (text: string, build: unknown): string => {
  if (!built.is(build) || 'binaries' in build) return text
  const update = build.exSetup.split('.').slice(0, 3).join('.')
  return text.replace(/15\.2\.1748\.(?:10|55)/g, build.exSetup).replaceAll('15.2.1748', update)
}

/** What Exchange 2010 has besides. */
const olderServices = [
  ...['MSExchangeSA', 'MSExchangeAB', 'MSExchangeFBA', 'MSExchangeFDS', 'MSExchangeProtectedServiceHost'],
  ...['MSExchangeMailSubmission', 'MSExchangeSearch']
].map((name) => ({ name, status: 'Running', startType: 'Automatic' }))

/** After the last of their updates had failed. */
const collectedAt = '2026-11-03T12:00:00Z'

const recordedOf = (server: string): unknown => {
  const { organization, build, ...sections } = merged(examplesOf(server))
  const text = JSON.stringify({ ...recording({}, server), collectedAt }).replaceAll('EX01', server)
  const healthy = JSON.parse(ofBuild(text, build))
  const services = [...healthy.facts.services, ...(server.endsWith('2010') ? olderServices : [])]
  const own = built.is(build) ? { build: { ...healthy.facts.build, ...build } } : {}
  return { ...healthy, facts: { ...healthy.facts, services, ...sections, ...own } }
}

const servers = Object.keys(fleet)

/** Those of Exchange 2010 have no such facts. */
const described = servers.filter((name) => name.startsWith('MAIL'))

const listed = (name: string): unknown => ({
  ...{ name, fqdn: `${name.toLowerCase()}.contoso.example`, site: 'Berlin', roles: ['Mailbox'] },
  ...{ edition: 'Enterprise', version: '15.2.1748.10' }
})

const organization = (): unknown => {
  const all = servers.flatMap(examplesOf).map((one) => one.organization?.facts)
  const { servers: old, virtualDirectories, ...facts } = merged(all)
  const dags = [
    {
      ...{ name: 'DAG1', members, operationalMembers: members, serversInMaintenance: [], witnessServer: 'fs01' },
      ...{ witnessShareInUse: 'Primary', primaryActiveManager: 'MAIL02' }
    }
  ]
  const recorded = organizationRecorded({}, { ...facts, dags, virtualDirectories })
  const known = [...described.map(listed), ...(Array.isArray(old) ? old : [])]
  const told = described.map((name) => [
    name,
    merged([
      healthyMember(members.includes(name) ? 'DAG1' : null),
      ...examplesOf(name).map((one) => one.organization?.server)
    ])
  ])
  return { ...recorded, collectedAt, facts: { ...recorded.facts, servers: known }, servers: Object.fromEntries(told) }
}

/** The recordings by the names of their files. */
export const failedUpdates = (): Readonly<Record<string, unknown>> => ({
  ...Object.fromEntries(servers.map((name) => [`${name}.json`, recordedOf(name)])),
  'organization.json': organization()
})
