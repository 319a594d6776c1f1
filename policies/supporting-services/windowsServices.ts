import type { Service } from '../../facts/sections/services'
import type { ServerKind } from '../../judging/kind'
import type { StartType } from '../../kernel/words'

/** A service of Windows that no update of Exchange disables, but that Exchange or its setup needs. */
export interface WindowsService {
  readonly name: string
  readonly displayName: string
  /** Its start type as Windows sets it. */
  readonly startType: StartType
  /** Whether it must run; else it must only not be Disabled. */
  readonly running: boolean
  /** On which servers it is needed. */
  readonly where: (kind: ServerKind) => boolean
  /** Who needs it, as a full sentence. */
  readonly why: string
}

const everywhere = (): boolean => true
const inside = ({ edge }: ServerKind): boolean => !edge

const neededBySetup = 'Exchange setup needs it: the readiness check asks for it.'
const neededByStore = 'MSExchangeIS depends on it, and does not start again while it is Disabled.'

/**
 * The services that setup's readiness rules name (MpsSvcStopped, MSDTCStopped, EventSystemStopped,
 * WinRMServiceDisabledOrNotInstalled, WindowsInstallerServiceDisabledOrNotInstalled), and those on which services of
 * Exchange depend (learn.microsoft.com, "Overview of Exchange services on Exchange servers").
 */
const needed: ReadonlyArray<WindowsService> = [
  {
    name: 'MpsSvc',
    displayName: 'Windows Defender Firewall',
    startType: 'Automatic',
    running: true,
    where: everywhere,
    why: `${neededBySetup} To switch the firewall off, switch off its profiles: Windows does not support that this service is off.`
  },
  {
    name: 'msiserver',
    displayName: 'Windows Installer',
    startType: 'Manual',
    running: false,
    where: everywhere,
    why: neededBySetup
  },
  {
    name: 'WinRM',
    displayName: 'Windows Remote Management',
    startType: 'Automatic',
    running: false,
    where: everywhere,
    why: `${neededBySetup} The Exchange Management Shell connects by it, too.`
  },
  {
    name: 'MSDTC',
    displayName: 'Distributed Transaction Coordinator',
    startType: 'AutomaticDelayedStart',
    running: true,
    where: everywhere,
    why: neededBySetup
  },
  {
    name: 'EventSystem',
    displayName: 'COM+ Event System',
    startType: 'Automatic',
    running: true,
    where: everywhere,
    why: `${neededBySetup} On an Edge Transport server ADAM_MSExchange depends on it.`
  },
  {
    name: 'EventLog',
    displayName: 'Windows Event Log',
    startType: 'Automatic',
    running: false,
    where: everywhere,
    why: 'MSExchangeHM and MSExchangeIS depend on it, and do not start again while it is Disabled.'
  },
  {
    name: 'Netlogon',
    displayName: 'Netlogon',
    startType: 'Automatic',
    running: true,
    where: inside,
    why: 'A member of a domain reaches its domain controllers by it, and MSExchangeADTopology starts only when it reaches one.'
  },
  {
    name: 'LanmanServer',
    displayName: 'Server',
    startType: 'Automatic',
    running: false,
    where: inside,
    why: neededByStore
  },
  {
    name: 'LanmanWorkstation',
    displayName: 'Workstation',
    startType: 'Automatic',
    running: false,
    where: inside,
    why: neededByStore
  }
]

/** The Cluster service is set to start by itself only where the server has joined a cluster, as a member of a DAG does. */
const cluster: WindowsService = {
  name: 'ClusSvc',
  displayName: 'Cluster Service',
  startType: 'Automatic',
  running: true,
  where: inside,
  why: 'The server is a member of a DAG, or is set up as a node of a cluster. A member of a DAG needs this service, and can hold no active database copy without it.'
}

const isNode = (found: Service | undefined): boolean =>
  found?.startType === 'Automatic' || found?.startType === 'AutomaticDelayedStart'

/** The services of Windows that are needed on such a server, the Cluster service only in a DAG or where it is set to start. */
export const windowsServices = (
  kind: ServerKind,
  clusterService: Service | undefined,
  isInDag: boolean
): ReadonlyArray<WindowsService> =>
  [...needed, ...(isInDag || isNode(clusterService) ? [cluster] : [])].filter(({ where }) => where(kind))
