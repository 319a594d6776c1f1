import { inCmd, say } from '../../../judging/resolutionSteps'
import { allOf, anyOf, code, has, names, not, onEither, onError, raised, step, value } from '../issue'
import type { Evidence, KnownIssue, Owner } from '../knownIssue'
import { inShell } from '../runState'
import { prepare, runAgain } from '../setupCommands'
import { directoryObject } from './directoryObject'
import { hybrid } from './hybrid'
import { ofEachRole } from './where'

const section: Owner = 'exchange-setup-or-preparead-error'

const preparing = 'https://learn.microsoft.com/exchange/plan-and-deploy/prepare-ad-and-domains'

const attribute = (found: Evidence): string => value(found, /Property Name: (\w{1,60})/, 'the attribute')

/** What the directory holds, refuses, or has not replicated. */
export const activeDirectory: ReadonlyArray<KnownIssue> = [
  onError(
    allOf(
      anyOf(has('ADObjectAlreadyExistsException'), has('already exists')),
      anyOf(names('Mailbox Policies'), step('MailboxPolicy'))
    ),
    {
      id: 'default-policy-exists',
      title: 'A default mailbox policy exists under another spelling',
      section,
      link: preparing,
      meaning:
        'PrepareAD looks for the mailbox policy Default and makes it where it finds none; one of that name is there, but setup ' +
        'does not see it, for a renamed display name, another spelling, or missing rights.',
      expected: 'the default mailbox policy to be named as setup made it; rename it, and run /PrepareAD again',
      steps: (found) => [
        inShell(found, 'Get-OwaMailboxPolicy | Format-List Name, Identity, DistinguishedName'),
        say('Rename the policy to Default, with that spelling, and after PrepareAD back if you must.'),
        prepare(found.run, '/PrepareAD'),
        runAgain(found)
      ]
    }
  ),
  onError(
    allOf(
      anyOf(
        raised('ADObjectAlreadyExistsException'),
        has('ENTRY_EXISTS'),
        has('already exists', 'Active Directory operation failed')
      ),
      not(anyOf(has('replication latency'), has('name reference is invalid'), has('attribute entries')))
    ),
    {
      id: 'directory-object-exists',
      isGeneral: true,
      title: 'An object that setup makes exists already, and setup did not find it',
      section,
      link: preparing,
      meaning:
        'Setup looks for the object by its class and on one domain controller. The one that is there is of another class, ' +
        'may not be read by the account, or has not replicated.',
      expected: 'the object that the error names to be readable and of the class that setup makes; compare it first',
      steps: (found) => [
        say(
          `Open ${value(found, /'(CN=[^']{3,400})'/, 'the object that the error names').replaceAll('\n', '')} in ADSI Edit: see its class, what it holds, and whether the account that runs setup may read it.`
        ),
        inCmd(
          'See whether the domain controllers hold the same, in an elevated Command Prompt (cmd.exe):',
          'repadmin /replsummary'
        ),
        say(
          'Delete it only if it is empty, of a wrong class, and nothing refers to it; export it first (ldifde), for setup then makes it again.'
        ),
        prepare(found.run, '/PrepareAD'),
        runAgain(found)
      ]
    }
  ),
  onError(
    allOf(
      anyOf(raised('ADConstraintViolationException'), has('CONSTRAINT_ATT_TYPE')),
      not(anyOf(has('replication latency'), has('name reference is invalid')))
    ),
    {
      id: 'directory-value-conflict',
      isGeneral: true,
      title: 'Active Directory refused a value',
      section,
      link: preparing,
      meaning: 'An object with that name or value exists already, or the value breaks a rule of the schema.',
      expected: 'no other object to hold the value that setup writes; find and correct it, and run setup again',
      steps: (found) => [
        say(
          'Look for the attribute after "Att" in the directory response, and for objects with the same value on a global catalog.'
        ),
        prepare(found.run, '/PrepareAD'),
        runAgain(found)
      ]
    }
  ),
  onError(
    anyOf(has('DsReplicationConflict'), has('replicat', 'not yet'), has('referral was returned'), code('0000202B')),
    {
      id: 'replication',
      isGeneral: true,
      title: 'Active Directory has not replicated, or has conflicting objects',
      section,
      link: 'https://learn.microsoft.com/troubleshoot/windows-server/active-directory/diagnose-replication-failures',
      meaning:
        'A change that setup made is not on the domain controller that it asks now, or a conflict object (CNF) is beside the right one.',
      expected:
        'all domain controllers to hold the same objects; repair replication, remove conflict objects, and run setup again',
      steps: (found) => [
        inCmd('See where replication fails, in an elevated Command Prompt (cmd.exe):', 'repadmin /replsummary'),
        inCmd('And in full, in the same Command Prompt:', 'repadmin /showrepl'),
        runAgain(found)
      ]
    }
  ),
  onError(
    anyOf(
      has('object has been corrupted'),
      has('DataValidationException'),
      has('CorruptDataException'),
      has('is corrupted', 'inconsistent state'),
      has('InvalidObjectException')
    ),
    {
      id: 'corrupt-object',
      isGeneral: true,
      title: 'An object of Exchange in the directory is not valid',
      section,
      link: preparing,
      meaning:
        'An attribute of an object holds a value that Exchange does not allow, so that setup can not read or write it.',
      expected: (found) =>
        `the object that setup could not use to be valid; correct ${attribute(found)}, and run setup again`,
      steps: (found) => [
        say(
          `Open ${directoryObject(found)} in ADSI Edit, compare ${attribute(found)} with a healthy object of its kind, and correct it after writing down the old value.`
        ),
        runAgain(found)
      ]
    }
  ),
  onEither(
    [
      'RusMissing',
      'InhBlockPublicFolderTree',
      'InconsistentlyConfiguredDomain',
      'OffLineABServerDeleted',
      'SmtpAddressLiteral',
      'DuplicateShortProvisionedName',
      'AdcFound',
      'ServerFQDNMatchesSMTPPolicy'
    ],
    has('RecipientUpdateService'),
    {
      id: 'directory-leftovers',
      title: 'The directory holds left-overs that setup refuses',
      section,
      link: 'https://learn.microsoft.com/exchange/plan-and-deploy/deployment-ref/readiness-checks',
      meaning: 'Objects of removed servers, an address list without server, or a recipient policy block setup.',
      expected: 'the directory to be free of what the rule names; remove or correct it',
      steps: (found) => [
        say('Follow the page of the rule that the log links, and correct the object that it names.'),
        runAgain(found)
      ]
    }
  ),
  onEither(
    [
      'E12*',
      'E14*',
      'E15*',
      'E16*',
      'E19*',
      'Exchange2000or2003PresentInOrg',
      'Exchange2013AnyOnExchange2010Server',
      'AllServersOfHigherVersionRule',
      ...ofEachRole('UpgradeMinVersionBlock'),
      'ExchangeVersionBlock'
    ],
    anyOf(has('coexistence', 'minimum version'), has('servers in the organization must be upgraded to Exchange')),
    {
      id: 'older-servers',
      title: 'An older server in the organization, or on this computer, can not stay beside this version',
      link: 'https://learn.microsoft.com/exchange/plan-and-deploy/supportability-matrix',
      meaning: 'This version can not coexist with, or be installed over, the older version that setup found.',
      expected: 'all servers to be of versions that may coexist with this one; update or remove the older ones first',
      steps: (found) => [
        inShell(found, 'Get-ExchangeServer | Format-Table Name, AdminDisplayVersion'),
        say('Remove server objects that are only left over, by removing Exchange properly.'),
        runAgain(found)
      ]
    }
  ),
  ...hybrid
]
