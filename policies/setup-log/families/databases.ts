import { inPowerShell, say } from '../../../judging/resolutionSteps'
import { anyOf, has, onError, raisedOf, value, word } from '../issue'
import type { Evidence, KnownIssue } from '../knownIssue'
import { machineOf, runAgain } from '../setupCommands'

const managing = 'https://learn.microsoft.com/exchange/architecture/mailbox-servers/manage-databases'

const database = (found: Evidence): string =>
  value(
    found,
    /mount database "([^"\n]{1,200})"/,
    value(
      found,
      /database '([^'\n]{1,200})'/,
      value(found, /[Dd]atabase:? "?([^",\n\]]{1,100})/, 'that the error names')
    )
  )

/** Mailbox databases and the DAG. */
export const databases: ReadonlyArray<KnownIssue> = [
  onError(
    anyOf(
      raisedOf('MissingEdb'),
      word('JET_errFileNotFound', 'ec=-1811'),
      has('database file at', 'is missing, but still has transaction log')
    ),
    {
      id: 'database-file-missing',
      title: 'A database can not be mounted, since its file is missing',
      link: managing,
      meaning:
        'The database file (.edb) is gone while its transaction logs are still there; setup mounts the database to work on system mailboxes.',
      expected: (found) =>
        `the database ${database(found)} to be mountable; find or restore its file ${value(found, /(?:file at|file) '([^'\n]{1,300}\.edb)'/, '(.edb)')}, and resume setup`,
      steps: (found) => [
        say(
          `Look for the file of ${database(found)} first: another drive letter, a volume that is not mounted, a restore, an antivirus quarantine.`
        ),
        say(
          'Restore the file from a backup and replay the logs (eseutil /r), or mount another copy if it is in a DAG.'
        ),
        say(
          'Only as the last resort, if no mailbox in it is needed: move the log files away (do not delete them), and mount an empty database.'
        ),
        runAgain(found)
      ]
    }
  ),
  onError(
    anyOf(
      has('Failed to mount database'),
      has('mount-database'),
      has('MapiExceptionCallFailed'),
      has('DatabaseCouldNotBeMounted'),
      has('MapiExceptionNetworkError'),
      has('MapiExceptionLogonFailed'),
      has('Unable to make connection to the server', 'ec=')
    ),
    {
      id: 'database-not-mounted',
      isGeneral: true,
      title: 'A mailbox database could not be mounted',
      link: managing,
      meaning:
        'The Information Store could not mount a database that setup needs: dirty shutdown, a missing log file or volume, no rights, too little memory, or the store does not run.',
      expected: (found) => `the database ${database(found)} to be mounted; repair and mount it, and resume setup`,
      steps: (found) => [
        say(
          'See the code in the error first (JET_err…, ec=…, hr=…): a missing log file, denied access and too little memory are repaired in ways of their own.'
        ),
        say(
          'In an elevated Command Prompt (cmd.exe), with the path of its file, eseutil /mh shows its state (Clean Shutdown, or the log files that it wants).'
        ),
        say(
          `On ${machineOf(found.run)}, MSExchangeIS and MSExchangeRepl must run; read the Application log (MSExchangeIS, ESE, MSExchangeRepl).`
        ),
        runAgain(found)
      ]
    }
  ),
  onError(
    anyOf(has('DatabaseAvailabilityGroup'), has('cluster service'), raisedOf('ClusCommon'), raisedOf('ClusterApi')),
    {
      id: 'cluster',
      isGeneral: true,
      title: 'A step for the DAG or its cluster failed',
      link: 'https://learn.microsoft.com/exchange/high-availability/manage-ha/manage-dags#performing-maintenance-on-dag-members',
      meaning:
        'A step that concerns the DAG failed: the cluster service does not run, or the server was not put into maintenance.',
      expected: ({ run }) =>
        `${machineOf(run)} to be in maintenance, and the cluster to be healthy; make sure of both, and resume setup`,
      steps: (found) => [
        inPowerShell('In an elevated PowerShell:', 'Get-ClusterNode', 'Get-ClusterGroup'),
        say('Put the server into maintenance as the linked page says.'),
        runAgain(found)
      ]
    }
  )
]
