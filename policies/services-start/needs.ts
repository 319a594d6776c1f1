import type { ServerKind } from '../../judging/kind'
import { sameName } from '../../kernel/compare'

/** That some services need another one. */
export interface Need {
  readonly needed: string
  /** The name that Windows shows of one that is not judged here. */
  readonly shown?: string
  readonly isDependent: (name: string, kind: ServerKind) => boolean
  /** What an administrator who starts it is told of those that need it. */
  readonly told?: string
}

/** Whether a service has one of some names. */
export const isOneOf =
  (...names: ReadonlyArray<string>) =>
  (name: string): boolean =>
    names.some((one) => sameName(one, name))

const watchers = ['MSExchangeHM', 'MSExchangeHMRecovery']

/** Those that watch the others, and mitigations, need neither the directory nor what reaches it. */
const needsDirectory = (name: string): boolean =>
  /^ms(exchange|compliance)/i.test(name) && !isOneOf(...watchers, 'MSExchangeDiagnostics', 'MSExchangeMitigation')(name)

/**
 * Which services Windows starts only after which others, in the order in which they start (learn.microsoft.com, "Overview of
 * Exchange services on Exchange servers"). In Exchange 2010 MSExchangeADTopology needs none.
 */
export const needs: ReadonlyArray<Need> = [
  { needed: 'EventLog', shown: 'Windows Event Log', isDependent: isOneOf('MSExchangeIS', ...watchers) },
  { needed: 'WinMgmt', isDependent: isOneOf(...watchers) },
  { needed: 'LanmanServer', shown: 'Server', isDependent: isOneOf('MSExchangeIS') },
  { needed: 'LanmanWorkstation', shown: 'Workstation', isDependent: isOneOf('MSExchangeIS') },
  { needed: 'EventSystem', shown: 'COM+ Event System', isDependent: isOneOf('ADAM_MSExchange') },
  { needed: 'Netlogon', isDependent: isOneOf('MSExchangeADTopology') },
  {
    needed: 'NetTcpPortSharing',
    isDependent: (name, { product }) =>
      sameName(name, product === '2010' ? 'MSExchangeMailboxReplication' : 'MSExchangeADTopology'),
    told: 'MSExchangeADTopology depends on it, and most services of Exchange on MSExchangeADTopology.'
  },
  {
    needed: 'MSExchangeADTopology',
    isDependent: (name, { edge }) => !edge && needsDirectory(name),
    told: 'Most services of Exchange depend on it.'
  },
  {
    needed: 'ADAM_MSExchange',
    isDependent: (name, { edge }) => edge && needsDirectory(name),
    told: 'MSExchangeTransport and the other services of an Edge Transport server depend on it.'
  },
  {
    needed: 'FMS',
    isDependent: (name, { edge }) => !edge && sameName(name, 'MSExchangeTransport'),
    told: 'MSExchangeTransport depends on FMS: without FMS it does not start again after it was stopped once.'
  },
  { needed: 'WAS', isDependent: isOneOf('W3SVC'), told: 'W3SVC depends on it.' }
]
