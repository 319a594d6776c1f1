import { both, either, has, onError, value } from '../issue'
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
    both(
      either(has('mount'), has('MountDatabase'), has('Active Manager')),
      either(has('missing'), has('transaction log'), has('edb'))
    ),
    {
      id: 'database-file-missing',
      title: 'A database can not be mounted, since its file is missing',
      link: managing,
      meaning:
        'The database file (.edb) is gone while its transaction logs are still there; setup mounts the database to work on system mailboxes.',
      expected: (found) =>
        `the database ${database(found)} to be mountable; restore its file ${value(found, /(?:file at|file) '([^'\n]{1,300}\.edb)'/, '(.edb)')}, or move the logs away and begin an empty one if nothing in it is needed`,
      steps: (found) => [
        `Look for the file of ${database(found)} first: another drive letter, a volume that is not mounted, a restore, an antivirus quarantine.`,
        'Restore the file from a backup and replay the logs (eseutil /r), or mount another copy if it is in a DAG.',
        'Only if its mailboxes are not needed: move the log files away (do not delete them), and mount an empty database.',
        'If system mailboxes were in it, move or recreate them in another database.',
        runAgain(found)
      ]
    }
  ),
  onError(
    either(
      has('Failed to mount database'),
      has('MountDatabase'),
      has('mount-database'),
      has('MapiExceptionCallFailed'),
      has('DatabaseCouldNotBeMounted'),
      has('MapiExceptionNetworkError')
    ),
    {
      id: 'database-not-mounted',
      title: 'A mailbox database could not be mounted',
      link: managing,
      meaning:
        'The Information Store could not mount a database that setup needs: dirty shutdown, missing volume, no rights, or the store does not run.',
      expected: (found) => `the database ${database(found)} to be mounted; repair and mount it, and resume setup`,
      steps: (found) => [
        'In an elevated Command Prompt (cmd.exe), with the path of its file: eseutil /mh database.edb (State: Clean Shutdown)',
        `On ${machineOf(found.run)}, MSExchangeIS and MSExchangeRepl must run; read the Application log (MSExchangeIS, ESE, MSExchangeRepl).`,
        runAgain(found)
      ]
    }
  ),
  onError(either(has('DatabaseAvailabilityGroup'), has('cluster service'), has('FailoverCluster'), has('ClusCommon')), {
    id: 'cluster',
    title: 'The DAG or its cluster stands in the way',
    link: 'https://learn.microsoft.com/exchange/high-availability/manage-ha/manage-dags#performing-maintenance-on-dag-members',
    meaning:
      'A step that concerns the DAG failed: the cluster service does not run, or the server was not put into maintenance.',
    expected: ({ run }) =>
      `${machineOf(run)} to be in maintenance, and the cluster to be healthy; see to both, and resume setup`,
    steps: (found) => [
      'In an elevated PowerShell: Get-ClusterNode; Get-ClusterGroup',
      'Put the server into maintenance as the linked page says.',
      runAgain(found)
    ]
  })
]
