import { directory, type FailureRow, groups, prepare, protocol, response, tasks } from './failureRow'

const read = (object: string): string =>
  `[2] Used domain controller DC01.contoso.com to read object ${object},DC=contoso,DC=com.`

/** Failures whose object the lines before the error or the script name, not the error itself. */
export const namedFailures: ReadonlyArray<FailureRow> = [
  {
    issue: 'group-holds-database',
    says: 'Microsoft.Exchange.Data.DataValidationException: Property "Database" can only be set for group with type "NonUniversalGroup".',
    script: 'add-ExchangeServerGroupMember -DomainController $RoleDomainController',
    before: [
      read('CN=Exchange Install Domain Servers,CN=Microsoft Exchange System Objects'),
      read('CN=Exchange Servers,OU=Microsoft Exchange Security Groups')
    ],
    advice: /homeMDB[\s\S]*CN=Exchange Servers,OU=Microsoft Exchange Security Groups,DC=contoso,DC=com/
  },
  {
    issue: 'corrupt-object',
    says: 'Microsoft.Exchange.Data.DataValidationException: The value is not valid. Property Name: OddValue',
    before: [read('CN=Default Policy,CN=Recipient Policies')],
    advice: /Open CN=Default Policy,CN=Recipient Policies,DC=contoso,DC=com \(the last object before the error/
  },
  {
    issue: 'directory-access-denied',
    says: response('00000005', 'SecErr: DSID-03152610, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0'),
    script: 'initialize-DomainPermissions -CreateTenantRoot:$createTenantRoot',
    before: [read('CN=Microsoft Exchange System Objects')],
    ...prepare,
    advice: /Open CN=Microsoft Exchange System Objects,DC=contoso,DC=com/
  },
  {
    issue: 'directory-access-denied',
    says: `${directory}.ADOperationException: Active Directory operation failed on DC01.contoso.com. The object 'CN=First,CN=Servers,DC=contoso,DC=com' can't be written. ---> ${protocol}.DirectoryOperationException: The user has insufficient access rights. 00000005: SecErr: DSID-03152610, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0`,
    before: [read('CN=Second,CN=Servers')],
    advice: /Open CN=First,CN=Servers,DC=contoso,DC=com in/,
    never: /Second/
  },
  {
    issue: 'canned-roles',
    says: 'System.Collections.Generic.KeyNotFoundException: The given key was not present in the dictionary.',
    script: 'install-CannedRbacRoleAssignments -DomainController $RoleDomainController',
    before: [read('CN=Odd Role-Odd Group,CN=Role Assignments,CN=RBAC')],
    ...prepare,
    advice: /Look first at CN=Odd Role-Odd Group,CN=Role Assignments/
  },
  {
    issue: 'directory-server-unavailable',
    says: `${directory}.ADTransientException: Active Directory server FSMO1.contoso.com is not available. Error message: Active directory response: The LDAP server is unavailable.`,
    script: 'install-RbacContainer -DomainController $RoleDomainController',
    ...prepare,
    advice: /On FSMO1\.contoso\.com, read[\s\S]*Test-NetConnection -ComputerName 'FSMO1\.contoso\.com' -Port 389/,
    never: /in the place of DC/
  },
  {
    issue: 'directory-server-unavailable',
    says: `${directory}.ADTransientException: Active directory response: The LDAP server is unavailable.`,
    advice: /in the place of DC/
  },
  {
    issue: 'domain-controller-silent',
    says: `${directory}.SuitabilityDirectoryException: An Active Directory error 0x51 occurred when trying to check the suitability of server 'DC02.contoso.com'.`,
    advice: /-ComputerName 'DC02\.contoso\.com' -Port 3268/,
    never: /in the place of DC/
  },
  {
    issue: 'no-domain-controller-in-domain',
    says: `${directory}.ADTransientException: Could not find any available Domain Controller in domain DC=child,DC=contoso,DC=com.`,
    advice: /dsgetdc:child\.contoso\.com \/force/,
    never: /DOMAIN/
  },
  {
    issue: 'well-known-objects-full',
    says: `${directory}.AdminLimitExceededException: The administrative limit for this request was exceeded.\n   at Microsoft.Exchange.Management.Tasks.InitializeExchangeUniversalGroups.CreateWKGuid(IConfigurationSession session)`,
    script: groups,
    ...prepare,
    advice: /otherWellKnownObjects[\s\S]*CN=Deleted Objects[\s\S]*\/PrepareAD/,
    never: /\/m:upgrade/
  },
  {
    issue: 'group-too-many-links',
    says: `${directory}.AdminLimitExceededException: The administrative limit for this request was exceeded.`,
    script: groups,
    before: [read('CN=Exchange Servers,OU=Microsoft Exchange Security Groups')],
    ...prepare,
    advice: /CN=Exchange Servers,OU=Microsoft Exchange Security Groups/,
    never: /otherWellKnownObjects/
  },
  {
    issue: 'resource-schema-attribute',
    says: response(
      '00000057',
      'LdapErr: DSID-0C090B38, comment: Error in attribute conversion operation, data 0, vece'
    ),
    script: 'install-ResourceConfig -DomainController $RoleDomainController',
    ...prepare,
    advice: /cn=ms-Exch-Resource-Property-Schema/
  },
  {
    issue: 'discovery-mailbox-rights',
    says: 'Microsoft.Exchange.Data.Common.LocalizedException: Couldn\'t resolve the user or group "contoso.com/Microsoft Exchange Security Groups/Discovery Management." ---> System.SystemException: The trust relationship between the primary domain and the trusted domain failed.',
    script: 'Add-MailboxPermission $dismbx -User $dmRoleGroup.Identity -AccessRights FullAccess',
    advice: /Test-ComputerSecureChannel[\s\S]*SamAccountName[\s\S]*delete the account/
  },
  {
    issue: 'monitoring-container-denied',
    says: `${response('00000005', 'SecErr: DSID-03152612, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0')}\n   at Microsoft.Exchange.Management.Tasks.InitializeDomainPermissions.CreateMonitoringMailboxContainer(MesoContainer meso)`,
    script: 'initialize-DomainPermissions',
    ...prepare,
    advice: /\/PrepareAD/,
    never: /\/PrepareDomain/
  },
  {
    issue: 'system-mailbox-migrated',
    says: `${tasks}.RecipientTaskException: Enable-Mailbox on this mail user is disallowed because the mailbox has been migrated.`,
    script:
      '$mailboxId = "SystemMailbox{D0E409A0-AF9B-4720-92FE-AAC869B0D201}"; Enable-Mailbox -Arbitration -Identity $mailboxUsers[0]',
    advice: /account SystemMailbox\{D0E409A0-AF9B-4720-92FE-AAC869B0D201\}/
  }
]
