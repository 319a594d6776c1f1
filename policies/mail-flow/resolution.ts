import type { Resolution, Step } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { inExchangeShell, inPowerShell, say } from '../../judging/resolutionSteps'
import { powershell } from '../../kernel/powershell'
import { articleSection } from '../article'

export const section = 'mail-flow-has-stopped'

export const link = articleSection(section)

const reference = 'https://learn.microsoft.com/exchange/mail-flow/back-pressure'

/** Who makes room for mail. */
export const makingRoom = byHand(
  'only a person can decide what may be deleted or moved, or why memory or messages pile up'
)

const showPressure = (server: string): Step =>
  inExchangeShell(
    'See which resource is under pressure, in the Exchange Management Shell:',
    `[xml] $throttling = (${powershell`Get-ExchangeDiagnosticInfo -Server ${server}`} -Process EdgeTransport -Component ResourceThrottling).Result; ` +
      '$throttling.Diagnostics.Components.ResourceThrottling.ResourceTracker.ResourceMeter | ' +
      'Format-Table Resource, CurrentResourceUse, Pressure, PressureTransitions -Wrap'
  )

const showEvents = (server: string): Step =>
  inPowerShell(
    `See the newest events of transport, in an elevated PowerShell on ${server}:`,
    "Get-WinEvent -MaxEvents 20 -FilterHashtable @{ LogName = 'Application'; ProviderName = 'MSExchangeTransport'; Id = 15004, 15005, 15006, 15007 } | Format-List TimeCreated, Id, Message"
  )

const showLargest = (folder: string): Step =>
  inPowerShell(
    `See what fills the volume of ${folder}, in an elevated PowerShell on the server:`,
    `${powershell`Get-ChildItem -LiteralPath ${folder.slice(0, 3)} -Recurse -File -Force`} -ErrorAction SilentlyContinue | ` +
      'Sort-Object Length -Descending | Select-Object -First 20 Length, LastWriteTime, FullName'
  )

const makeRoom = (config: string | null): ReadonlyArray<Step> => [
  say('Delete or move what nobody needs there, such as old logs. Never delete mail.que or its trn*.log files by hand.'),
  say(
    'If the volume is simply too small, extend it, or move the queue database to another volume: QueueDatabasePath and ' +
      `QueueDatabaseLoggingPath in ${config ?? 'EdgeTransport.exe.config'}, then restart MSExchangeTransport.`
  )
]

/** A volume that is too full for mail. */
export const freeVolume = (server: string, folder: string, config: string | null): Resolution => ({
  summary: `Expected room for mail in ${folder} on ${server}; free space on its volume.`,
  steps: [showLargest(folder), ...makeRoom(config), showEvents(server)],
  link: reference
})

const causes: Readonly<Record<string, string>> = {
  privatebytes:
    'EdgeTransport.exe uses much memory: look for a third-party transport agent by Get-TransportAgent, and restart MSExchangeTransport.',
  queuelength: 'Messages pile up before they are sorted: see with Get-Queue which wait, and who sends so many.',
  submissionqueue: 'Messages pile up before they are sorted: see with Get-Queue which wait, and who sends so many.',
  usedversionbuckets:
    'The queue database cannot write as fast as mail comes: look for very large messages, and for a slow disk below the queue.'
}

/** Another resource under pressure than disk space. */
export const relieve = (server: string, resource: string, path: string | null, config: string | null): Resolution => {
  const isSpace = /space$/i.test(resource) && path !== null
  const cause = causes[resource.toLowerCase()]
  return {
    summary: `Expected transport on ${server} to work without back pressure; relieve ${resource}.`,
    steps: [
      showPressure(server),
      ...(isSpace ? [showLargest(path), ...makeRoom(config)] : cause === undefined ? [] : [say(cause)]),
      showEvents(server)
    ],
    link: reference
  }
}

/** Events say that transport is under pressure. */
export const endPressure = (server: string, is2016: boolean): Resolution => ({
  summary: `Expected no back pressure on ${server}; find the resource that the event names, and relieve it.`,
  steps: [
    showEvents(server),
    ...(is2016 ? [showPressure(server)] : []),
    say(
      'If it names disk space, free space on the volume of the mail queue. If it names memory, restart MSExchangeTransport.'
    ),
    say('Event 15005 then says that the pressure has gone down again.')
  ],
  link: reference
})
