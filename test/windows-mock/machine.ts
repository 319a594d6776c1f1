import * as t from 'io-ts'
import type { Facts } from '../../facts/facts'
import type { HttpSysRecord } from '../../facts/sections/httpSys'
import type { StartType } from '../../kernel/words'
import { filesOf, journalFolder, marksOf, owned, storesOf } from './machineFiles'
import { orNull } from './orNull'

/** The state of a made-up Windows server, as machine/*.cs reads and writes it; keys that aren't named here stay as they are. */
export const machineState = t.intersection([
  t.type({
    /** The status by the name of the service; its start type stands in the registry. */
    services: t.record(t.string, t.string),
    /** Values by the whole path of their key below HKLM. */
    registry: t.record(t.string, t.record(t.string, t.unknown)),
    files: t.record(t.string, t.unknown),
    folders: t.record(t.string, t.unknown),
    rights: t.record(t.string, t.string)
  }),
  t.record(t.string, t.unknown)
])

export type MachineState = t.TypeOf<typeof machineState>

export const servicesKey = 'SYSTEM\\CurrentControlSet\\Services'
export const httpKey = `${servicesKey}\\HTTP\\Parameters`
const application = '{4dc3e181-e14b-4a21-b022-59fc669b0914}'

const startValues: Readonly<Record<StartType, number>> = {
  Boot: 0,
  System: 1,
  Automatic: 2,
  AutomaticDelayedStart: 2,
  Manual: 3,
  Disabled: 4
}

/** On which services another one depends (learn.microsoft.com, "Overview of Exchange services on Exchange servers"). */
const needsOf = (name: string, all: ReadonlyArray<string>): ReadonlyArray<string> => {
  const known: Readonly<Record<string, ReadonlyArray<string>>> = {
    W3SVC: ['WAS'],
    NetPipeActivator: ['WAS'],
    MSExchangeADTopology: ['NetTcpPortSharing'],
    MSExchangeTransport: ['MSExchangeADTopology', 'FMS']
  }
  const needs = known[name] ?? (name.startsWith('MSExchange') ? ['MSExchangeADTopology'] : [])
  return needs.filter((one) => all.includes(one))
}

interface Installed {
  readonly name: string
  readonly status: string
  readonly startType: StartType
}

/** IIS needs WAS, and another service that depends on it runs wherever IIS runs. */
const withActivation = (services: ReadonlyArray<Installed>): ReadonlyArray<Installed> => {
  const iis = services.find(({ name }) => name === 'W3SVC')
  if (iis === undefined) return services
  const added = ['WAS', 'NetPipeActivator'].filter((name) => !services.some((one) => one.name === name))
  return [...services, ...added.map((name): Installed => ({ name, status: iis.status, startType: 'Manual' }))]
}

const servicesOf = ({ sections }: Facts): ReadonlyArray<Installed> =>
  withActivation(
    (orNull(sections.services) ?? []).map(({ name, status, startType }) => ({
      name,
      status: status ?? 'Stopped',
      startType: startType ?? 'Manual'
    }))
  )

const serviceKeys = (services: ReadonlyArray<Installed>): MachineState['registry'] => {
  const names = services.map(({ name }) => name)
  return Object.fromEntries(
    services.map(({ name, startType }) => [
      `${servicesKey}\\${name}`,
      {
        Start: startValues[startType],
        ...(startType === 'AutomaticDelayedStart' ? { DelayedAutostart: 1 } : {}),
        DependOnService: { multi: needsOf(name, names) }
      }
    ])
  )
}

const roleKeys: Readonly<Record<string, ReadonlyArray<string>>> = {
  Mailbox: ['MailboxRole', 'HubTransportRole', 'ClientAccessRole', 'UnifiedMessagingRole'],
  ClientAccess: ['CafeRole', 'FrontendTransportRole'],
  Edge: ['EdgeTransportRole']
}

const setupKeys = ({ sections }: Facts): MachineState['registry'] => {
  const identity = orNull(sections.identity)
  const [major = 15, minor = 2, build = 1748, revision = 10] = (identity?.version ?? '').split('.').flatMap((part) => {
    return part === '' ? [] : [Number(part)]
  })
  const root = `SOFTWARE\\Microsoft\\ExchangeServer\\v${major}`
  const version = [major, minor, build, revision].join('.')
  const roles = [...(identity?.roles ?? []), ...(major === 15 && minor >= 1 ? ['ClientAccess'] : [])]
  const isMailbox = identity?.roles.includes('Mailbox') === true
  const keys = roles
    .filter((role) => role !== 'ClientAccess' || isMailbox || minor === 0)
    .flatMap((role) => roleKeys[role] ?? [])
  const states = orNull(sections.setupState)
  return {
    [`${root}\\Setup`]: {
      MsiInstallPath: identity?.installPath ?? undefined,
      MsiProductMajor: major,
      MsiProductMinor: minor,
      MsiBuildMajor: build,
      MsiBuildMinor: revision
    },
    ...Object.fromEntries(
      keys.map((key) => [`${root}\\${key}`, { UnpackedVersion: version, ConfiguredVersion: version }])
    ),
    ...Object.fromEntries(
      (states ?? []).map(({ role, unpacked, configured, action, watermark }) => [
        `${root}\\${role}`,
        Object.fromEntries(
          Object.entries({
            UnpackedVersion: unpacked,
            ConfiguredVersion: configured,
            Action: action,
            Watermark: watermark
          }).filter(([, value]) => value !== null)
        )
      ])
    )
  }
}

const publishing = 'Software\\Microsoft\\Windows\\CurrentVersion\\WinTrust\\Trust Providers\\Software Publishing'

/** Of each account that has changed its settings; others have no such key. */
const accountKeys = ({ sections }: Facts): MachineState['registry'] =>
  Object.fromEntries(
    (orNull(sections.revocation)?.accounts ?? []).flatMap(({ sid, state }) =>
      state === null ? [] : [[`HKEY_USERS\\${sid}\\${publishing}`, { State: state | 0 }]]
    )
  )

const recordKeys = (records: ReadonlyArray<HttpSysRecord>): MachineState['registry'] =>
  Object.fromEntries(
    records.map(({ address, host, port, thumbprint, store, appId }) => [
      `${httpKey}\\${address === null ? 'SslSniBindingInfo' : 'SslBindingInfo'}\\${address ?? host}:${port}`,
      {
        AppId: appId ?? application,
        SslCertStoreName: store ?? 'My',
        SslCertHash: { bytes: thumbprint ?? '' },
        DefaultFlags: 0,
        DefaultSslCertCheckMode: 0,
        DefaultSslRevocationFreshnessTime: 0,
        DefaultSslRevocationUrlRetrievalTimeout: 0
      }
    ])
  )

const namesOf = (name: string): MachineState['registry'] =>
  Object.fromEntries(
    ['ActiveComputerName', 'ComputerName'].map((key) => [
      `SYSTEM\\CurrentControlSet\\Control\\ComputerName\\${key}`,
      { ComputerName: name }
    ])
  )

/** A server of which these facts would be read. */
export const machineOf = (facts: Facts): MachineState => {
  const { sections } = facts
  const identity = orNull(sections.identity)
  const root = identity?.installPath ?? 'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\'
  const services = servicesOf(facts)
  const folders = orNull(sections.acls) ?? []
  const paths = ['C:\\ProgramData', 'C:\\Windows\\System32', `${root}ClientAccess`, `${root}FrontEnd\\HttpProxy`]
  return {
    machine: identity?.name ?? facts.server,
    domain: identity?.domain ?? '',
    addresses: ['10.0.0.11', '127.0.0.1'],
    services: Object.fromEntries(services.map(({ name, status }) => [name, status])),
    registry: {
      'SOFTWARE\\Microsoft\\InetStp': { MajorVersion: 10 },
      [httpKey]: {},
      ...namesOf(identity?.name ?? facts.server),
      [`${servicesKey}\\Netlogon\\Parameters`]: { DynamicSiteName: identity?.site ?? '' },
      ...setupKeys(facts),
      ...serviceKeys(services),
      ...accountKeys(facts),
      ...recordKeys(orNull(sections.httpSys) ?? [])
    },
    files: { ...filesOf(facts, root), ...marksOf(facts) },
    folders: Object.fromEntries([...paths, ...folders.map(({ path }) => path)].map((path) => [path, {}])),
    rights: {
      [journalFolder]: 'O:BAG:BAD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)',
      ...Object.fromEntries(folders.filter(({ sddl }) => sddl !== '').map(({ path, sddl }) => [path, owned(sddl)]))
    },
    certificates: storesOf(orNull(sections.certificates) ?? []),
    processes: [],
    denied: [],
    deniedKeys: [],
    links: []
  }
}
