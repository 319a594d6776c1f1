import { inCmd, inPowerShell, say } from '../../../judging/resolutionSteps'
import { known } from '../entry'
import { allOf, anyOf, code, has, raised } from '../issue'
import type { KnownIssue, Owner } from '../knownIssue'
import { prepare } from '../setupCommands'
import { directoryObject } from './directoryObject'

const section: Owner = 'exchange-setup-or-preparead-error'

const access = 'https://learn.microsoft.com/exchange/plan-and-deploy/active-directory/ad-access'

const replicate = inCmd(
  'See whether Active Directory replicates, in an elevated Command Prompt (cmd.exe):',
  'repadmin /replsummary'
)

/** What the directory or its schema does not take. */
export const directoryRefusals: ReadonlyArray<KnownIssue> = [
  known({
    id: 'directory-name-bad',
    title: 'The directory refused the name of an object',
    section,
    link: access,
    where: anyOf(code('0000208F'), has('problem 2006 (BAD_NAME)'), has('The object name has bad syntax')),
    meaning:
      'Setup builds the name of an object from that of the organization, a server, a database or a policy. It holds a character or a blank that is not allowed there.',
    expected:
      'the object that setup reads to have a plain name; find it in the lines before the error, rename it, and run setup again',
    steps: [
      'Look in the lines before the error for names with a blank at an end, a comma, a quotation mark, a slash or the like.',
      'Rename that object with the cmdlets of Exchange, and let it replicate.',
      replicate
    ]
  }),
  known({
    id: 'directory-group-scope',
    title: 'A group has a scope that does not take the member',
    section,
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/prepare-ad-and-domains',
    where: anyOf(
      code('00002141', '00002142', '00002143', '0000213C', '0000213F', '00002140'),
      has('A local group cannot have another cross domain local group as a member'),
      has('A global group cannot have a cross-domain member')
    ),
    meaning: 'PrepareAD puts groups into one another; one of the groups of Exchange is no longer a universal one.',
    expected:
      'all groups in Microsoft Exchange Security Groups to be universal security groups; correct the scope, and run /PrepareAD again',
    steps: [
      inPowerShell(
        'List the scope of the groups, in PowerShell with the Active Directory module:',
        "Get-ADGroup -LDAPFilter '(msExchVersion=*)' | Format-Table Name, GroupScope, GroupCategory"
      ),
      'In Active Directory Users and Computers, set the scope Universal and the type Security for the groups of Exchange.'
    ]
  }),
  known({
    id: 'group-holds-database',
    title: 'A group of Exchange holds the database of a mailbox',
    section,
    link: 'https://github.com/microsoft/CSS-Exchange/issues/1792',
    where: has('Property "Database" can only be set for group with type'),
    meaning:
      'A group that setup adds the server to has a value in homeMDB, the attribute of a mailbox. Exchange does not take the group for valid.',
    expected: 'no group of Exchange to have a value in homeMDB; clear it, and run setup again',
    steps: [
      inPowerShell(
        'List the groups that have a value there, in PowerShell with the Active Directory module:',
        "Get-ADObject -LDAPFilter '(&(objectCategory=group)(homeMDB=*))' -Properties homeMDB | Format-List DistinguishedName, homeMDB"
      ),
      (found) => say(`Look first at ${directoryObject(found, 'the groups in Microsoft Exchange Security Groups')}.`),
      'Write the value down. In ADSI Edit, clear homeMDB of the group, and let it replicate.',
      replicate
    ]
  }),
  known({
    id: 'service-principal-name-taken',
    title: 'A service principal name belongs to another account',
    section,
    link: 'https://learn.microsoft.com/troubleshoot/windows-server/windows-security/spn-upn-uniqueness',
    where: anyOf(has('SPN value provided', 'not unique'), allOf(code('000021C7'), has('servicePrincipalName'))),
    meaning: 'Setup registers the names of this server, and another account of the forest holds one of them already.',
    expected:
      'the service principal names of {machine} to belong to its own computer account alone; remove the other entry, and resume setup',
    steps: [
      inCmd('Find the names that stand twice, in an elevated Command Prompt (cmd.exe):', 'setspn -X -F'),
      'Remove the entry from the account that is not {machine} (setspn -D with the name and that account), after writing it down.'
    ]
  }),
  known({
    id: 'schema-master-silent',
    title: 'The schema master does not answer',
    section,
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/prepare-ad-and-domains',
    where: anyOf(
      has('Could not find the schema master'),
      has("schema master domain controller isn't available"),
      has('schema master', 'is not available'),
      has('schema master', 'could not be contacted'),
      allOf(
        has('schema master'),
        anyOf(raised('SchemaMasterDCNotFoundException', 'SchemaMasterDCNotAvailableException'))
      )
    ),
    meaning: 'The schema is changed on one domain controller only; that one is off, out of reach, or gone for good.',
    expected:
      'the schema master to answer {machine}; bring it back, or let another domain controller take the role, and run setup again',
    steps: [
      inCmd('See which one it is, in an elevated Command Prompt (cmd.exe):', 'netdom query fsmo'),
      'If it is gone for good, seize the role on a healthy domain controller (Move-ADDirectoryServerOperationMasterRole with -Force). The old one must never come back.',
      replicate
    ]
  }),
  known({
    id: 'schema-too-old',
    title: 'The schema lacks an attribute or class that setup uses',
    section,
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/prepare-ad-and-domains',
    where: anyOf(
      raised('DSSchemaException', 'SchemaMappingException'),
      has("isn't found in the Active Directory schema"),
      has("couldn't be found in the schema"),
      has('schema', 'needs to be extended')
    ),
    meaning:
      'The schema is older than this version of setup, or its extension has not replicated to the domain controller that setup asks.',
    expected:
      'the schema to be that of this version on all domain controllers; run /PrepareSchema, wait for replication, and run setup again',
    steps: [
      (found) => prepare(found.run, '/PrepareSchema', 'At the schema master, as a member of Schema Admins: '),
      replicate
    ]
  })
]
