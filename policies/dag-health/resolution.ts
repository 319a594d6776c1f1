import type { Resolution, Step } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { inExchangeShell, inPowerShell, say } from '../../judging/resolutionSteps'
import { powershell } from '../../kernel/powershell'

const learn = 'https://learn.microsoft.com/exchange/high-availability/manage-ha'

export const link = `${learn}/monitor-dags`

/** Who brings a member back. */
export const bringingBack = byHand(
  'only an administrator knows whether the maintenance of the server is finished, or a copy is held back intentionally'
)

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
      'If it is Down, start the Cluster service in an elevated PowerShell on the server; a member has it set to Automatic:',
      'Set-Service -Name ClusSvc -StartupType Automatic',
      'Start-Service ClusSvc'
    )
  ],
  link: `${learn}/manage-dags`
})

/** A DAG with an even number of members whose witness is not in use: it loses its quorum with half of them. */
export const restoreWitness = (dag: string, witnessServer: string | null): Resolution => ({
  summary: `Expected the witness of the DAG ${dag} to be in use; make ${witnessServer ?? 'its server'} reachable, and set the quorum again.`,
  steps: [
    inExchangeShell(
      'See the witness, in the Exchange Management Shell:',
      `${powershell`Get-DatabaseAvailabilityGroup -Identity ${dag} -Status`} | ` +
        'Format-List WitnessServer, WitnessDirectory, WitnessShareInUse, OperationalServers'
    ),
    say(
      `See that ${witnessServer ?? 'the witness server'} runs, that its share is reachable from each member, and that Exchange Trusted Subsystem is in its local group Administrators.`
    ),
    inExchangeShell(
      'Then let Exchange set the quorum again; without other parameters this changes nothing else:',
      powershell`Set-DatabaseAvailabilityGroup -Identity ${dag}`
    )
  ],
  link: `${learn}/manage-dags`
})

const lookAtCopy = (copy: string): Step =>
  inExchangeShell(
    'See what is wrong with the copy, in the Exchange Management Shell:',
    `${powershell`Get-MailboxDatabaseCopyStatus -Identity ${copy}`} | Format-List Status, SuspendComment, ErrorMessage, ` +
      'ActivationSuspended, CopyQueueLength, ReplayQueueLength, ReplayLagStatus, ContentIndexState, ActiveDatabaseCopy'
  )

interface Answer {
  readonly statuses: RegExp
  readonly action: string
  readonly steps: (server: string, database: string, status: string) => ReadonlyArray<Step>
}

/** What a status asks for that is neither a failure nor a suspension: resuming or seeding would do no good there. */
const answers: ReadonlyArray<Answer> = [
  {
    statuses: /^(?:Seeding|Initializing|Resynchronizing|SinglePageRestore|Mounting|Dismounting)$/i,
    action: 'wait until that has ended',
    steps: (_server, _database, status) => [
      say(
        `${status} goes on by itself. Wait, and start no seeding of your own; look again until the copy is healthy. If nothing changes for hours, read ErrorMessage.`
      )
    ]
  },
  {
    statuses: /^Disconnected/i,
    action: 'bring back its connection with the active copy',
    steps: (server) => [
      inExchangeShell(
        'Test the replication of this server, in the Exchange Management Shell:',
        powershell`Test-ReplicationHealth -Identity ${server}`
      ),
      say(
        'See that the server of the active copy (ActiveDatabaseCopy) runs and is reachable on the replication network, TCP port 64327 by default. Seed nothing: the copy itself is whole.'
      )
    ]
  },
  {
    statuses: /^ServiceDown$/i,
    action: 'start MSExchangeRepl',
    steps: (server) => [
      inPowerShell(`Start the service in an elevated PowerShell on ${server}:`, 'Start-Service MSExchangeRepl')
    ]
  },
  {
    statuses: /^Dismounted$/i,
    action: 'mount it',
    steps: (_server, database) => [
      inExchangeShell(
        'If nobody dismounted it on purpose, mount it in the Exchange Management Shell:',
        powershell`Mount-Database -Identity ${database}`
      )
    ]
  }
]

/** A copy that isn't healthy, or is kept from activation; `status` is Exchange's word, null where not known. */
export const repairCopy = (server: string, database: string, status: string | null): Resolution => {
  const copy = `${database}\\${server}`
  const own = answers.find(({ statuses }) => statuses.test(status ?? ''))
  if (own !== undefined && status !== null)
    return {
      summary: `Expected the copy of ${database} on ${server} to be healthy and ready for activation; ${own.action}.`,
      steps: [lookAtCopy(copy), ...own.steps(server, database, status)],
      link: `${learn}/manage-database-copies`
    }
  return {
    summary: `Expected the copy of ${database} on ${server} to be healthy and ready for activation; resume it, or seed it again.`,
    steps: [
      lookAtCopy(copy),
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

/** A database of a server without a DAG that is not mounted. */
export const mountDatabase = (server: string, database: string): Resolution => ({
  summary: `Expected ${database} to be mounted on ${server}; mount it, unless it is off on purpose.`,
  steps: [
    inExchangeShell(
      'See what holds it, in the Exchange Management Shell:',
      `${powershell`Get-MailboxDatabase -Identity ${database} -Status`} | ` +
        'Format-List Mounted, MountAtStartup, Recovery, EdbFilePath, LogFolderPath'
    ),
    say(
      'See that MSExchangeIS and MSExchangeRepl run, and that the volumes of EdbFilePath and LogFolderPath are there and have room.'
    ),
    inExchangeShell(
      'If nobody dismounted it on purpose, and it is no recovery database, mount it:',
      powershell`Mount-Database -Identity ${database}`
    ),
    say(
      'If it does not mount, read the events of MSExchangeIS and ESE in the log Application. Mount it with -Force, or repair it, only with the advice of Microsoft: both can lose mail.'
    ),
    say('If it is off on purpose, accept that by a waiver.')
  ],
  link: `${learn}/manage-database-copies`
})

/** A server on which no database may be activated. */
export const allowActivation = (server: string, parameter: string, value: string): Resolution => ({
  summary: `Expected databases to be allowed on ${server}; allow their activation again, if the maintenance is finished.`,
  steps: [
    inExchangeShell(
      'See what is set, in the Exchange Management Shell:',
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
