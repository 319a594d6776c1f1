import type { SetupLog } from '../../facts/sections/setupLog'
import type { Step } from '../../judging/policy'
import { inExchangeShell, inPowerShell, say } from '../../judging/resolutionSteps'
import { powershell } from '../../kernel/powershell'
import type { Evidence } from './knownIssue'
import { kindOfRun } from './runKind'
import { machineOf, productOfRun } from './setupCommands'

/** Whether the run makes the server again, so that nothing of Exchange works on it before it is done. */
export const makesServer = (run: SetupLog): boolean => ['install', 'recover'].includes(kindOfRun(run))

/** Exchange's cmdlets without remoting, which need neither IIS nor WinRM. */
export const snapInOf = (run: SetupLog): string =>
  `Microsoft.Exchange.Management.PowerShell.${productOfRun(run) === '2010' ? 'E2010' : 'SnapIn'}`

/** Where Exchange's own shell works: not on a server whose setup failed. */
const shellPlace = (run: SetupLog): string => {
  if (kindOfRun(run) === 'prepare') return 'In the Exchange Management Shell of a server of the organization'
  const elsewhere = 'With the cmdlets of Exchange on another server'
  if (makesServer(run) || kindOfRun(run) === 'uninstall')
    return `${elsewhere}, since they do not work on ${machineOf(run)} before setup is complete`
  return elsewhere
}

/** How they are loaded on the server itself, as sentences; nothing where they do not work there. */
const onServer = (run: SetupLog): string =>
  ['prepare', 'uninstall', 'install', 'recover'].includes(kindOfRun(run))
    ? ''
    : `. On ${machineOf(run)} itself, run Add-PSSnapin ${snapInOf(run)} first in an elevated Windows PowerShell. It also works while services and IIS are Disabled`

/** A step in Exchange's own shell; `aim` says what to look for. */
export const inShell = ({ run }: Evidence, command: string, aim = ''): Step =>
  inExchangeShell(`${shellPlace(run)}${aim === '' ? '' : `, ${aim}`}${onServer(run)}:`, command)

/** A step in Exchange's own shell that no one command does. */
export const sayInShell = ({ run }: Evidence, text: string): Step =>
  say(`${shellPlace(run)}: ${text.replace(/\.$/, '')}${onServer(run)}.`)

const denied = /access is denied|access denied|zugriff verweigert|unauthorizedaccess|0x80070005/i

/** Whether setup itself was refused what it wanted to do. */
const wasDenied = ({ errors }: Evidence): boolean =>
  errors.some(({ message, exceptions, codes }) =>
    [message, ...exceptions.flatMap((one) => [one.type, one.message]), ...codes.map(({ value }) => value)].some((one) =>
      denied.test(one)
    )
  )

const isOfExchange = (name: string): boolean =>
  /^(?:msexchange|fms$|hostcontrollerservice$|adam_msexchange)/i.test(name)

/** How to give a service a start type and start it, as far as that can work after this run. */
export const startService = (found: Evidence, name: string): ReadonlyArray<Step> => {
  if (kindOfRun(found.run) === 'prepare' && isOfExchange(name)) return []
  if (wasDenied(found))
    return [
      inPowerShell('See who may change the service, in an elevated PowerShell:', powershell`sc.exe sdshow ${name}`),
      say(
        'Setup itself was refused the change, so a command would be, too: first end what protects the service (an antivirus program, a Group Policy), or give SYSTEM and Administrators their rights to it back.'
      )
    ]
  return [
    inPowerShell(
      'In an elevated PowerShell:',
      powershell`Set-Service -Name ${name} -StartupType Automatic`,
      powershell`Start-Service -Name ${name}`
    )
  ]
}
