import { inCmd, inPowerShell, say } from '../../../judging/resolutionSteps'
import { known } from '../entry'
import { allOf, anyOf, code, has, like, names, nearby, not, raised, step, value } from '../issue'
import type { Evidence, KnownIssue, Owner } from '../knownIssue'
import { machineOf } from '../setupCommands'
import { directoryObject } from './directoryObject'

const section: Owner = 'exchange-setup-or-preparead-error'

const replication = [
  inCmd('See whether Active Directory replicates, in an elevated Command Prompt (cmd.exe):', 'repadmin /replsummary'),
  inCmd('And in full, in the same Command Prompt:', 'repadmin /showrepl')
]

const group = (found: Evidence): string => value(found, /CN=([^,'"\n]{1,100}),OU=/, 'that the error names')

const prefix = (found: Evidence): string => value(found, /prefix "([^"\n]{1,60})"/, 'that the error names')

const groupsTask = step('initialize-ExchangeUniversalGroups')

/** Objects of the organization that PrepareAD finds otherwise than it left them. */
export const organizationObjects: ReadonlyArray<KnownIssue> = [
  known({
    id: 'group-member-exists',
    title: 'A group already has the member that PrepareAD adds',
    section,
    link: 'https://learn.microsoft.com/answers/questions/301936',
    where: allOf(
      anyOf(raised('ADObjectEntryAlreadyExistsException'), has('One or more attribute entries of the object')),
      anyOf(groupsTask, names('Microsoft Exchange Security Groups'))
    ),
    meaning:
      'PrepareAD adds members to its role groups. The domain controller that it writes to already has this entry, which the one that it read from did not show.',
    expected: (found) =>
      `the members of ${group(found)} to be the same on all domain controllers; let them replicate, and run setup again`,
    steps: [
      ...replication,
      (found) =>
        inPowerShell(
          `Compare the members of ${group(found)} on two domain controllers: run this for each, in PowerShell with the Active Directory module. It asks for the name:`,
          'Get-ADGroup -Server (Read-Host "Domain controller") -LDAPFilter "(&(objectCategory=group)(msExchVersion=*))" -Properties member | Format-List Name, member'
        ),
      'Make sure that setup.exe is that of the mounted medium: write its full path, or .\\setup.exe in PowerShell.'
    ]
  }),
  known({
    id: 'address-template-without-primary',
    title: 'An e-mail address policy has no primary address of a foreign type',
    section,
    link: 'https://learn.microsoft.com/exchange/email-addresses-and-address-books/email-address-policies/email-address-policies',
    where: anyOf(
      has('must have exactly one primary e-mail address with the prefix'),
      allOf(has('primary e-mail address with the prefix'), step('EmailAddressPolicy'))
    ),
    meaning:
      'An e-mail address policy holds address templates of a type that another product added, and none or more than one of them is primary.',
    expected: (found) =>
      `each e-mail address policy to have one primary template of the type ${prefix(found)}, or none of that type; correct it, and run /PrepareAD again`,
    steps: [
      (found) =>
        inPowerShell(
          `Find the policies with templates of the type ${prefix(found)} (attributes gatewayProxy and disabledGatewayProxy), in PowerShell with the Active Directory module:`,
          "Get-ADObject -SearchBase (Get-ADRootDSE).configurationNamingContext -LDAPFilter '(objectClass=msExchRecipientPolicy)' -Properties gatewayProxy, disabledGatewayProxy | Format-List Name, gatewayProxy, disabledGatewayProxy"
        ),
      'Write the values down. A type in capitals is primary, one in small letters is not.',
      'In ADSI Edit, make one template of that type primary, or remove all of that type if its product is gone.'
    ]
  }),
  known({
    id: 'resource-schema-attribute',
    title: 'A schema object of the resource schema has a wrong name',
    section,
    link: 'https://learn.microsoft.com/exchange/troubleshoot/setup/organization-preparation-failed',
    where: allOf(
      step('install-ResourceConfig'),
      anyOf(has('requested attribute does not exist'), has('Error in attribute conversion operation'), code('00000057'))
    ),
    meaning:
      'PrepareAD writes the object Resource Schema. One of the two schema objects that it needs has another lDAPDisplayName than msExchResourceSchema or msExchResourcePropertySchema, as after a conflict (DUP-).',
    expected:
      'both schema objects to have the lDAPDisplayName msExchResourceSchema and msExchResourcePropertySchema; correct the wrong one, replicate, and run /PrepareAD again',
    steps: [
      inPowerShell(
        'See both names, in PowerShell with the Active Directory module:',
        "Get-ADObject -SearchBase (Get-ADRootDSE).schemaNamingContext -LDAPFilter '(|(cn=ms-Exch-Resource-Schema)(cn=ms-Exch-Resource-Property-Schema))' -Properties lDAPDisplayName | Format-Table Name, lDAPDisplayName"
      ),
      'As a member of Schema Admins, open the schema partition at the schema master in ADSI Edit, and write down the old values. Set lDAPDisplayName of CN=ms-Exch-Resource-Schema to msExchResourceSchema, and that of CN=ms-Exch-Resource-Property-Schema to msExchResourcePropertySchema.',
      'Update the schema cache: set schemaUpdateNow, or restart that domain controller.',
      ...replication
    ]
  }),
  known({
    id: 'discovery-mailbox-rights',
    title: 'The rights of the discovery search mailbox can not be set',
    section: 'error-during-setup-in-setup-log',
    link: 'https://learn.microsoft.com/answers/questions/1161625',
    where: allOf(
      anyOf(
        has("Couldn't resolve the user or group"),
        raised('IdentityNotMappedException'),
        has('trust relationship between the primary domain')
      ),
      anyOf(step('Add-MailboxPermission'), names('Discovery Management'))
    ),
    meaning:
      'Setup gives Discovery Management rights to the discovery search mailbox. Windows could not translate the group into a SID: the secure channel of the server or a trust is broken, or the group has another sAMAccountName.',
    expected:
      'Windows to find the SID of Discovery Management on {machine}; repair the secure channel, the name of the group or the trust, and resume setup',
    steps: [
      ({ run }) =>
        inPowerShell(
          `Check the secure channel of ${machineOf(run)} first, in an elevated PowerShell:`,
          'Test-ComputerSecureChannel'
        ),
      inPowerShell(
        'See whether the group has its own name as sAMAccountName, in PowerShell with the Active Directory module:',
        "Get-ADGroup -LDAPFilter '(cn=Discovery Management)' | Format-List Name, SamAccountName, DistinguishedName"
      ),
      'If sAMAccountName differs from Discovery Management, correct it.',
      inCmd(
        'See whether the trusts of the domain work, in an elevated Command Prompt (cmd.exe):',
        'nltest /trusted_domains'
      ),
      'Remove trusts of domains that are gone, in Active Directory Domains and Trusts; repair those that are needed.',
      'Only if all that is sound: delete the account DiscoverySearchMailbox{D919BA05-46A6-415f-80AD-7E09334BB852} in Active Directory Users and Computers, after a backup.',
      'Run /PrepareAD from the medium, which makes the account again. Enable its mailbox after setup.'
    ]
  }),
  known({
    id: 'container-already-exists',
    title: 'A container that PrepareAD makes exists already',
    section,
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/prepare-ad-and-domains',
    where: allOf(
      anyOf(
        allOf(names('CN=Folder Hierarchies'), step('install-AdministrativeGroup')),
        allOf(names('CN=Default Global Address List'), step('AddressList')),
        names('CN=All Global Address Lists')
      ),
      like(/\balready exists\b/, 'the object already exists'),
      not(raised('ADObjectEntryAlreadyExistsException'))
    ),
    meaning:
      'The object exists under the name that PrepareAD wants, but not with the class or attributes by which it looks. It was made by hand, renamed, or is left over.',
    expected: (found) =>
      `the object ${value(found, /object '([^'\n]{3,300})'/, 'that the error names')} to be the one that setup made; correct it, and run /PrepareAD again`,
    steps: [
      'Open the object in ADSI Edit, configuration partition. Look at objectClass, and whether it has any attribute that you can read.',
      'An object without readable attributes lacks rights for your account: enable inheritance on it first.',
      'If nothing is in it, write it down, rename or delete it, and let Active Directory replicate.'
    ]
  }),
  known({
    id: 'group-too-many-links',
    title: 'A directory object holds more than the directory allows',
    section,
    link: 'https://learn.microsoft.com/answers/questions/121834',
    where: anyOf(
      raised('AdminLimitExceededException'),
      has('administrative limit for this request was exceeded'),
      code('00002024')
    ),
    meaning:
      'The directory refused a change since an object would hold too many values or too large an access list (administrative limit).',
    expected:
      'the object that setup writes to be within the limits of the directory; remove what is too much, and run setup again',
    steps: [
      (found) => say(`Look at ${directoryObject(found, 'the lines before the error: setup names what it processes')}.`),
      'See in ADSI Edit whether it has hundreds of access entries (with SIDs that no account has any more), or of values.',
      'Remove dead entries after an export, and check the forest functional level (2003 or higher lets links grow).'
    ]
  }),
  known({
    id: 'security-groups-unit-gone',
    title: 'The organizational unit Microsoft Exchange Security Groups is gone, or was moved',
    section,
    link: 'https://github.com/microsoft/CSS-Exchange/blob/main/Setup/SetupLogReviewer/Checks/ErrorContext/Test-MSExchangeSecurityGroupsContainerDeleted.ps1',
    where: allOf(has('CreateOrMoveEWPGroup'), raised('NullReferenceException')),
    meaning:
      'PrepareAD moves the group Exchange Windows Permissions into the organizational unit Microsoft Exchange Security Groups, and found no such unit at the root of the domain.',
    expected:
      'OU=Microsoft Exchange Security Groups to stand at the root of the root domain; put it back, and run /PrepareAD again',
    steps: [
      inPowerShell(
        'See where the unit and the group are, in PowerShell with the Active Directory module:',
        "Get-ADObject -LDAPFilter '(|(ou=Microsoft Exchange Security Groups)(cn=Exchange Windows Permissions*))' | Format-List Name, ObjectClass, DistinguishedName"
      ),
      'If the unit was moved, move it back to the root of the domain, with what it holds.',
      'If it was deleted, restore it with its groups from the Active Directory Recycle Bin or a backup. Only else make an empty one of the same name.'
    ]
  }),
  known({
    id: 'admin-sd-holder-null',
    title: 'PrepareAD ended with a NullReferenceException at AdminSDHolder',
    section,
    link: 'https://support.microsoft.com/topic/kb5005319',
    where: allOf(
      raised('NullReferenceException'),
      anyOf(
        step('initialize-DomainPermissions'),
        step('initialize-ExchangeUniversalGroups'),
        has('InitializeDomainPermissions')
      ),
      anyOf(names('AdminSDHolder'), has('adminsdholder'), nearby('CN=AdminSDHolder'))
    ),
    meaning:
      'Setup could not read AdminSDHolder of a domain: a defect of Exchange 2016 CU21 and Exchange 2019 CU10, or missing rights.',
    expected:
      'the domain to be prepared by a medium without this defect; take the newest Cumulative Update, and run /PrepareAD again',
    steps: [
      'Take the newest Cumulative Update of this version; CU21 of Exchange 2016 and CU10 of Exchange 2019 have the defect.',
      'Check that {user} may read CN=AdminSDHolder,CN=System of each domain.'
    ]
  })
]
