import * as O from 'fp-ts/Option'
import type { Drift, Headline } from '../judging/policy'
import { nameOf } from '../kernel/builds/buildNames'
import { parseBuild } from '../kernel/compare'
import { showPath } from '../kernel/propertyPath'

type Drifts = ReadonlyArray<Drift>

const mostNames = 5

const listed = (names: ReadonlyArray<string>): string =>
  names.length <= mostNames
    ? names.join(', ')
    : `${names.slice(0, mostNames).join(', ')} and ${names.length - mostNames} more`

/** Drifts by what they have in common, in the order of the first of each. */
const grouped = (drifts: Drifts, keyOf: (drift: Drift) => string): ReadonlyArray<readonly [key: string, Drifts]> =>
  [...new Set(drifts.map(keyOf))].map((key) => [key, drifts.filter((drift) => keyOf(drift) === key)])

const nameIn = ({ path }: Drift): string => path[1] ?? path[0]

/** What setup or a remediation left says itself what it is. */
const sayThemselves = ['setupLog', 'journal']

const plainly = ({ path, actual }: Drift): string =>
  sayThemselves.includes(path[0]) ? actual : `${showPath(path)}: ${actual}`

const firstEvidence = ([first]: Drifts): string => first?.evidence[0] ?? first?.resolution.summary ?? ''

/** For policies without a headline of their own: the first drift, and how many more there are. */
export const plainHeadline: Headline = {
  title: ([first, ...others]) =>
    first === undefined ? '' : `${plainly(first)}${others.length === 0 ? '' : ` (and ${others.length} more)`}`,
  why: firstEvidence
}

/** The plain title, and why that matters: what was seen stands in the evidence. */
const whyAlone = (text: string): Headline => ({ ...plainHeadline, why: () => text })

export const oauthHeadline: Headline = {
  title: (drifts) =>
    plainHeadline.title(drifts).replace(/^certificates\.OAuth: (?:certificate )?/, 'OAuth certificate: '),
  why: () => 'Without a valid certificate for OAuth, users cannot sign in to OWA or the EAC.'
}

export const maintenanceHeadline = whyAlone(
  'A component that is not Active serves nobody: mail waits in queues, or clients cannot connect.'
)

export const dagHealthHeadline = whyAlone(
  'If another member fails or is updated, the databases of this DAG may not come up here.'
)

export const executionPolicyHeadline = whyAlone(
  'Setup runs scripts. Where Group Policy forbids them, it fails half-way and leaves services Disabled.'
)

/** Titles the drifts of a section by a function, and any other one by its path. */
const split =
  (section: string, title: (drifts: Drifts) => string) =>
  (drifts: Drifts): string => {
    const own = drifts.filter(({ path }) => path[0] === section)
    return [...(own.length === 0 ? [] : [title(own)]), ...drifts.filter((one) => !own.includes(one)).map(plainly)].join(
      '; '
    )
  }

const serviceState = ({ actual }: Drift): string => {
  const [startType = '', status = '', deletion] = actual.split(', ')
  if (actual === 'absent') return 'not installed'
  if (deletion !== undefined) return deletion
  return startType === 'Disabled' || status === 'Running' ? startType : status
}

const ofState = ([state, drifts]: readonly [string, Drifts], index: number): string => {
  const names = listed(drifts.map(nameIn).sort())
  return drifts.length === 1
    ? `${names} is ${state}`
    : `${drifts.length}${index === 0 ? ' services' : ''} are ${state}: ${names}`
}

/** Services by their state: `2 services are Disabled: FMS, MSExchangeTransport; W3SVC is Stopped`. */
export const servicesHeadline: Headline = {
  title: split('services', (drifts) => grouped(drifts, serviceState).map(ofState).join('; ')),
  why: (drifts) =>
    drifts.some((drift) => serviceState(drift) === 'Disabled')
      ? 'A failed update leaves services Disabled. Exchange does not work fully without them.'
      : drifts.some(({ path }) => path[0] === 'services')
        ? 'Exchange does not work fully while a service that it needs does not run or start.'
        : firstEvidence(drifts)
}

const configFolders: Readonly<Record<string, string>> = {
  httpProxy: 'FrontEnd\\HttpProxy',
  clientAccess: 'ClientAccess'
}

const configStates: Readonly<Record<string, string>> = {
  absent: 'is missing',
  empty: 'is empty',
  malformed: 'is not well-formed XML',
  other: 'is not the configuration that belongs there',
  unexpanded: 'holds a variable that nothing expands',
  elsewhere: 'names no file below the installation folder'
}

/** The file's states, each with its folders: `SharedWebConfig.config is missing (FrontEnd\HttpProxy)`. */
export const sharedWebConfigHeadline: Headline = {
  title: (drifts) =>
    grouped(drifts, ({ actual }) => actual)
      .map(([state, some]) => {
        const folders = some.map((drift) => configFolders[nameIn(drift)])
        return folders.includes(undefined)
          ? some.map(plainly).join('; ')
          : `SharedWebConfig.config ${configStates[state] ?? state} (${folders.join(', ')})`
      })
      .join('; '),
  why: () => 'OWA and the EAC fail without a valid file. A setup that fails can leave it out.'
}

/** A folder by its last two names, which are enough to know it. */
const lastNames = (folder: string): string => folder.split('\\').slice(-2).join('\\')

/** Folders by what is wrong with their rights: `owa\auth: inheritance off`. */
export const folderAclsHeadline: Headline = {
  title: split('acls', (drifts) =>
    grouped(drifts, ({ actual }) => actual)
      .map(([faults, some]) => `${listed(some.map((drift) => lastNames(nameIn(drift))))}: ${faults}`)
      .join('; ')
  ),
  why: () => 'Setup fails with error code 1603 when it has no rights on its own folders.'
}

const certificateFault = /^(.+), certificate [0-9A-Fa-f]+ (.+)$/

const withoutCertificate = /^(\S+), no certificate assigned$/

const faultOfEndpoint = (drift: Drift): string => {
  const fault = certificateFault.exec(drift.actual)?.[2]
  if (fault !== undefined) return fault
  if (drift.actual !== 'absent') {
    const where = drift.path[0] === 'httpSys' ? 'http.sys' : nameIn(drift)
    return `${where}: ${drift.actual.replace(withoutCertificate, '$1 has no certificate')}`
  }
  return drift.path[0] === 'bindings' ? 'has no https binding' : 'has no certificate in http.sys'
}

const ofEndpoints = ([fault, drifts]: readonly [string, Drifts]): string => {
  const endpoints = drifts.flatMap(({ actual }) => certificateFault.exec(actual)?.[1] ?? [])
  const [first, ...others] = endpoints
  if (first !== undefined)
    return `certificate of ${first} ${fault}${others.length === 0 ? '' : ` (also ${listed(others)})`}`
  return drifts[0]?.actual === 'absent' ? `${listed(drifts.map(nameIn))} ${fault}` : fault
}

/** Endpoints by what is wrong with their certificate: `certificate of *:443 expired on 2026-10-03`. */
export const sslBindingsHeadline: Headline = {
  title: (drifts) => grouped(drifts, faultOfEndpoint).map(ofEndpoints).join('; '),
  why: () => 'Clients show a warning or refuse to connect, and OWA and the EAC can stay blank.'
}

/** The release of a build without its product, which a server's own version shows. */
const releaseOf = (desired: string): string => {
  const [build = desired] = desired.split(' ')
  const parsed = parseBuild(build)
  const name = O.isSome(parsed) ? nameOf(parsed.value) : O.none
  return O.isSome(name) ? name.value.replace(/^Exchange Server (?:\d+ )?/, '') : desired
}

const isBuild = ({ path }: Drift): boolean => path.length === 1 && path[0] === 'build'

/** The update that is missing: `needs CU15 Sep26SUv2`; and what a half-applied one left. */
export const buildHeadline: Headline = {
  title: (drifts) => {
    const others = drifts.filter((drift) => !isBuild(drift))
    const [files, rest] = [
      others.filter(({ path }) => path[0] === 'binaries'),
      others.filter(({ path }) => path[0] !== 'binaries')
    ]
    return [
      ...drifts.filter(isBuild).map(({ desired }) => `needs ${releaseOf(desired)}`),
      ...(files.length === 0
        ? []
        : [
            `${files.length === 1 ? 'a file is' : `${files.length} files are`} not of this build: ${listed(files.map(nameIn))}`
          ]),
      ...rest.map((one) =>
        showPath(one.path) === 'identity.version' ? `setup registered ${one.actual}` : plainly(one)
      )
    ].join('; ')
  },
  why: (drifts) => {
    const first = drifts.find(isBuild)
    const why = first?.evidence[1] ?? firstEvidence(drifts)
    return first !== undefined && /newest security update/.test(why)
      ? `Security fixes are missing: ${first.actual} is older than ${first.desired.split(' ')[0]} (${releaseOf(first.desired)}).`
      : why
  }
}
