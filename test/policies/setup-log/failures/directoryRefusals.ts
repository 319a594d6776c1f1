import { directory, type FailureRow, groups, prepare, protocol, response, tasks } from './failureRow'

/** Answers of Active Directory and faults of its objects. */
export const refusalFailures: ReadonlyArray<FailureRow> = [
  {
    issue: 'container-missing',
    says: 'Microsoft.Exchange.Management.Tasks.USGContainerNotFoundException: The Exchange Universal Security Groups container could not be found.',
    script: groups,
    ...prepare
  },
  {
    issue: 'container-missing',
    says: 'Microsoft.Exchange.Management.Tasks.MESOContainerNotFoundException: Microsoft Exchange System Objects container is not found in domain contoso.com.',
    script: 'initialize-DomainPermissions',
    ...prepare
  },
  {
    issue: 'arbitration-mailbox-upn-not-unique',
    says: response(
      '000021C8',
      'AtrErr: DSID-03200EA7, #1:\n0: 000021C8: DSID-03200EA7, problem 1005 (CONSTRAINT_ATT_TYPE), data 0, Att 90290 (userPrincipalName)'
    ).replace(
      'it failed.',
      'The operation failed because UPN value provided for addition/modification is not unique forest-wide.'
    ),
    script: 'enable-Mailbox -Arbitration -Identity $mbx',
    advice: /UPN|userPrincipalName/
  },
  {
    issue: 'directory-tools-missing',
    says: 'System.ComponentModel.Win32Exception (0x80004005): The system cannot find the file specified',
    script: "install-ExchangeSchema -LdapFileName ($roleInstallPath + 'Setup\\Data\\PostWindows2003_schema0.ldf')",
    ...prepare,
    advice: /RSAT-ADDS/
  },
  {
    issue: 'no-suitable-domain-controller',
    says: `${directory}.NoSuitableServerFoundException: The Microsoft Exchange Active Directory Topology service on server localhost did not return a suitable domain controller.`
  },
  {
    issue: 'no-suitable-domain-controller',
    says: `${directory}.SuitabilityDirectoryException: No Minimal Required Number of Suitable Directory Servers Found in Forest contoso.com Site Default-First-Site-Name and connected Sites.`
  },
  {
    issue: 'domain-controller-host-name',
    says: 'System.ArgumentOutOfRangeException: Length cannot be less than zero. Parameter name: length\n   at Microsoft.Exchange.Management.Common.DirectoryCommon.IsRODCType(ADServer server)',
    script: 'initialize-DomainPermissions -AllDomains:$true',
    ...prepare
  },
  {
    issue: 'audit-right-missing',
    says: "System.Security.AccessControl.PrivilegeNotHeldException: The process does not possess the 'SeSecurityPrivilege' privilege which is required for this operation."
  },
  {
    issue: 'invalid-credentials',
    says: `${directory}.ADInvalidCredentialException: Active Directory operation failed on DC01.contoso.com. The supplied credential for 'CONTOSO\\admin' is invalid. ---> ${protocol}.LdapException: The supplied credential is invalid.`
  },
  {
    issue: 'default-policy-exists',
    says: `${directory}.ADObjectAlreadyExistsException: Active Directory operation failed on DC01.contoso.com. The object 'CN=Default,CN=Mobile Mailbox Policies,CN=Contoso,CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=contoso,DC=com' already exists.`,
    script: "new-MobileDeviceMailboxPolicy -Name 'Default' -IsDefault $true",
    ...prepare
  },
  {
    issue: 'directory-value-conflict',
    says: `${directory}.ADConstraintViolationException: An Active Directory Constraint Violation error occurred on DC01.contoso.com. Additional information: The value is out of range.\n~Active directory response: 00002082: AtrErr: DSID-031513AA, #1: 0: 00002082: DSID-031513AA, problem 1005 (CONSTRAINT_ATT_TYPE), data 0, Att 90293 (displayName):len 512`
  },
  {
    issue: 'replication',
    says: `${directory}.ADReferralException: An Active Directory referral error occurred on DC01.contoso.com. A referral was returned from the server.\n~Active directory response: 0000202B: RefErr: DSID-031007EF, data 0, 1 access points ref 1: 'child.contoso.com'`
  },
  {
    issue: 'object-not-found',
    says: `${tasks}.ManagementObjectNotFoundException: The operation couldn't be performed because object 'Contoso Marketing' couldn't be found on 'DC01.contoso.com'.`,
    script: 'Set-Something -Identity $x'
  },
  {
    issue: 'security-groups-unit-gone',
    says: 'System.NullReferenceException: Object reference not set to an instance of an object.\n   at Microsoft.Exchange.Management.Tasks.InitializeExchangeUniversalGroups.CreateOrMoveEWPGroup(ADGroup ewp, ADOrganizationalUnit usgContainer)',
    script: groups,
    ...prepare
  },
  {
    issue: 'admin-sd-holder-null',
    says: "System.NullReferenceException: Object reference not set to an instance of an object, read object 'CN=AdminSDHolder,CN=System,DC=contoso,DC=com'.",
    script: 'initialize-DomainPermissions -AllDomains:$true',
    ...prepare
  },
  {
    issue: 'root-domain-not-found-by-dns',
    says: `${directory}.CannotGetDomainInfoException: The specified domain either does not exist or could not be contacted.`,
    script: 'Add-RoutingGroupMember -DomainController $RoleDomainController'
  },
  { issue: 'directory-names-mismatch', says: 'System.ArgumentException: DNString length mismatch' },
  {
    issue: 'shared-config-controller',
    says: 'System.Exception: Unable to set shared config DC. ---> Microsoft.Exchange.Data.Directory.ADTransientException: The number of suitable servers is below MinSuitableServer.'
  },
  {
    issue: 'computers-container-renamed',
    says: response(
      '00002030',
      "NameErr: DSID-03152E0D, problem 2001 (NO_OBJECT), data 0, best match of: 'CN=Computers,DC=contoso,DC=com'"
    ),
    script: 'initialize-DomainPermissions',
    ...prepare
  },
  {
    issue: 'monitoring-container-denied',
    says: `${response('00002098', 'SecErr: DSID-03150F94, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0')}\n   at Microsoft.Exchange.Management.Tasks.InitializeDomainPermissions.CreateMonitoringMailboxContainer()`,
    script: 'initialize-DomainPermissions',
    ...prepare
  },
  {
    issue: 'system-objects-twice',
    says: `${directory}.ADResultsNotUniqueException: More than one object matches 'CN=Microsoft Exchange System Objects,DC=contoso,DC=com'.`,
    script: 'initialize-DomainPermissions',
    ...prepare
  },
  {
    issue: 'secondary-object-conflict',
    says: `${tasks}.ManagementObjectAmbiguousException: The operation couldn't be performed because 'Organization Management' matches multiple entries, one of them 'CN=Organization Management\\0ACNF:0f5f6b1c-8a3e-4b8d-9a5e-2f1d3c4b5a69,OU=Microsoft Exchange Security Groups,DC=contoso,DC=com'.`,
    script: groups,
    ...prepare
  },
  {
    issue: 'directory-wants-signing',
    says: response(
      '00002028',
      'LdapErr: DSID-0C090202, comment: The server requires binds to turn on integrity checking if SSL\\TLS are not already active on the connection, data 0, v1db1'
    )
  },
  {
    issue: 'directory-logon-refused',
    says: response('80090308', 'LdapErr: DSID-0C09042A, comment: AcceptSecurityContext error, data 52e, v2580')
  }
]
