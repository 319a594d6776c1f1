import { inPowerShell, say } from '../../../judging/resolutionSteps'
import { allOf, anyOf, code, has, names, not, onError, raised, step, word } from '../issue'
import type { KnownIssue, Owner } from '../knownIssue'
import { inShell } from '../runState'
import { prepare, runAgain } from '../setupCommands'

const section: Owner = 'exchange-setup-or-preparead-error'

const arbitration = 'https://learn.microsoft.com/exchange/architecture/mailbox-servers/recreate-arbitration-mailboxes'

/** System (arbitration, discovery) mailboxes. */
export const arbitrationMailboxes: ReadonlyArray<KnownIssue> = [
  onError(anyOf(has('UPN value provided', 'not unique'), allOf(code('000021C8'), has('userPrincipalName'))), {
    id: 'arbitration-mailbox-upn-not-unique',
    title: 'The UPN of a system mailbox is not unique in the forest',
    section,
    link: arbitration,
    meaning:
      'PrepareAD could not create or change a system (arbitration) mailbox, since another object in the forest has the same ' +
      'userPrincipalName (UPN): it is not unique.',
    expected:
      'each system mailbox to have a UPN that is not used elsewhere; change the UPN of the other object, and run /PrepareAD again',
    steps: (found) => [
      inPowerShell(
        'Find the objects on a global catalog, in PowerShell with the Active Directory module (put its name in the place of DC):',
        "Get-ADObject -Server DC:3268 -LDAPFilter '(|(userPrincipalName=SystemMailbox{*)(userPrincipalName=FederatedEmail*)(userPrincipalName=Migration*)(userPrincipalName=DiscoverySearchMailbox*))' -Properties userPrincipalName,whenCreated"
      ),
      say(
        'Change the UPN of the account that is not the mailbox that Exchange uses (Get-Mailbox -Arbitration shows those). Do not delete arbitration mailboxes.'
      ),
      prepare(found.run, '/PrepareAD'),
      runAgain(found)
    ]
  }),
  onError(allOf(raised('InvalidADObjectOperationException'), has('requires the object to have version')), {
    id: 'mailbox-of-older-version',
    title: 'A system mailbox is still an object of an older version of Exchange',
    section,
    link: arbitration,
    meaning:
      'Setup sets a value that the object of the mailbox is too old for: it was made by an older version and never brought up to date.',
    expected:
      'every system mailbox to be an object of this version; bring the one in the error up to date, and resume setup',
    steps: (found) => [
      inShell(
        found,
        'Get-Mailbox -Arbitration | Format-List Name, ExchangeVersion, ServerName',
        'look for the one with the lowest ExchangeVersion'
      ),
      say(
        'Move it to a database of the newest server. If it lacks a database, make it again as the linked page says. Export its object first (ldifde).'
      ),
      runAgain(found)
    ]
  }),
  onError(
    anyOf(
      has('Database is mandatory on UserMailbox'),
      allOf(has('mandatory'), has('UserMailbox')),
      allOf(raised('DataValidationException'), has('UserMailbox'), word('Database')),
      has('arbitration', 'Database'),
      allOf(has('DataValidationException'), has('SystemMailbox'))
    ),
    {
      id: 'arbitration-mailbox-without-database',
      title: 'A system mailbox has lost its database',
      section,
      link: arbitration,
      meaning:
        'An arbitration, discovery, monitoring or public folder mailbox has no home database any more, since its database was removed.',
      expected: 'every system mailbox and public folder mailbox to have a database; give it one, and resume setup',
      steps: (found) => [
        inShell(
          found,
          'Get-Mailbox -Arbitration | Format-List Name, Database, ServerName',
          'look for warnings about corrupt objects'
        ),
        inShell(found, 'Get-Mailbox -PublicFolder | Format-List Name, Database', 'look for one without a database'),
        say(
          'Give the mailbox a database: Set-Mailbox -Arbitration -Database, or, if that fails, disable and enable it (Enable-Mailbox -Arbitration). For one of public folders: Set-Mailbox -PublicFolder -Database.'
        ),
        runAgain(found)
      ]
    }
  ),
  onError(
    allOf(has('ExternalEmailAddress is mandatory on MailUser'), anyOf(step('-Arbitration'), step('MSExchApproval'))),
    {
      id: 'system-mailbox-mail-user',
      title: 'The account of a system mailbox is a mail user without an address',
      section,
      link: arbitration,
      meaning:
        'Setup enables the mailbox of a system account that the directory shows as a mail user whose external address is ' +
        'empty. An earlier try, or a tool that synchronizes accounts, left it half changed.',
      expected: 'the account of the system mailbox to be an ordinary one; recreate it, and resume setup',
      steps: (found) => [
        inShell(
          found,
          'Get-User -Filter "LastName -like \'MSExchApproval*\'" | Format-List Name, RecipientTypeDetails, DistinguishedName'
        ),
        say(
          'Write down its attributes (ldifde). If no mailbox of it is in use, delete the account; /PrepareAD makes it again.'
        ),
        prepare(found.run, '/PrepareAD'),
        runAgain(found)
      ]
    }
  ),
  onError(
    allOf(
      anyOf(
        has('arbitration mailbox'),
        names('SystemMailbox{'),
        names('FederatedEmail.4c1f4d8b'),
        names('Migration.8f3e7716'),
        names('DiscoverySearchMailbox')
      ),
      anyOf(
        has("couldn't be found"),
        has("Couldn't find"),
        has('not found'),
        has('is not unique'),
        has('is corrupt'),
        has('already exists'),
        has('is already being used'),
        raised('ADScopeException'),
        raised('DataValidationException', 'ManagementObjectNotFoundException', 'ManagementObjectAmbiguousException')
      ),
      not(anyOf(code('00002098', '00000005'), has('INSUFF_ACCESS_RIGHTS'), has('replication latency')))
    ),
    {
      id: 'arbitration-mailbox',
      isGeneral: true,
      title: 'A system mailbox is missing or damaged',
      section,
      link: arbitration,
      meaning: 'Setup works on the arbitration and discovery mailboxes; one is missing, duplicated, or damaged.',
      expected: 'all system mailboxes to be there and valid; recreate the missing one, and resume setup',
      steps: (found) => [
        inShell(found, 'Get-Mailbox -Arbitration\nGet-Mailbox -Filter "Name -like \'DiscoverySearch*\'"'),
        say('Recreate a missing account with /PrepareAD, then enable its mailbox (Enable-Mailbox -Arbitration).'),
        prepare(found.run, '/PrepareAD'),
        runAgain(found)
      ]
    }
  )
]
