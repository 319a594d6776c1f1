import * as E from 'fp-ts/Either'
import type { Service } from '../../facts/sections/services'
import { type Proposal, remediation, type Step } from '../../judging/remediation'
import { sameName } from '../../kernel/compare'
import { powershell } from '../../kernel/powershell'
import type { StartType } from '../../kernel/words'
import { type DesiredService, needsStartType } from '../services/desiredServices'
import { isLastToStart } from '../services/lastToStart'
import { serviceDefaults } from '../services/roleDefaults'
import { toEnable, toRun } from '../services/serviceFunctions'
import { failuresOf, type WithFailures, type WithUpdate, whyNoStart } from './failures'

/** What decides whether a service may be enabled, besides the service itself. */
export interface Trust extends WithFailures, WithUpdate {
  /** Most services of Exchange are Disabled, as a failed update leaves them. */
  readonly mostlyDisabled: boolean
  /** A record of the state before the update is there, and none can be believed. */
  readonly isPoisoned: boolean
  /** A run that was cut off had still to enable it: then it was Disabled by the update, and not by a person. */
  readonly isDue: boolean
  /** The facts show an update since the record was made, so that it, not a person, may have disabled services. */
  readonly isUpdateEvident: boolean
}

/** The first to start, each needed by the next; the others follow in the order of the table of defaults. */
const first = ['NetTcpPortSharing', 'WinMgmt', 'MSExchangeADTopology']

const placeIn = (names: ReadonlyArray<string>, name: string): number => {
  const place = names.findIndex((one) => sameName(one, name))
  return place === -1 ? names.length : place
}

const tableOrder = serviceDefaults.map(({ name }) => name)

const isAmong = (names: ReadonlyArray<string>, name: string): boolean => names.some((one) => sameName(one, name))

const startRank = (name: string): number =>
  placeIn(first, name) * 1_000 + placeIn(tableOrder, name) + (isLastToStart(name) ? 100_000 : 0)

/** Databases are opened and queues read before these run. */
const slow = ['MSExchangeIS', 'MSExchangeTransport']

const secondsToStart = (name: string): number => (isAmong(slow, name) ? 900 : 300)

type Settable = 'Automatic' | 'Manual' | 'Disabled'

const isSettable = (startType: string): startType is Settable =>
  startType === 'Automatic' || startType === 'Manual' || startType === 'Disabled'

const enableStep = (name: string, wanted: DesiredService, startType: Settable): Step => {
  const isDelayed = wanted.delayed && startType === 'Automatic'
  const type = isDelayed ? 'Delayed' : startType
  return {
    kind: 'start-type',
    rank: startRank(name),
    title: `Set the start type of ${name} to ${startType}${isDelayed ? ' (delayed)' : ''}`,
    test: `${powershell`Test-StartType ${name} `}${wanted.startType === 'enabled' ? 'Enabled' : type}`,
    backUp: powershell`Save-StartType ${name} $backup`,
    set: `${powershell`Set-StartType ${name} `}${type}`,
    functions: toEnable,
    interrupts: null,
    starts: null,
    enables: name,
    seconds: null,
    needsRestart: false
  }
}

const startStep = (name: string): Step => ({
  kind: 'start',
  rank: startRank(name),
  title: `Start ${name}`,
  test: powershell`Test-Running ${name}`,
  backUp: null,
  set: `${powershell`Start-AndWait ${name} `}${secondsToStart(name)}`,
  functions: toRun,
  interrupts: null,
  starts: name,
  enables: null,
  seconds: secondsToStart(name),
  needsRestart: false
})

/** Get-Service and Start-Service take patterns, and sc.exe splits at quotes: other names are for a person. */
const isPlainName = (name: string): boolean => /^[A-Za-z0-9][\w .$-]{0,79}$/.test(name)

const shownStartType = ({ startType }: DesiredService): StartType => (startType === 'enabled' ? 'Manual' : startType)

const whyNotByDefault = (
  { whyOptional }: DesiredService,
  { mostlyDisabled, isPoisoned, isDue }: Trust
): string | null => {
  if (isPoisoned)
    return 'the record of the state before the update can not be believed, so the start type from then is not known'
  if (!mostlyDisabled && !isDue) return 'no record shows the earlier state, and this may be on purpose'
  return whyOptional === null
    ? null
    : 'no record shows the earlier state, and this may be on purpose since before the update'
}

const whyNotEnabled = (wanted: DesiredService, found: Service, trust: Trust): string | null => {
  const { source, startType } = wanted
  if (source === 'settings') return null
  if (source === 'default') return whyNotByDefault(wanted, trust)
  if (source === 'vital') return 'the record of the state before the update has this too, so it may be on purpose'
  if (!trust.isUpdateEvident) return 'nothing shows an update since the state was recorded, so this may be on purpose'
  return source === 'ran' && (startType !== 'Automatic' || found.startType !== 'Disabled')
    ? 'only that it ran before the update is recorded, and not by which start type'
    : null
}

/** A node of a cluster is left and joined by commands of the cluster, not by its service alone. */
const isOfCluster = ({ name }: DesiredService): boolean => sameName(name, 'ClusSvc')

/** No change of such a service is taken any more. */
const deletion = 'a service is marked for deletion, and only a restart of the computer ends that'

const whyNot = (wanted: DesiredService, found: Service, enabling: boolean, trust: Trust): string | null => {
  if (!isPlainName(found.name)) return 'a name here holds characters that no service of Exchange has'
  if (found.markedForDeletion === true) return deletion
  if (trust.isHalfUpdated) return 'the update is half installed, and must be repaired before any service starts'
  if (isOfCluster(wanted)) return 'whether the server still belongs to its cluster is not known'
  if (found.status?.endsWith('Pending')) return `a service is in ${found.status}, and nobody knows how that ends`
  if (!enabling) return whyNoStart(failuresOf(trust.failures, wanted))
  if (!isSettable(shownStartType(wanted))) return 'only a driver has such a start type'
  return whyNotEnabled(wanted, found, trust)
}

/** Brings an installed service into its desired state: the start type as before the update, then the start. */
export const serviceProposal = (wanted: DesiredService, found: Service, trust: Trust): Proposal => {
  const enabling = needsStartType(wanted, found)
  const starting = wanted.running && found.status !== 'Running'
  const why = whyNot(wanted, found, enabling, trust)
  if (why !== null) return E.left(why)
  const startType = shownStartType(wanted)
  const steps = [
    ...(enabling && isSettable(startType) ? [enableStep(found.name, wanted, startType)] : []),
    ...(starting ? [startStep(found.name)] : [])
  ]
  const [head, ...rest] = steps
  return head === undefined ? E.left('a service was not read in full') : E.right(remediation(head, ...rest))
}
