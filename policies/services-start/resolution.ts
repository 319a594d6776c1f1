import type { Service } from '../../facts/sections/services'
import type { Resolution, Step } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { inPowerShell, say } from '../../judging/resolutionSteps'
import { sameName } from '../../kernel/compare'
import { powershell } from '../../kernel/powershell'
import type { StartType } from '../../kernel/words'
import { articleSection } from '../article'
import { type DesiredService, desiredStartType, needsStartType } from '../services/desiredServices'
import { isLastToStart } from '../services/lastToStart'
import type { Circumstances } from '../services/situation'
import { failureAdvice, failuresOf, type WithFailures, type WithUpdate } from './failures'
import { needs } from './needs'

/** The article's section, at its public address. */
export const link = articleSection('services-dont-start-after-su-installation')

const ready =
  'Make sure that neither setup.exe nor msiexec.exe runs and that the update is complete. Services must not be started on a half-updated server.'

const repairFirst =
  'Repair the update first, as build says: it is half installed, and services must not be started before that.'

const stoppedByUpdate =
  'Read C:\\ExchangeSetupLogs\\ServiceControl.log to see which services the update stopped. The folder is on the system drive.'

const lastResort =
  'No usable record of the state before the update exists, so the default of the role is used. Ask the owner of the server whether it is right. The newer edition of the article restores only what was active before.'

const whyStopped =
  'Read the System log (source Service Control Manager, events 7000 to 7034) to see why it does not run.'

const askWho = (name: string): string =>
  `Find out first whether a person or a Group Policy disabled ${name} on purpose. If so, leave it disabled, and put its start type into the settings (services), accept it by a waiver, or record a new baseline.`

/** Whether a person may have had a reason to disable it, so that nobody should enable it without asking. */
const isDoubtful = ({ source, whyOptional }: DesiredService, { isUpdateEvident }: Circumstances): boolean => {
  if (source === 'default') return whyOptional !== null
  return source === 'vital' || (source !== 'settings' && !isUpdateEvident)
}

/** A Group Policy of hardening would disable it again, however it was before. */
const hardening = (name: string): ReadonlyArray<Step> =>
  sameName(name, 'RemoteRegistry')
    ? [
        say(
          `Guides for hardening Windows disable ${name}. If that is why it is off, leave it off: put its start type into the settings (services), or accept it by a waiver.`
        )
      ]
    : []

const origin = (
  wanted: DesiredService,
  enabling: boolean,
  circumstances: Circumstances & WithFailures
): ReadonlyArray<Step> => {
  const { source, whyOptional } = wanted
  if (source === 'settings') return []
  if (!enabling) return [say(failureAdvice(failuresOf(circumstances.failures, wanted)) ?? whyStopped)]
  const ask = isDoubtful(wanted, circumstances)
    ? [say([askWho(wanted.name), whyOptional].flatMap((one) => one ?? []).join(' '))]
    : []
  if (source === 'default') return [...ask, say(`${stoppedByUpdate} ${lastResort}`)]
  return ask.length === 0 ? [say(stoppedByUpdate), ...hardening(wanted.name)] : ask
}

const pending = ({ status }: Service): ReadonlyArray<Step> =>
  status?.endsWith('Pending')
    ? [say(`The service is in ${status}: wait some minutes and read the server again first.`)]
    : []

/** On one line, so that nothing runs where the copy fails. */
const repairOfAll = (bin: string): Step =>
  inPowerShell(
    'Most services of Exchange are Disabled, as a failed security update leaves them. Use the repair of Microsoft. ' +
      'It needs a ServiceStartupMode.xml that shows the state before the update, and deletes it, so copy it first. ' +
      'Run in an elevated PowerShell:',
    'Copy-Item "$env:SystemDrive\\ExchangeSetupLogs" "$env:SystemDrive\\ExchangeSetupLogs-copy" -Recurse -ErrorAction Stop; ' +
      `Add-PSSnapin Microsoft.Exchange.Management.PowerShell.Setup; ${powershell`Set-Location -LiteralPath ${bin}`}; .\\ServiceControl.ps1 AfterPatch`
  )

const startOrder = (name: string, edge: boolean): string => {
  if (sameName(name, 'MSExchangeADTopology'))
    return 'after WinMgmt; the Net.Tcp Port Sharing Service (NetTcpPortSharing) must not be Disabled'
  if (sameName(name, 'MSExchangeTransport')) return 'after FMS, where that is installed'
  if (sameName(name, 'FMS')) return 'before MSExchangeTransport'
  if (isLastToStart(name)) return 'after all others'
  if (!name.toLowerCase().startsWith('msexchange')) return 'before the services that depend on it'
  return edge ? 'after ADAM_MSExchange' : 'after WinMgmt and MSExchangeADTopology'
}

/** On an Edge Transport server nothing depends on FMS. */
const dependence = (name: string, edge: boolean): ReadonlyArray<string> =>
  needs
    .filter(({ needed }) => sameName(needed, name) && !(edge && sameName(name, 'FMS')))
    .flatMap(({ told }) => told ?? [])

/** Set-Service of Windows PowerShell does not know of delayed start. */
const enable = (name: string, startType: StartType, doubtful: boolean): Step => {
  const command =
    startType === 'AutomaticDelayedStart'
      ? powershell`& "$env:SystemRoot\\System32\\sc.exe" config ${name} start= delayed-auto`
      : `${powershell`Set-Service -Name ${name} -StartupType `}${startType}`
  return inPowerShell(
    doubtful
      ? `Set the start type of ${name} too, only if nobody disabled it on purpose, in an elevated PowerShell:`
      : 'Set the start types first, all of them before any start, in an elevated PowerShell:',
    command
  )
}

const deletion = ({ name, markedForDeletion }: Service): ReadonlyArray<Step> =>
  markedForDeletion === true
    ? [
        say(
          `Restart the computer: ${name} is marked for deletion, and until then Windows takes no change of it. If the service is gone then, run the setup that installs it again.`
        )
      ]
    : []

const start = ({ name, status }: Service, edge: boolean, doubtful: boolean): Step => {
  const command =
    status === 'Paused' ? powershell`Resume-Service -Name ${name}` : powershell`Start-Service -Name ${name}`
  return inPowerShell(
    doubtful
      ? `Then start ${name}, only if nobody disabled it on purpose, ${startOrder(name, edge)}:`
      : `Then start, ${startOrder(name, edge)}:`,
    command
  )
}

/** How to bring an installed service into its desired state, written as in `desired`. */
export const resolutionFor = (
  wanted: DesiredService,
  found: Service,
  desired: string,
  circumstances: Circumstances & WithFailures & WithUpdate
): Resolution => {
  const { edge, installPath, mostlyDisabled, isHalfUpdated } = circumstances
  const startType = desiredStartType(wanted)
  const enabling = needsStartType(wanted, found)
  const starting = wanted.running && found.status !== 'Running'
  const actions = [
    ...(found.markedForDeletion === true ? ['restart the computer'] : []),
    ...(enabling ? [`set its start type to ${startType}`] : []),
    ...(starting ? ['start it'] : [])
  ]
  const doubtful = enabling && isDoubtful(wanted, circumstances)
  const unless = doubtful ? ', unless it was disabled on purpose' : ''
  return {
    summary: `Expected ${found.name} to be ${desired}; ${actions.join(' and ')}${unless}.`,
    steps: [
      ...deletion(found),
      ...pending(found),
      say(isHalfUpdated ? repairFirst : ready),
      ...origin(wanted, enabling, circumstances),
      ...(mostlyDisabled && enabling ? [repairOfAll(`${installPath}Bin`)] : []),
      ...(enabling ? [enable(found.name, startType, doubtful)] : []),
      ...dependence(wanted.name, edge).map(say),
      ...(starting ? [start(found, edge, doubtful)] : [])
    ],
    link
  }
}

const installs = (name: string): string =>
  /^(w3svc|iisadmin|winmgmt)$/i.test(name)
    ? `${name} belongs to Windows: add the Windows feature that holds it (Web-WebServer for W3SVC, Web-Metabase for IISADMIN), and then run the setup of Exchange again.`
    : 'Run the setup of the installed Cumulative Update or the Security Update again from an elevated Command Prompt (cmd.exe). Do not create the service manually.'

/** Who installs what is not there. */
export const installing = byHand('a person must choose the media')

/** A service that setup installs can't be made by hand. */
export const resolutionForAbsent = ({ name, source }: DesiredService): Resolution => ({
  summary: `Expected ${name} to be installed; complete or repeat the setup that installs it.`,
  steps: [
    ...(source === 'settings'
      ? [say('If the service does not belong on this server or its name is misspelt, correct the settings.')]
      : []),
    say('Read C:\\ExchangeSetupLogs\\ExchangeSetup.log to see where setup failed. The folder is on the system drive.'),
    say(installs(name)),
    inPowerShell('When setup is complete, check in an elevated PowerShell:', powershell`Get-Service -Name ${name}`)
  ],
  link
})
