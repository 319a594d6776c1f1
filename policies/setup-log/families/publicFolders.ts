import { say } from '../../../judging/resolutionSteps'
import { allOf, anyOf, has, onError, raisedOf, value } from '../issue'
import type { KnownIssue } from '../knownIssue'
import { inShell } from '../runState'
import { runAgain } from '../setupCommands'

/** Public folders and address lists. */
export const publicFolders: ReadonlyArray<KnownIssue> = [
  onError(raisedOf('PublicFolder'), {
    id: 'public-folders',
    isGeneral: true,
    title: 'Setup failed at public folders',
    link: 'https://learn.microsoft.com/exchange/collaboration/public-folders/public-folders',
    meaning:
      'A public folder tree, database or mailbox that setup reads is missing, damaged, or from a version that is gone.',
    expected:
      'what is left of old public folders to be removed and the present ones to be valid; correct them, and run setup again',
    steps: (found) => [
      inShell(found, 'Get-OrganizationConfig | Format-List *PublicFolder*\nGet-Mailbox -PublicFolder'),
      say(
        'Only if the error names a public folder database or tree of a server that is gone: write it down, and remove it with ADSI Edit.'
      ),
      runAgain(found)
    ]
  }),
  onError(
    allOf(
      anyOf(has('offline address'), has('OfflineAddressBook'), has('address list'), has('GlobalAddressList')),
      anyOf(has("couldn't be found"), has('already exists'), has('is not valid'), has('is corrupt'))
    ),
    {
      id: 'address-lists',
      isGeneral: true,
      title: 'Setup failed at an address list or offline address book',
      link: 'https://learn.microsoft.com/exchange/email-addresses-and-address-books/address-lists/address-lists',
      meaning: 'The default address lists or the offline address book are missing, duplicated or not valid.',
      expected: (found) =>
        `the default address lists to be valid; correct ${value(found, /['"]([^'"\n]{3,200})['"]/, 'the one that the error names')}, and run setup again`,
      steps: (found) => [
        inShell(found, 'Get-GlobalAddressList\nGet-AddressList\nGet-OfflineAddressBook'),
        runAgain(found)
      ]
    }
  ),
  onError(has('address list service failed to respond'), {
    id: 'address-list-service',
    title: 'Exchange could not work out the address lists of a mailbox',
    section: 'exchange-setup-or-preparead-error',
    link: 'https://learn.microsoft.com/exchange/email-addresses-and-address-books/email-address-policies/email-address-policies',
    meaning:
      'Setup makes or changes a system mailbox, for which it evaluates all address lists and e-mail address policies. One has a filter or a template that is not valid, or points to a server that is gone.',
    expected: 'all address lists and e-mail address policies to be valid; correct the wrong one, and run setup again',
    steps: (found) => [
      inShell(
        found,
        'Get-EmailAddressPolicy | Format-List Name, RecipientFilter, EnabledEmailAddressTemplates, IsValid\nGet-AddressList | Format-List Name, RecipientFilter, IsValid'
      ),
      say(
        'Look for old LDAP filters, templates of removed gateways, and policies of Exchange 2003, and correct or remove them.'
      ),
      runAgain(found)
    ]
  })
]
