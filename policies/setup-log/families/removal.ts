import { known } from '../entry'
import { allOf, anyOf, has, inComponent, mode, modeOrUntold, names, raised, step } from '../issue'
import type { KnownIssue } from '../knownIssue'
import { removeListed } from '../onTheServer'
import { kindOfRun } from '../runKind'
import { runAgain, runSetup } from '../setupCommands'

/** Runs that remove Exchange. */
export const removal: ReadonlyArray<KnownIssue> = [
  known({
    id: 'removal-server-object-gone',
    title: 'The removal no longer finds the object of the server that it removed itself',
    link: 'https://support.microsoft.com/topic/2dcfb94a-7f58-4a5e-8b59-d0ae12c63e1a',
    where: allOf(
      anyOf(raised('ManagementObjectNotFoundException'), has("operation couldn't be performed", 'be found on')),
      anyOf(
        allOf(
          mode('uninstall'),
          anyOf(inComponent('UmLanguagePackComponent'), step('uninstall-MsiPackage'), step('get-ExchangeServer'))
        ),
        allOf(modeOrUntold('uninstall'), step('uninstall-MsiPackage', 'get-ExchangeServer'))
      )
    ),
    meaning:
      'A known defect: setup removes the server object first, and looks for it once more afterwards. The server counts as removed.',
    expected: 'no object of the server to be left in the directory; check that, and remove what is left of the files',
    steps: [
      'In ADSI Edit, configuration partition, see that the server is no longer below Servers of the administrative group.',
      () => removeListed('each entry that is left'),
      'Remove the left-over folder of Exchange on {machine}, or install Windows again.'
    ],
    again: false
  }),
  known({
    id: 'removal-language-files-denied',
    title: 'The removal may not read a folder of the language files',
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/install-cumulative-updates',
    where: allOf(
      raised('UnauthorizedAccessException'),
      anyOf(
        allOf(mode('uninstall'), anyOf(inComponent('LanguagePackUninstallation'), step('LanguagePack'))),
        allOf(
          modeOrUntold('uninstall'),
          anyOf(inComponent('LanguagePackUninstallation'), step('Remove Language Packs completed'))
        )
      )
    ),
    meaning:
      'Setup looks through the folders of Exchange for language files, and one of them denied access or was in use.',
    expected: 'all folders of Exchange to be readable; restart {machine}, and run the removal again',
    steps: [
      'Restart {machine}, so that nothing holds the files.',
      'Turn the self-protection of antivirus programs off, and enable inheritance on the folder of Exchange.',
      (found) =>
        kindOfRun(found.run) === 'uninstall'
          ? runAgain(found)
          : runSetup(found.run, '/m:Uninstall', 'Run the removal again, in an elevated Command Prompt (cmd.exe)')
    ],
    again: false
  }),
  known({
    id: 'removal-mailboxes-left',
    title: 'Mailboxes are left on the server that is to be removed',
    link: 'https://learn.microsoft.com/exchange/recipients/mailbox-moves',
    where: allOf(
      mode('uninstall'),
      anyOf(
        has('This mailbox database contains one or more mailboxes'),
        has('mailbox database is associated with one or more')
      )
    ),
    meaning:
      'A database of the server still holds mailboxes, archives, arbitration or monitoring mailboxes, or it is a copy in a DAG.',
    expected: 'no mailbox to be left in the databases of {machine}; move them all, and run the removal again',
    steps: [
      'On another server list them: Get-Mailbox, and again with -Archive, -Arbitration, -AuditLog, -PublicFolder, -Monitoring, each with -Server and the name of {machine}.',
      'Move mailboxes with New-MoveRequest, and remove database copies and the membership in the DAG.'
    ]
  }),
  known({
    id: 'removal-public-folder-left',
    title: 'Public folder data blocks the removal',
    link: 'https://learn.microsoft.com/exchange/collaboration/public-folders/public-folders',
    rules: ['PublicFolderReplicasExist'],
    where: allOf(
      mode('uninstall'),
      anyOf(has('public folder database', 'contains'), names('public folder database')),
      has('cannot be')
    ),
    meaning:
      'A public folder database or mailbox of this server still holds folders, or is the default of other databases.',
    expected: 'the public folders to be moved or removed; do that on another server, and run the removal again',
    steps: ['Move all replicas or public folder mailboxes away, and remove the empty database or mailbox.']
  }),
  known({
    id: 'removal-database-copies',
    title: 'Database copies or the DAG stand in the way of the removal',
    link: 'https://learn.microsoft.com/exchange/high-availability/manage-ha/manage-dag-membership',
    where: allOf(
      mode('uninstall'),
      anyOf(
        has('mailbox database copies'),
        has('database copies', 'server'),
        has('member of', 'database availability group'),
        has('DatabaseAvailabilityGroup', 'member')
      )
    ),
    meaning: 'The server holds copies of databases or is a member of a database availability group (DAG).',
    expected: '{machine} to hold no database copy and to be in no DAG; remove both, and run the removal again',
    steps: [
      'On another server: Remove-MailboxDatabaseCopy for each copy on {machine}.',
      'Then Remove-DatabaseAvailabilityGroupServer with the DAG and {machine}.'
    ]
  }),
  known({
    id: 'removal-edge-subscription',
    title: 'An Edge subscription stands in the way of the removal',
    link: 'https://learn.microsoft.com/exchange/architecture/edge-transport-servers/edge-subscriptions',
    rules: ['EdgeSubscriptionExists'],
    where: allOf(
      modeOrUntold('uninstall'),
      anyOf(has('subscribed to an Edge Transport server'), has('Edge Subscription', 'remove'))
    ),
    meaning: 'The site of the server is subscribed to an Edge Transport server, and this server takes part in it.',
    expected:
      'the Edge subscription not to depend on {machine}; remove it, and make it again after the removal if it is wanted',
    steps: [
      'On another server: Get-EdgeSubscription, and Remove-EdgeSubscription for the one that the rule names.',
      'If Edge Transport stays, make the subscription anew on a server that stays (New-EdgeSubscription).'
    ]
  })
]
