import { directory, type FailureRow, groups, prepare, protocol, response } from './failureRow'

export const directoryFailures: ReadonlyArray<FailureRow> = [
  {
    issue: 'domain-controller-silent',
    says: `${directory}.SuitabilityDirectoryException: Active Directory-Fehler 0x51 beim Prüfen der Eignung von Server 'DC02.contoso.com'.`,
    script: groups,
    ...prepare,
    advice: /DC02\.contoso\.com/
  },
  {
    issue: 'unknown-failure',
    says: `${directory}.SuitabilityDirectoryException: Active Directory-Fehler 0x52 beim Prüfen der Eignung von Server 'DC02.contoso.com'.`,
    script: groups,
    ...prepare
  },
  {
    issue: 'group-member-exists',
    says: `${directory}.ADObjectEntryAlreadyExistsException: Active Directory operation failed on DC01.contoso.com. One or more attribute entries of the object 'CN=Organization Management,OU=Microsoft Exchange Security Groups,DC=contoso,DC=com' already exists. ---> ${protocol}.DirectoryOperationException: The object exists.`,
    script: groups,
    ...prepare,
    advice: /Organization Management/
  },
  {
    issue: 'address-template-without-primary',
    says: 'Microsoft.Exchange.Data.DataValidationException: The e-mail address policy object must have exactly one primary e-mail address with the prefix "X400". Property Name: ',
    script: 'get-EmailAddressPolicy | update-EmailAddressPolicy -UpdateSecondaryAddressesOnly',
    ...prepare,
    advice: /X400/
  },
  {
    issue: 'resource-schema-attribute',
    says: response(
      '00000057',
      'LdapErr: DSID-0C090D11, comment: Error in attribute conversion operation, data 0, v23f0'
    ),
    script: 'install-ResourceConfig -DomainController $RoleDomainController',
    ...prepare
  },
  {
    issue: 'attribute-not-in-schema',
    says: response(
      '00000057',
      'LdapErr: DSID-0C090D11, comment: Error in attribute conversion operation, data 0, v4563'
    ),
    script: 'install-GlobalSettingsContainer',
    ...prepare
  },
  {
    issue: 'discovery-mailbox-rights',
    says: 'Microsoft.Exchange.Data.Common.LocalizedException: Couldn\'t resolve the user or group "contoso.com/Microsoft Exchange Security Groups/Discovery Management." ---> System.SystemException: The trust relationship between the primary domain and the trusted domain failed.',
    script: 'Add-MailboxPermission $dismbx -User $dmRoleGroup.Identity -AccessRights FullAccess',
    advice: /trust/
  },
  {
    issue: 'container-already-exists',
    says: `${directory}.ADObjectAlreadyExistsException: Active Directory operation failed on DC01.contoso.com. The object 'CN=Folder Hierarchies,CN=Exchange Administrative Group (FYDIBOHF23SPDLT),CN=Administrative Groups,CN=Contoso,CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=contoso,DC=com' already exists. ---> ${protocol}.DirectoryOperationException: The object exists.`,
    script: 'install-AdministrativeGroup -DomainController $RoleDomainController',
    ...prepare
  },
  {
    issue: 'domain-controller-silent',
    says: `${directory}.SuitabilityDirectoryException: An Active Directory error 0x51 occurred when trying to check the suitability of server 'DC02.contoso.com'. Error: 'Active directory response: The LDAP server is unavailable.' ---> ${protocol}.LdapException: The LDAP server is unavailable.`,
    script: groups,
    ...prepare,
    advice: /DC02\.contoso\.com/
  },
  {
    issue: 'access-list-too-long',
    says: 'Contoso.TaskException: Length of the access control list exceed the allowed maximum.',
    script: 'initialize-DomainPermissions -CreateTenantRoot:$createTenantRoot',
    ...prepare,
    advice: /Microsoft Exchange System Objects/
  },
  {
    issue: 'directory-object-exists',
    says: `${directory}.ADObjectAlreadyExistsException: Active Directory operation failed on DC01.contoso.com. The object 'CN=Some Thing,CN=Contoso,CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=contoso,DC=com' already exists. ---> ${protocol}.DirectoryOperationException: The object exists.`,
    script: 'New-SomeThing -Name "Some Thing"',
    ...prepare,
    advice: /CN=Some Thing,CN=Contoso/
  },
  {
    issue: 'schema-import-failed',
    says: "Contoso.TaskException: There was an error while running 'ldifde.exe' to import the schema file 'C:\\Windows\\Temp\\ExchangeSetup\\Setup\\Data\\PostWindows2003_schema0.ldf'. The error code is: 8206. More details can be found in the error file: 'C:\\Temp\\ldif.err'",
    script: 'install-ExchangeSchema -LdapFileName x',
    ...prepare,
    advice: /8206 \(busy\)/
  },
  {
    issue: 'group-too-many-links',
    says: `${directory}.AdminLimitExceededException: The administrative limit for this request was exceeded. ---> ${protocol}.DirectoryOperationException: The administration limit on the server was exceeded.`,
    script: groups,
    ...prepare
  },
  {
    issue: 'exsetdata-no-access',
    says: "Microsoft.Exchange.Management.Deployment.ExsetdataException: An error occurred with error code '3221684229' and message 'Access is denied.'.",
    script: 'install-ExsetdataAtom -AtomName SystemAttendant -DomainController $RoleDomainController'
  },
  {
    issue: 'exsetdata-attribute-missing',
    says: "Microsoft.Exchange.Management.Deployment.ExsetdataException: An error occurred with error code '2147950602' and message 'The specified directory service attribute or value does not exist.'.",
    script: 'install-ExsetDataAtom -AtomName OrgLevelCt',
    ...prepare
  },
  {
    issue: 'exsetdata-no-rights-in-organization',
    says: "Microsoft.Exchange.Management.Deployment.ExsetdataException: An error occurred with error code '2147942405' and message 'Access denied.'.",
    script: 'buildToBuildUpgrade-ExsetDataAtom -AtomName OrgLevelCt -DomainController $RoleDomainController',
    ...prepare
  },
  {
    issue: 'name-reference-invalid',
    says: `${directory}.ADConstraintViolationException: Active Directory operation failed on DC01.contoso.com. Additional information: The name reference is invalid.\n~This may be caused by replication latency between Active Directory domain controllers.\n~Active directory response: 000020B5: AtrErr: DSID-03152392, #1: problem 1005 (CONSTRAINT_ATT_TYPE), data 0, Att 200f4 (homeMDB)`,
    script: 'enable-Mailbox -Arbitration -identity $mbxUsers[0]',
    advice: /DomainController/
  },
  {
    issue: 'directory-parent-not-allowed',
    says: response('00002099', 'NameErr: DSID-0305137B, problem 2005 (NAMING_VIOLATION), data 0, best match of:'),
    script: 'set-ExchangeServerRole -Identity $RoleFqdnOrName -IsHubTransportServer:$true'
  },
  {
    issue: 'directory-class-violation',
    says: response('0000207D', 'UpdErr: DSID-0315166D, problem 6002 (OBJ_CLASS_VIOLATION), data 0')
  },
  {
    issue: 'password-policy',
    says: response('0000052D', 'SvcErr: DSID-031A12D2, problem 5003 (WILL_NOT_PERFORM), data 0'),
    ...prepare
  },
  {
    issue: 'directory-access-denied',
    says: response('00000005', 'SecErr: DSID-03152612, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0'),
    ...prepare
  },
  {
    issue: 'directory-access-denied',
    says: response(
      '00002098',
      "SecErr: DSID-03150BB9, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0 'CN=SystemMailbox{1f05a927-d8ad-44c5-9e5d-5f4b1a2b3c4d},CN=Microsoft Exchange System Objects,DC=contoso,DC=com'"
    ),
    script: groups,
    ...prepare
  },
  {
    issue: 'directory-server-unavailable',
    says: `${protocol}.LdapException: The LDAP server is unavailable.`,
    ...prepare
  },
  {
    issue: 'topology-without-connection',
    says: `${directory}.ADTransientException: Failed to create a connection to any of the servers in the topology provider.`,
    script: 'initialize-DomainPermissions -CreateTenantRoot:$createTenantRoot',
    ...prepare,
    advice: /dcdiag/
  }
]
