import type { Resolution, Step } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { inExchangeShell, inPowerShell, say } from '../../judging/resolutionSteps'
import { powershell } from '../../kernel/powershell'

const learn = 'https://learn.microsoft.com/exchange/high-availability/manage-ha'

export const link = `${learn}/monitor-dags`

/** Who brings a member back. */
export const bringingBack = byHand(
  'only a person knows whether the maintenance of the server is finished, or a copy is kept back on purpose'
)

const inShell = (command: string): Step => inExchangeShell('In the Exchange Management Shell:', command)

const notePolicy = (server: string): Step =>
  inExchangeShell(
    'Note the activation policy of the server, since the next step sets it to Unrestricted:',
    `${powershell`Get-MailboxServer -Identity ${server}`} | Format-List DatabaseCopyAutoActivationPolicy`
  )

/** A node that is paused or down in the cluster. */
export const resumeNode = (server: string, dag: string): Resolution => ({
  summary: `Expected the node of ${server} in the cluster of the DAG ${dag} to be up; end its maintenance, or start the node.`,
  steps: [
    inPowerShell(
      'Look at the node in an elevated PowerShell on a member of the DAG:',
      `${powershell`Get-ClusterNode -Name ${server}`} | Format-List Name, State`
    ),
    notePolicy(server),
    inExchangeShell(
      'If it is Paused and the maintenance is finished, end it in the Exchange Management Shell:',
      powershell`& (Join-Path $exscripts 'StopDagServerMaintenance.ps1') -serverName ${server}`
    ),
    inPowerShell(
      'If it is Down, start the Cluster service in an elevated PowerShell on the server:',
      'Start-Service ClusSvc'
    )
  ],
  link: `${learn}/manage-dags`
})

/** A copy that isn't healthy, or is kept from activation. */
export const repairCopy = (server: string, database: string): Resolution => {
  const copy = `${database}\\${server}`
  return {
    summary: `Expected the copy of ${database} on ${server} to be healthy and ready for activation; resume it, or seed it again.`,
    steps: [
      inShell(
        `${powershell`Get-MailboxDatabaseCopyStatus -Identity ${copy}`} | Format-List Status, SuspendComment, ErrorMessage, ` +
          'ActivationSuspended, CopyQueueLength, ReplayQueueLength, ReplayLagStatus, ContentIndexState'
      ),
      inExchangeShell(
        'If it is suspended, or its activation is, and nobody needs that, resume it:',
        powershell`Resume-MailboxDatabaseCopy -Identity ${copy}`
      ),
      say(
        'If its queues are long, see whether they become shorter: the server that holds the active copy must be reachable.'
      ),
      inExchangeShell(
        'If it has failed, remove the cause that ErrorMessage names, then resume it. Only if that does not help seed it ' +
          'again, which copies the whole database:',
        `${powershell`Update-MailboxDatabaseCopy -Identity ${copy}`} -DeleteExistingFiles`
      ),
      inExchangeShell(
        'If only its content index has failed (up to Exchange 2016), seed that:',
        `${powershell`Update-MailboxDatabaseCopy -Identity ${copy}`} -CatalogOnly`
      ),
      say('If it is kept back on purpose, accept that by a waiver.')
    ],
    link: `${learn}/manage-database-copies`
  }
}

/** A server on which no database may be activated. */
export const allowActivation = (server: string, parameter: string, value: string): Resolution => ({
  summary: `Expected databases to be allowed on ${server}; allow their activation again, if the maintenance is finished.`,
  steps: [
    inShell(
      `${powershell`Get-MailboxServer -Identity ${server}`} | ` +
        'Format-List DatabaseCopyAutoActivationPolicy, DatabaseCopyActivationDisabledAndMoveNow'
    ),
    inExchangeShell(
      'Maintenance leaves it so. If it is not meant, set it back to what it was before, usually:',
      `${powershell`Set-MailboxServer -Identity ${server}`} -${parameter} ${value}`
    ),
    say('If it is meant, as on a member in a second data centre, accept that by a waiver.')
  ],
  link: `${learn}/manage-dags`
})

/** Mail that waits. */
export const emptyQueues = (server: string): Resolution => ({
  summary: `Expected the mail queues of ${server} to empty by themselves; find out why the messages wait.`,
  steps: [
    inShell(
      `${powershell`Get-Queue -Server ${server}`} | Sort-Object MessageCount -Descending | ` +
        'Select-Object -First 10 Identity, DeliveryType, Status, MessageCount, NextHopDomain, LastError'
    ),
    say('If they wait for other servers, see that HubTransport is Active there and that their services run.'),
    say(`If ${server} itself is in maintenance, end that: the policy maintenance shows it.`)
  ],
  link: 'https://learn.microsoft.com/exchange/mail-flow/queues/queues'
})
