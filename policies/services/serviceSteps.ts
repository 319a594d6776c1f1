import * as E from 'fp-ts/Either'
import type { Service, StartType } from '../../facts/sections/services'
import { sameName } from '../compare'
import { powershell } from '../powershell'
import { type Proposal, remediation, type Step } from '../remediation'
import { type DesiredService, startTypeSuits } from './desiredServices'
import { serviceDefaults } from './roleDefaults'

/** What decides whether a service may be enabled, besides the service itself. */
export interface Trust {
  /** Most services of Exchange are Disabled, as a failed update leaves them. */
  readonly mostlyDisabled: boolean
  /** A baseline was given, and can't be believed. */
  readonly isPoisoned: boolean
}

/** The first to start, each needed by the next; the others follow in the order of the table of defaults. */
const first = ['NetTcpPortSharing', 'WinMgmt', 'MSExchangeADTopology', 'FMS']

const placeIn = (names: ReadonlyArray<string>, name: string): number => {
  const place = names.findIndex((one) => sameName(one, name))
  return place === -1 ? names.length : place
}

const tableOrder = serviceDefaults.map(({ name }) => name)

const startRank = (name: string): number => placeIn(first, name) * 1_000 + placeIn(tableOrder, name)

/** The registry's `Start` value of each start type that Set-Service can set. */
const startValues = { Automatic: 2, Manual: 3, Disabled: 4 } as const

type Settable = keyof typeof startValues

const isSettable = (startType: string): startType is Settable => startType in startValues

const keyOf = (name: string): string => `HKLM:\\SYSTEM\\CurrentControlSet\\Services\\${name}`

/** Neither Set-Service before PowerShell 6 nor Windows' list of services knows of delayed start. */
const delay = (name: string): string =>
  [
    powershell`& "$env:SystemRoot\\System32\\sc.exe" config ${name} start= delayed-auto`,
    "if ($LASTEXITCODE -ne 0) { throw ('sc.exe ended with ' + $LASTEXITCODE) }"
  ].join('\n')

const enableStep = (name: string, wanted: DesiredService, startType: Settable): Step => {
  const value = powershell`(Get-Item -LiteralPath ${keyOf(name)}).GetValue('Start')`
  const isDelayed = wanted.delayed && startType === 'Automatic'
  return {
    kind: 'start-type',
    rank: startRank(name),
    title: `Set the start type of ${name} to ${startType}${isDelayed ? ' (delayed)' : ''}`,
    test: wanted.startType === 'enabled' ? `${value} -ne 4` : `${value} -eq ${startValues[startType]}`,
    backUp: [
      powershell`$key = Get-Item -LiteralPath ${keyOf(name)}`,
      "$text = 'Start={0} DelayedAutostart={1}' -f $key.GetValue('Start'), $key.GetValue('DelayedAutostart')",
      "[IO.File]::WriteAllText((Join-Path $backup 'start-type.txt'), $text)"
    ].join('\n'),
    set: [
      `${powershell`Set-Service -Name ${name} -StartupType `}${startType}`,
      ...(isDelayed ? [delay(name)] : [])
    ].join('\n'),
    interrupts: null,
    needsRestart: false
  }
}

const startStep = (name: string): Step => ({
  kind: 'start',
  rank: startRank(name),
  title: `Start ${name}`,
  test: powershell`(Get-Service -Name ${name}).Status -eq 'Running'`,
  backUp: null,
  set: [
    powershell`$service = Get-Service -Name ${name}`,
    "if ($service.Status -eq 'Paused') { $service | Resume-Service } else { $service | Start-Service }",
    "$service.WaitForStatus('Running', [TimeSpan]::FromMinutes(5))"
  ].join('\n'),
  interrupts: null,
  needsRestart: false
})

/** Get-Service and Start-Service take patterns, and sc.exe splits at quotes: other names are for a person. */
const isPlainName = (name: string): boolean => /^[A-Za-z0-9][\w .$-]{0,79}$/.test(name)

const shownStartType = ({ startType }: DesiredService): StartType => (startType === 'enabled' ? 'Manual' : startType)

const whyNotEnabled = ({ source }: DesiredService, { mostlyDisabled, isPoisoned }: Trust): string | null => {
  if (source !== 'default') return null
  if (isPoisoned)
    return 'the baseline that was given is poisoned, so the start type from before the update is not known'
  return mostlyDisabled
    ? null
    : 'no record of the state before the update exists and most services are enabled, so a person may have disabled this one'
}

const whyNot = (wanted: DesiredService, found: Service, enabling: boolean, trust: Trust): string | null => {
  if (!isPlainName(found.name)) return 'the name of the service holds characters that no service of Exchange has'
  if (found.status?.endsWith('Pending')) return `the service is in ${found.status}, and nobody knows how that ends`
  if (!enabling) return null
  if (!isSettable(shownStartType(wanted))) return 'only a driver has such a start type'
  return whyNotEnabled(wanted, trust)
}

/** Brings an installed service into its desired state: the start type as before the update, then the start. */
export const serviceProposal = (wanted: DesiredService, found: Service, trust: Trust): Proposal => {
  const enabling = startTypeSuits(wanted, found) !== true
  const starting = wanted.running && found.status !== 'Running'
  const why = whyNot(wanted, found, enabling, trust)
  if (why !== null) return E.left(why)
  const startType = shownStartType(wanted)
  const steps = [
    ...(enabling && isSettable(startType) ? [enableStep(found.name, wanted, startType)] : []),
    ...(starting ? [startStep(found.name)] : [])
  ]
  const [head, ...rest] = steps
  return head === undefined ? E.left('the service was not read in full') : E.right(remediation(head, ...rest))
}
