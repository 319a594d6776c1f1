import { inCmd, inPowerShell, say } from '../../../judging/resolutionSteps'
import { anyOf, code, has, onEither, onError, onRules, status, windowsCode } from '../issue'
import type { KnownIssue } from '../knownIssue'
import { machineOf, prepare, runAgain, userOf } from '../setupCommands'
import { directoryObject } from './directoryObject'

const readiness = 'https://learn.microsoft.com/exchange/plan-and-deploy/deployment-ref/readiness-checks'
const preparing = 'https://learn.microsoft.com/exchange/plan-and-deploy/prepare-ad-and-domains'

/** The account may not install servers; where the directory must be prepared as well, that comes first. */
const organizationRules = ['GlobalServerInstall', 'Delegated*']

/** The account that runs setup lacks a group or a right. */
export const permissions: ReadonlyArray<KnownIssue> = [
  onRules(
    [
      'SchemaUpdateRequired',
      'GlobalUpdateRequired',
      'AdUpdateRequired',
      'LocalDomainPrep',
      'PrepareDomainNotAdmin',
      'DomainPrepWithoutADUpdate'
    ],
    {
      id: 'missing-group-membership',
      title: 'The account lacks group memberships that setup needs',
      link: preparing,
      meaning:
        'The schema, the organization or the domain must be prepared for this update, and the account that ran setup ' +
        'is not a member of the groups that may do so.',
      expected: ({ run }) =>
        `${userOf(run)} to be a member of Schema Admins, Enterprise Admins and Organization Management (Domain Admins for ` +
        'the domain), or the directory to be prepared beforehand; have the directory prepared by such an account, and ' +
        'run setup again',
      steps: (found) => [
        prepare(
          found.run,
          '/PrepareSchema',
          'Let an account that is a member of Schema Admins and Enterprise Admins prepare the directory, on a 64-bit ' +
            'computer in the domain and site of the schema master. '
        ),
        prepare(found.run, '/PrepareAD', 'As a member of Enterprise Admins: '),
        prepare(
          found.run,
          '/PrepareAllDomains',
          'As a member of Enterprise Admins, or of Domain Admins of each domain: '
        ),
        inCmd('Wait until Active Directory has replicated the changes:', 'repadmin /showrepl'),
        inCmd(
          `Add ${userOf(found.run)} to Organization Management, and sign in again, so that its token holds the group:`,
          'whoami /groups'
        ),
        runAgain(found)
      ]
    },
    organizationRules
  ),
  onEither(
    organizationRules,
    has("You must use an account that's a member of the Organization Management role group"),
    {
      id: 'not-in-organization-management',
      title: 'The account is not a member of Organization Management',
      link: preparing,
      meaning:
        'The account that ran setup is not a member of Organization Management, or its token does not hold the group yet. ' +
        'Nothing in the log says that the directory must be prepared first.',
      expected: ({ run }) =>
        `${userOf(run)} to be a member of Organization Management; add it, sign in again, and run setup again`,
      steps: (found) => [
        inCmd(`See which groups the token of ${userOf(found.run)} holds:`, 'whoami /groups'),
        say(
          `Let an administrator add ${userOf(found.run)} to Organization Management. Then sign out and in again, or use an account that is a member.`
        ),
        say(
          'For a delegated setup, use an account of Delegated Setup that is not in Domain Admins: setup refuses one that is in both.'
        ),
        runAgain(found)
      ]
    }
  ),
  onError(anyOf(status('SeSecurityPrivilege'), has('Manage auditing and security log'), has('SACL right')), {
    id: 'audit-right-missing',
    title: 'The right "Manage auditing and security log" is missing',
    link: preparing,
    meaning:
      'Exchange servers read security descriptors with their audit lists, for which the group Exchange Servers needs ' +
      'this right on every domain controller. A Group Policy has taken it away.',
    expected:
      'Exchange Servers to hold "Manage auditing and security log" on the domain controllers; restore it in Group Policy',
    steps: (found) => [
      say(
        'In the Default Domain Controllers Policy, under User Rights Assignment, add the group Exchange Servers to ' +
          '"Manage auditing and security log", or run /PrepareDomain again, which does it.'
      ),
      prepare(found.run, '/PrepareDomain'),
      inCmd(`On each domain controller and on ${machineOf(found.run)}, run:`, 'gpupdate /force'),
      runAgain(found)
    ]
  }),
  onEither(
    ['InstallOnDCInADSplitPermissionMode', 'SetADSplitPermissionWhenExchangeServerRolesOnDC'],
    has('ActiveDirectorySplitPermissions', 'split permission'),
    {
      id: 'split-permissions',
      title: 'Split permissions forbid Exchange on a domain controller',
      link: 'https://learn.microsoft.com/exchange/permissions/split-permissions/split-permissions',
      meaning: 'With split permissions of Active Directory no Exchange role may run on a domain controller.',
      expected:
        'Exchange to run on a member server where split permissions are in force; move the role or change the model',
      steps: (found) => [
        say(
          'Install Exchange on a member server, or switch to shared permissions with /PrepareAD /ActiveDirectorySplitPermissions:false.'
        ),
        runAgain(found)
      ]
    }
  ),
  onError(
    anyOf(
      has('INSUFF_ACCESS_RIGHTS'),
      has('Insufficient access rights to perform the operation'),
      has('ADOperationException', 'access is denied'),
      code('00002098', '00000005')
    ),
    {
      id: 'directory-access-denied',
      title: 'Active Directory refused a change for lack of rights',
      link: preparing,
      meaning:
        'The directory denied a write (INSUFF_ACCESS_RIGHTS): the account lacks a group, an object blocks inheritance ' +
        'or denies access, or the object was protected by AdminSDHolder.',
      expected: ({ run }) =>
        `${userOf(run)} to be allowed to write the object that setup changes; restore its rights, and run setup again`,
      steps: (found) => [
        say(
          `Open ${directoryObject(found)} in Active Directory Users and Computers (or ADSI Edit), Security, Advanced. ` +
            'Enable inheritance there and look for Deny entries.'
        ),
        inCmd(
          `Check the groups of ${userOf(found.run)} (Enterprise Admins, Organization Management):`,
          'whoami /groups'
        ),
        prepare(found.run, '/PrepareAD'),
        runAgain(found)
      ]
    }
  ),
  onError(anyOf(has('SecurityAccessDeniedException'), status('AuthorizationManager check failed')), {
    id: 'authorization-manager',
    title: 'PowerShell could not authorize a script of setup',
    link: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_execution_policies',
    meaning:
      'Setup stops WMI for a while; where an execution policy is set by Group Policy, PowerShell then can not check its ' +
      'scripts and refuses them.',
    expected: 'no execution policy to be set by Group Policy during setup; lift it, and run setup again',
    steps: (found) => [
      inPowerShell(
        'In an elevated PowerShell, see what is set (MachinePolicy and UserPolicy should be Undefined):',
        'Get-ExecutionPolicy -List'
      ),
      inCmd(
        'Lift the Group Policy "Turn on Script Execution" for this server for the time of the update, and run:',
        'gpupdate /force'
      ),
      say('Start Windows Management Instrumentation (WinMgmt), if it is stopped or Disabled.'),
      runAgain(found)
    ]
  }),
  onRules(['PowerShellExecutionPolicyCheckSet'], {
    id: 'execution-policy',
    title: 'An execution policy is set by Group Policy',
    link: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_execution_policies',
    meaning:
      'A script execution policy of Group Policy makes setup and Security Updates fail half-way, so setup refuses to begin.',
    expected: 'no execution policy to be set by Group Policy during setup; lift it, and run setup again',
    steps: (found) => [
      inPowerShell(
        'In an elevated PowerShell, run (MachinePolicy and UserPolicy should be Undefined):',
        'Get-ExecutionPolicy -List'
      ),
      inCmd(
        'Lift the Group Policy "Turn on Script Execution" for this server for the time of the update, and run:',
        'gpupdate /force'
      ),
      runAgain(found)
    ]
  }),
  onError(
    anyOf(
      has('ObjectDisposedException', 'CurrentUser'),
      has('account is disabled'),
      has('ADInvalidCredentialException'),
      has('LdapException', 'credential'),
      has('unknown user name or bad password'),
      has('The user name or password is incorrect'),
      has('logon attempt failed', 'Win32Exception'),
      windowsCode('1326', '1331', '1909'),
      code('0x8007052E')
    ),
    {
      id: 'invalid-credentials',
      title: 'The directory did not accept the account',
      link: readiness,
      meaning:
        'A domain controller refused the credentials of the account that runs setup: disabled, locked, expired, or not replicated yet.',
      expected: ({ run }) =>
        `${userOf(run)} to be able to sign in to the domain; repair the account, and run setup again`,
      steps: (found) => [
        say(
          `Check ${userOf(found.run)}: enabled, not locked, password not expired, and sign in again to ${machineOf(found.run)}.`
        ),
        inPowerShell('Check the secure channel in an elevated PowerShell:', 'Test-ComputerSecureChannel'),
        runAgain(found)
      ]
    }
  )
]
