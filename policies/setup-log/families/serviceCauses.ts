import type { Step } from '../../../judging/policy'
import { inPowerShell, say } from '../../../judging/resolutionSteps'
import { powershell } from '../../../kernel/powershell'
import type { Evidence } from '../knownIssue'
import { makesServer, snapInOf, startService } from '../runState'
import { machineOf, productOfRun } from '../setupCommands'
import { service } from './serviceNames'

/** Whether the service was refused its start, as one that is Disabled is; else it began and ended, or hung. The installer (1920) does not tell these apart. */
export const tellsDisabled = ({ text, errors }: Evidence): boolean =>
  /\bdisabled\b|cannot start service|cannot be started|privileges to start system services/i.test(text) ||
  errors.some(
    ({ codes, exceptions }) =>
      codes.some(({ kind, value }) =>
        value === '1920' ? kind === 'msi' : ['1058', '1068', '0x80070422'].includes(value)
      ) || exceptions.some(({ type }) => type.endsWith('ServiceDisabledException'))
  )

const keep =
  'opy the folder ExchangeSetupLogs of the system drive, then rename it (for example to ExchangeSetupLogs-OLD). Its records of an earlier try would disable the services again.'

/** Without its records an earlier try can not disable the services again. */
export const keepLogs = say(`C${keep}`)

export const keepLogsIfDisabled = say(`Only if it is Disabled: c${keep}`)

export const restoreOthers = say(
  'In the same way, set and start the other services of Exchange that were active before, and WinMgmt, W3SVC, IISADMIN, RemoteRegistry, pla and FMS; leave POP3 and IMAP4 as they were.'
)

/** Port 25 belongs to one service: front end transport, on a server with mailboxes. */
const frontEnd = (found: Evidence): ReadonlyArray<Step> => [
  inPowerShell(
    'See which program listens on port 25, in PowerShell; the last number is its process:',
    "netstat.exe -ano | Select-String -Pattern ':25 '"
  ),
  say(
    `A receive connector of ${machineOf(found.run)} for port 25 must have the TransportRole FrontendTransport: one of HubTransport takes the port from it.`
  )
]

/** How to find out why a service that may start does not. */
export const whyNotStarted = (found: Evidence): ReadonlyArray<Step> => {
  const name = service(found, '')
  return [
    say(
      'Read the System log (Service Control Manager, 7000 to 7034) and the Application log of that minute: the service writes there why it ended.'
    ),
    ...(name === ''
      ? []
      : [
          inPowerShell(
            'See its start type and what it needs, in an elevated PowerShell:',
            powershell`sc.exe qc ${name}`,
            powershell`Get-Service -Name ${name} -RequiredServices | Format-Table Name, Status`
          )
        ]),
    ...(/^MSExchangeFrontEndTransport$/i.test(name) ? frontEnd(found) : [])
  ]
}

/** Whether the log warns that an agent of transport can not be loaded. */
export const warnsOfAgents = ({ run, errors }: Evidence): boolean =>
  [...run.warnings, ...errors.flatMap(({ before }) => before)].some(({ text }) =>
    text.includes('TransportAgentFactory')
  )

/** Agents of other makers run within transport. They are listed on the server itself, and a new server has none. */
export const transportAgents = (found: Evidence): ReadonlyArray<Step> => {
  if (makesServer(found.run)) return []
  const agents = [
    inPowerShell(
      `List the transport agents on ${machineOf(found.run)} itself, in an elevated Windows PowerShell${productOfRun(found.run) === null ? ' (on Exchange 2010 the snap-in ends in E2010)' : ''}:`,
      `Add-PSSnapin ${snapInOf(found.run)}`,
      'Get-TransportAgent | Format-Table Identity, Enabled, Priority'
    ),
    say('Disable those of other makers (Disable-TransportAgent), start transport, and enable them again after setup.')
  ]
  if (!warnsOfAgents(found)) return agents
  return [
    say(
      'The log warns of TransportAgentFactory: an agent of another maker can not be loaded. On Exchange 2013 SP1 the script of KB2938053 repairs that.'
    ),
    ...agents
  ]
}

/** FMS came with Exchange 2013; a copy of a screen may not tell the version. */
export const filtering = (found: Evidence): ReadonlyArray<Step> => {
  const product = productOfRun(found.run)
  if (product === '2010') return []
  return product === null
    ? [say('On Exchange 2013 or later, set the service FMS to Automatic and start it, too.')]
    : startService(found, 'FMS')
}

/** Transport of Exchange 2010 does not start where IPv6 is off on the card alone (KB 952842). */
export const halfDisabledIPv6 = ({ run }: Evidence): ReadonlyArray<Step> => {
  const product = productOfRun(run)
  if (product !== '2010' && product !== null) return []
  return [
    say(
      `${product === null ? 'On Exchange 2010, see' : 'See'} whether IPv6 is only half disabled: no tick on the network card, and still in use by Windows. Transport then does not start (KB 952842).`
    ),
    say(
      'If so, tick IPv6 on the card again. Or disable it wholly: set DisabledComponents to 0xFFFFFFFF below HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip6\\Parameters, and restart.'
    )
  ]
}
