import { inPowerShell, say } from '../../../judging/resolutionSteps'
import { known } from '../entry'
import { allOf, anyOf, has, not, status, step, value } from '../issue'
import type { Evidence, KnownIssue } from '../knownIssue'
import { machineOf } from '../setupCommands'

const errors =
  'https://learn.microsoft.com/windows/win32/extensible-storage-engine/extensible-storage-engine-error-codes'

const managing = 'https://learn.microsoft.com/exchange/architecture/mailbox-servers/manage-databases'

const database = (found: Evidence): string =>
  value(found, /database "([^"\n]{1,200})"/i, value(found, /database '([^'\n]{1,200})'/i, 'that the error names'))

/** The account that setup enables: the script of the step names it where the error does not. */
const systemMailbox = (found: Evidence): string =>
  value(
    found,
    /["'](SystemMailbox\{[0-9A-Fa-f-]{36}\}|Migration\.[0-9A-Fa-f-]{36}|FederatedEmail\.[0-9A-Fa-f-]{36})["']/,
    'of the system mailbox in the lines before the error'
  )

/** What the Information Store says of a database, by the codes of its engine. */
export const databaseCodes: ReadonlyArray<KnownIssue> = [
  known({
    id: 'database-dirty-shutdown',
    title: 'A database was not shut down cleanly',
    link: errors,
    where: status('JET_errDatabaseDirtyShutdown', 'ec=-550', 'ec=-501', 'JET_errLogFileCorrupt'),
    meaning: 'The database lacks transactions that stand in its logs only, and these could not be replayed.',
    expected: (found) =>
      `the database ${database(found)} to be in Clean Shutdown; replay its logs or restore it, and resume setup`,
    steps: [
      say(
        'In an elevated Command Prompt (cmd.exe), eseutil /mh with the path of the .edb file shows the log files that it wants.'
      ),
      'Put these log files back, and replay them (eseutil /r). If they are gone, restore the last backup.',
      'Repair (eseutil /p) loses data: only as the last resort, on a copy.'
    ]
  }),
  known({
    id: 'database-log-missing',
    title: 'A transaction log of a database is missing',
    link: errors,
    where: status('JET_errMissingLogFile', 'ec=-528', 'JET_errMissingPreviousLogFile', 'ec=-543'),
    meaning:
      'A log file that the database still needs is gone, as a rule moved to quarantine by an antivirus program or deleted by hand.',
    expected: (found) =>
      `the log files of ${database(found)} to be complete; put the missing one back, and resume setup`,
    steps: [
      'Look for the file in the quarantine of the antivirus program, in a backup, and on another copy of the DAG.',
      'Set the exclusions for the folders of databases and logs.'
    ]
  }),
  known({
    id: 'database-file-locked',
    title: 'The file of a database is locked or denied',
    link: errors,
    where: status('JET_errFileAccessDenied', 'ec=-1032'),
    meaning: 'Another program (antivirus, backup) holds the file, or SYSTEM has no right to its folder.',
    expected: (found) =>
      `the file of ${database(found)} to be free and readable by SYSTEM; end what holds it, and resume setup`,
    steps: [
      'Set the exclusions for the folders of databases and logs in the antivirus program, and end running backups.',
      'Check that SYSTEM and Administrators have full control of the folder.'
    ]
  }),
  known({
    id: 'database-page-damaged',
    title: 'A page of a database is damaged',
    link: errors,
    where: status(
      'JET_errReadVerifyFailure',
      'ec=-1018',
      'JET_errDiskIO',
      'ec=-1022',
      'JET_errDatabaseCorrupted',
      'ec=-1206'
    ),
    meaning: 'What was read from the disk is not what was written: the storage is faulty.',
    expected: (found) =>
      `the storage of ${database(found)} to be healthy and the database to be restored; repair both, and resume setup`,
    steps: [
      'Read the System log for disk errors, and have the storage checked.',
      'Restore the database from a backup or seed it from another copy of the DAG.'
    ]
  }),
  known({
    id: 'database-not-in-directory-yet',
    title: 'The Information Store does not find the database in the directory yet',
    link: managing,
    where: anyOf(has('MapiExceptionADPropertyError'), status('ec=2418')),
    meaning:
      'The store reads properties of the database from a domain controller on which they are missing: a new database that has not replicated.',
    expected: (found) =>
      `the database ${database(found)} to be on all domain controllers of the site; let Active Directory replicate, and resume setup`,
    steps: [
      'Wait for replication, or start it: repadmin /syncall in an elevated Command Prompt (cmd.exe).',
      'Restart the service MSExchangeIS on {machine}, so that it reads the directory again.'
    ]
  }),
  known({
    id: 'database-directory-unavailable',
    title: 'The Information Store could not ask Active Directory',
    link: managing,
    where: anyOf(has('MapiExceptionADUnavailable'), status('ec=2414')),
    meaning:
      'The store got no answer from Active Directory: no suitable domain controller, or the computer account lacks its groups.',
    expected:
      '{machine} to be a member of Exchange Servers and to reach a global catalog; make sure of both, and resume setup',
    steps: [
      inPowerShell(
        'See the groups of the computer, in PowerShell with the Active Directory module:',
        'Get-ADPrincipalGroupMembership -Identity "$env:COMPUTERNAME$" | Format-Table Name'
      ),
      'Add {machine} to Exchange Servers and Exchange Trusted Subsystem if it is not there, and restart it.'
    ]
  }),
  known({
    id: 'database-needs-more-memory',
    title: 'The Information Store got too little memory',
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/system-requirements',
    where: status('JET_errOutOfMemory', 'ec=-1011', 'MapiExceptionNotEnoughMemory'),
    meaning: 'The store could not get the memory that it needs to mount a database.',
    expected: '{machine} to have enough memory for Exchange; end other programs or add memory, and resume setup',
    steps: [
      (found) =>
        say(
          `See the memory and the paging file of ${machineOf(found.run)}, and turn dynamic memory of its virtual machine off.`
        )
    ]
  }),
  known({
    id: 'no-database-for-mailbox',
    title: 'Setup finds no database for a system mailbox',
    link: 'https://learn.microsoft.com/exchange/architecture/mailbox-servers/recreate-arbitration-mailboxes',
    where: has('Load balancing failed to find a valid mailbox database'),
    meaning:
      'Setup enables a system mailbox without naming a database, and all are dismounted, suspended, or excluded from provisioning.',
    expected:
      'one database of this version to be mounted and open to provisioning; mount or open one, and resume setup',
    steps: [
      'On a server that works: Get-MailboxDatabase -Status, and look at Mounted, IsExcludedFromProvisioning and IsSuspendedFromProvisioning.',
      'Mount a database, or open one: Set-MailboxDatabase -IsExcludedFromProvisioning $false.'
    ]
  }),
  known({
    id: 'system-mailbox-migrated',
    title: 'The account of a system mailbox is marked as that of a moved mailbox',
    section: 'exchange-setup-or-preparead-error',
    link: 'https://learn.microsoft.com/exchange/architecture/mailbox-servers/recreate-arbitration-mailboxes',
    where: has('on this mail user is disallowed because the mailbox has been migrated'),
    meaning:
      'The account of a system mailbox is a mail user with the attributes of a mailbox that was moved to Exchange Online, so that it can not be enabled.',
    expected: 'the account of the system mailbox to be an ordinary one; recreate it, and resume setup',
    steps: [
      (found) => say(`Find the account ${systemMailbox(found)}. Write down its attributes (ldifde).`),
      'If no mailbox of it is used any more: delete the account, run /PrepareAD, which makes it again, and resume setup.',
      'Keep system mailboxes out of the scope of Microsoft Entra Connect.'
    ]
  }),
  known({
    id: 'system-mailbox-user-missing',
    title: 'The account of a system mailbox is missing',
    section: 'exchange-setup-or-preparead-error',
    link: 'https://learn.microsoft.com/exchange/architecture/mailbox-servers/recreate-arbitration-mailboxes',
    where: allOf(
      has("Cannot bind argument to parameter 'Identity' because it is null"),
      anyOf(
        step('Enable-Mailbox', '-Arbitration'),
        step('Set-Mailbox', '-Arbitration'),
        step('SharedIdentityCommonName')
      ),
      not(step('VirtualDirectory'))
    ),
    meaning:
      'Setup enables an arbitration mailbox and found neither the mailbox nor the account that /PrepareAD makes for it.',
    expected: 'the accounts of all system mailboxes to exist in the root domain; run /PrepareAD, and resume setup',
    steps: [
      inPowerShell(
        'See which accounts there are, in PowerShell with the Active Directory module:',
        "Get-ADUser -LDAPFilter '(|(cn=SystemMailbox{*)(cn=FederatedEmail*)(cn=Migration.*)(cn=DiscoverySearchMailbox*))' -Properties homeMDB | Format-Table Name, Enabled, homeMDB"
      ),
      'Run /PrepareAD from this medium, which makes the missing ones, and wait for replication.'
    ]
  })
]
