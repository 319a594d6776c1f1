import { inCmd, inPowerShell, say } from '../../../judging/resolutionSteps'
import { known } from '../entry'
import { allOf, anyOf, code, has, like, names, nearby, not, raised, step } from '../issue'
import type { KnownIssue, Owner } from '../knownIssue'
import { directoryObject } from './directoryObject'

const section: Owner = 'exchange-setup-or-preparead-error'

const preparing = 'https://learn.microsoft.com/exchange/plan-and-deploy/prepare-ad-and-domains'

/** Domains, trusts and names that preparing them meets. */
export const domainObjects: ReadonlyArray<KnownIssue> = [
  known({
    id: 'access-list-too-long',
    title: 'The access list of an object has no room for more entries',
    section,
    link: 'https://support.microsoft.com/help/973848',
    where: has('Length of the access control list exceed'),
    meaning:
      'Preparing a domain adds access entries to the container Microsoft Exchange System Objects; each earlier organization, ' +
      'or each removed and reinstalled one, left its own there, until the list is full.',
    expected:
      'the access list of Microsoft Exchange System Objects to be short; remove dead entries, and prepare again',
    steps: [
      'In Active Directory Users and Computers, with Advanced Features, open Security of the container Microsoft Exchange System Objects at the root of the domain.',
      'Write the list down (dsacls), then remove the entries of SIDs that no account has any more.'
    ]
  }),
  known({
    id: 'root-domain-not-found-by-dns',
    title: 'DNS does not tell the domain controllers of the root domain',
    section,
    link: 'https://github.com/microsoft/CSS-Exchange/issues/2330',
    where: allOf(
      anyOf(step('Add-RoutingGroupMember'), has('nltest /DSGETDC'), has('DsGetDcName')),
      anyOf(
        has('SRV record'),
        has("couldn't find", 'domain controller'),
        code('0x54B'),
        has('domain', 'could not be contacted')
      )
    ),
    meaning:
      'The computer could not locate a domain controller of the root domain: the SRV records of that domain are missing in the DNS that it asks.',
    expected: 'DNS to have the SRV records of all domains of the forest; register them, and run setup again',
    steps: [
      inCmd(
        'See whether a domain controller is found, in an elevated Command Prompt (cmd.exe; put in the name of the root domain):',
        'nltest /dsgetdc:contoso.com'
      ),
      inCmd('On a domain controller of the root domain, register its records:', 'nltest /dsregdns'),
      'Check the conditional forwarders and delegations between the domains.'
    ]
  }),
  known({
    id: 'directory-names-mismatch',
    title: 'The object of a virtual directory in Active Directory is damaged',
    section: 'error-during-setup-in-setup-log',
    link: 'https://learn.microsoft.com/exchange/clients/default-virtual-directory-settings',
    where: anyOf(has('DNString length mismatch'), allOf(has('DNString'), has('length mismatch'))),
    meaning:
      'An attribute of a virtual directory object holds a value whose length is not what it says, so that setup can not read the object. It has nothing to do with DNS.',
    expected: 'the object that setup processed last to be valid; recreate it in the directory, and resume setup',
    steps: [
      (found) => say(`Look at ${directoryObject(found, 'the lines before the error: setup names what it processes')}.`),
      'Export it (ldifde), and compare its attributes in ADSI Edit with those of the same virtual directory of a healthy server.',
      'Correct the attribute, or let a person delete the object, so that setup makes it again.'
    ]
  }),
  known({
    id: 'shared-config-controller',
    title: 'Setup could not agree with a server of the organization on a domain controller',
    section: 'error-during-setup-in-setup-log',
    link: 'https://learn.microsoft.com/answers/questions/367794',
    where: anyOf(
      allOf(
        has('Unable to set shared config DC'),
        anyOf(
          has('MinSuitableServer'),
          has('suitable'),
          has('SACL'),
          nearby('MinSuitableServer', 'Suitable Directory Servers')
        )
      ),
      has('No Minimal Required Number of Suitable Directory Servers')
    ),
    meaning:
      'The topology service (MSExchangeADTopology) runs, and found too few suitable domain controllers: the audit right (SACL) is missing by a Group Policy, or a global catalog does not answer.',
    expected:
      'a domain controller of the site to be suitable in all columns of event 2080; restore the audit right, and resume setup',
    steps: [
      'In the Application log of {machine}, see event 2080 of MSExchange ADAccess: a 0 in the column SACL right says which controller lacks it.',
      'If no line of 2080 shows 1 in the column SACL right, run /PrepareAD, or /PrepareDomain in the domain of {machine}, which give Exchange Servers the right back.',
      'Look in Group Policy which policy sets Manage auditing and security log last: one of higher order wins over Default Domain Controllers Policy.',
      inCmd('After the correction, on each domain controller:', 'gpupdate /force')
    ]
  }),
  known({
    id: 'computers-container-renamed',
    title: 'A default container of a domain was renamed or moved',
    section,
    link: 'https://microsoft.github.io/CSS-Exchange/Setup/SetupAssist/ComputersContainer/',
    where: allOf(
      anyOf(
        names('CN=Computers'),
        has('Computers container'),
        has('ReadOnlyDomainControllers'),
        has('Read-only Domain Controllers')
      ),
      anyOf(code('00002030', '0000208D'), has('No such object'), has('NoSuchObject'), has("couldn't be found"))
    ),
    meaning:
      'PrepareAD sets rights on CN=Computers and on the group of read-only domain controllers under their default names, and one is not there.',
    expected:
      'the default containers to have their names, or setup to be new enough not to need them; take the newest Cumulative Update',
    steps: [
      'Take the newest Cumulative Update: Exchange 2016 CU22, 2019 CU11 and later ones need the default names no more (KB5006984).',
      'Else make the container CN=Computers at the root of the domain again for the time of setup.'
    ]
  }),
  known({
    id: 'monitoring-container-denied',
    title: 'Setup may not make the container of the monitoring mailboxes',
    section,
    link: preparing,
    where: allOf(
      has('CreateMonitoringMailboxContainer'),
      anyOf(raised('ADOperationException'), code('00000005', '00002098'), has('INSUFF_ACCESS_RIGHTS'))
    ),
    meaning:
      'Preparing a domain makes a container below Microsoft Exchange System Objects; the account has no right to do so there.',
    expected:
      '{user} to have full rights on Microsoft Exchange System Objects of the domain; enable inheritance there, and run setup again',
    steps: [
      'In Active Directory Users and Computers with Advanced Features, open Microsoft Exchange System Objects, Security, Advanced. Enable inheritance and remove Deny entries.',
      'Run setup as a member of Domain Admins of that domain and of Organization Management.'
    ]
  }),
  known({
    id: 'organization-name-taken',
    title: 'The organization exists under another name',
    section,
    link: preparing,
    rules: ['OrgNameMismatch', 'ExOrgAlreadyExists'],
    where: like(
      /organization name .{0,200}(?:already exists|can't be specified)/,
      "the organization name 'X' can't be specified, since an organization already exists"
    ),
    meaning:
      'The switch /OrganizationName is only for the first preparation of a forest; this forest has an organization.',
    expected: 'setup to run without /OrganizationName; leave it out, and prepare the directory again',
    steps: [
      inPowerShell(
        'See the name of the organization, in PowerShell with the Active Directory module:',
        "Get-ADObject -SearchBase (Get-ADRootDSE).configurationNamingContext -LDAPFilter '(objectClass=msExchOrganizationContainer)' | Format-Table Name"
      )
    ],
    again: false
  }),
  known({
    id: 'system-objects-twice',
    title: 'A domain has two containers Microsoft Exchange System Objects',
    section,
    link: 'https://github.com/microsoft/CSS-Exchange/pull/1358',
    where: allOf(
      anyOf(names('Microsoft Exchange System Objects'), has('MESO container')),
      anyOf(raised('ADResultsNotUniqueException', 'ManagementObjectAmbiguousException'), has('more than one')),
      not(code('00002098'))
    ),
    meaning:
      'An old container with an objectVersion below that of the present one is left over, and setup finds it first.',
    expected:
      'one container Microsoft Exchange System Objects to be in the domain, the one with the newest objectVersion',
    steps: [
      inPowerShell(
        'See them, in PowerShell with the Active Directory module:',
        "Get-ADObject -LDAPFilter '(objectClass=msExchSystemObjectsContainer)' -Properties objectVersion, whenCreated | Format-List DistinguishedName, objectVersion, whenCreated"
      ),
      'Delete the one with the lower objectVersion after an export, if nothing that is used stands in it.'
    ]
  })
]
