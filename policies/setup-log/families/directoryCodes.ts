import { inCmd, inPowerShell, say } from '../../../judging/resolutionSteps'
import { known } from '../entry'
import { allOf, anyOf, code, has, modeOrUntold, not, raised, step, value, when } from '../issue'
import type { Evidence, KnownIssue, Owner } from '../knownIssue'
import { prepare } from '../setupCommands'
import { testPorts } from './where'

const section: Owner = 'exchange-setup-or-preparead-error'

const responses = 'https://learn.microsoft.com/windows/win32/debug/system-error-codes--8200-8999-'

const lost = (found: Evidence): string =>
  value(
    found,
    /Active Directory server ([\w-]{1,63}(?:\.[\w-]{1,63}){1,8}) is not available|operation failed on ([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})/,
    'the domain controller that the log names'
  )

/** The domain below which the directory found nothing of an object's path, as DNS writes it; empty where it found more. */
const domainOfBestMatch = (text: string): string => {
  const [, path = ''] = /best\s{1,4}match\s{1,4}of:\s{0,4}'((?:DC=[\w-]{1,63},?){2,8})'/i.exec(text) ?? []
  return path.replace(/,?DC=/gi, '.').replace(/^\./, '')
}

const showReplication = inCmd(
  'See whether Active Directory replicates, in an elevated Command Prompt (cmd.exe):',
  'repadmin /showrepl'
)

/** What a domain controller answers, by its own codes. */
export const directoryCodes: ReadonlyArray<KnownIssue> = [
  known({
    id: 'directory-parent-not-allowed',
    title: 'The directory does not allow the object below its parent',
    section,
    link: 'https://learn.microsoft.com/windows/win32/adschema/a-possuperiors',
    where: anyOf(
      allOf(code('00002099'), has('NAMING_VIOLATION')),
      has('parent is not on the list of possible superiors')
    ),
    meaning:
      'The schema on this domain controller does not let the object stand below its parent: the schema extension of this version has not arrived there, or is incomplete.',
    expected: 'all domain controllers to have the schema of this version; replicate or extend it, and run setup again',
    steps: [
      showReplication,
      'Run /PrepareSchema from this medium at the schema master, and wait until all domain controllers have it.'
    ]
  }),
  known({
    id: 'domain-lacks-object',
    isGeneral: true,
    title: 'A domain lacks an object that setup looks for',
    section,
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/prepare-ad-and-domains',
    where: allOf(
      anyOf(code('0000208D'), has('NO_OBJECT')),
      when(({ error }) => domainOfBestMatch(error.message) !== ''),
      modeOrUntold('install', 'upgrade', 'recover')
    ),
    meaning:
      'Of the path of the object only the domain itself exists. As a rule this domain is not prepared, or what preparing made has not replicated, or it was made in another domain.',
    expected: (found) =>
      `the domain ${domainOfBestMatch(found.text)} to be prepared; prepare the root domain and then this one, let both replicate, and run setup again`,
    steps: [
      (found) =>
        prepare(
          found.run,
          '/PrepareAD',
          'In the root domain, in the site of the schema master, as a member of Enterprise Admins and Schema Admins: '
        ),
      (found) =>
        prepare(
          found.run,
          `/PrepareDomain:${domainOfBestMatch(found.text)}`,
          'Then that domain, as a member of its Domain Admins and of Organization Management: '
        ),
      showReplication
    ]
  }),
  known({
    id: 'directory-class-violation',
    title: 'The directory found an object against the rules of its class',
    section,
    link: responses,
    where: anyOf(code('0000207D'), has('OBJ_CLASS_VIOLATION')),
    meaning:
      'An object lacks an attribute that its class demands, or holds one that it may not hold; as a rule the schema is older than setup.',
    expected: 'the schema to fit this version on all domain controllers; replicate or extend it, and run setup again',
    steps: [
      showReplication,
      'Run /PrepareSchema from this medium at the schema master, and wait until all domain controllers have it.'
    ]
  }),
  known({
    id: 'attribute-not-in-schema',
    title: 'A domain controller does not know an attribute that setup writes',
    section,
    link: responses,
    where: allOf(
      anyOf(
        has('Error in attribute conversion operation'),
        has('requested attribute does not exist'),
        code('0000200A')
      ),
      when(({ error }) => error.script !== null),
      not(step('install-ResourceConfig')),
      not(raised('ExsetdataException'))
    ),
    meaning:
      'The schema on the domain controller that setup uses lacks an attribute of this version, or names it otherwise.',
    expected: 'the schema of this version to be on that domain controller; replicate or extend it, and run setup again',
    steps: [
      showReplication,
      'Run /PrepareSchema from this medium at the schema master, and wait until all domain controllers have it.'
    ]
  }),
  known({
    id: 'password-policy',
    title: 'The password policy of the domain refuses an account that setup makes',
    section,
    link: 'https://learn.microsoft.com/windows/security/threat-protection/security-policy-settings/password-policy',
    where: anyOf(
      code('0000052D'),
      has('does not meet the password policy requirements'),
      has('does not meet the length, complexity, or history requirement')
    ),
    meaning:
      'Setup makes accounts for system mailboxes with a long random password. A password filter or policy of the domain refused it.',
    expected:
      'the password policy to accept the accounts of setup; loosen the filter for the time of setup, and run it again',
    steps: [
      'Look for a password filter of another maker on the domain controllers (Notification Packages below the key Lsa), and exempt the Users container for the time of setup.',
      inPowerShell(
        'See the policy of the domain, in PowerShell with the Active Directory module:',
        'Get-ADDefaultDomainPasswordPolicy'
      )
    ]
  }),
  known({
    id: 'directory-wants-signing',
    title: 'The domain controllers want signed connections',
    link: 'https://learn.microsoft.com/troubleshoot/windows-server/active-directory/enable-ldap-signing-in-windows-server',
    where: anyOf(code('00002028'), has('requires binds to turn on integrity checking')),
    meaning: 'LDAP signing is demanded, and a client, proxy or load balancer between did not sign.',
    expected:
      '{machine} to speak to the domain controllers directly, with signing; correct the policy or the way, and run setup again',
    steps: [
      'Let the server reach the domain controllers without a proxy or load balancer for LDAP.',
      'Set "Network security: LDAP client signing requirements" to Negotiate signing on {machine}.'
    ]
  }),
  known({
    id: 'directory-logon-refused',
    title: 'A domain controller refused the account or its password',
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/deployment-ref/readiness-checks',
    where: anyOf(
      allOf(code('80090308', '8009030C'), has('AcceptSecurityContext error')),
      has('The supplied credential is invalid')
    ),
    meaning:
      'The domain controller did not accept the account: wrong or changed password, locked, expired, or the secure channel of the computer is broken.',
    expected:
      '{user} and the computer {machine} to be accepted by the domain; repair the account or the secure channel, and run setup again',
    steps: [
      'Sign out, and sign in again with {user}, so that it holds a fresh ticket.',
      inPowerShell('Check the secure channel, in an elevated PowerShell:', 'Test-ComputerSecureChannel'),
      'Compare the clock of {machine} with that of the domain controller: five minutes are the most that Kerberos bears.'
    ]
  }),
  known({
    id: 'computer-trust-broken',
    title: 'The computer has lost its trust relationship with the domain',
    link: 'https://learn.microsoft.com/troubleshoot/windows-server/windows-security/trust-relationship-workstation-primary-domain-failed',
    where: anyOf(
      has('trust relationship between this workstation and the primary domain failed'),
      code('1789', '0x800706FD')
    ),
    meaning:
      'The password of the computer account differs on the computer and in the directory, as after a restored snapshot.',
    expected: 'the secure channel of {machine} to be sound; repair it, restart, and run setup again',
    steps: [
      inPowerShell(
        'In an elevated PowerShell, with an account that may reset it:',
        'Test-ComputerSecureChannel -Repair -Credential (Get-Credential)'
      ),
      'Restart {machine}.'
    ]
  }),
  known({
    id: 'directory-server-unavailable',
    title: 'The domain controller went away while setup worked',
    link: 'https://exchangemaster.wordpress.com/2015/03/',
    where: allOf(
      anyOf(has('The LDAP server is unavailable'), has('The server is not operational'), code('0x8007203A')),
      not(has('0x52'))
    ),
    meaning:
      'The connection to a domain controller broke, or none listened there: it restarted, its lsass.exe crashed, or a firewall ended the connection.',
    expected: 'the domain controller to stay up and to be reachable; see why it was not, and run setup again',
    steps: [
      (found) =>
        say(
          `On ${lost(found)}, read the System and Application logs of that minute: restart, or Application Error of lsass.exe (0xc0000005). If it crashed, update it.`
        ),
      (found) => testPorts(found, lost(found))
    ]
  }),
  known({
    id: 'topology-without-connection',
    title: 'Setup got no connection to any domain controller',
    link: 'https://learn.microsoft.com/answers/questions/284723',
    where: allOf(
      has('Failed to create a connection to any of the servers in the topology provider'),
      modeOrUntold('prepare')
    ),
    meaning:
      'Preparing a domain needs a domain controller and a global catalog of each domain in reach; none answered.',
    expected: 'a domain controller with a global catalog to answer; find why none does, and run setup again',
    steps: [
      inCmd('Test DNS and the ports (389, 3268), in an elevated Command Prompt (cmd.exe):', 'nltest /dsgetdc: /gc'),
      inCmd('Then in the same Command Prompt:', 'dcdiag /test:dns'),
      showReplication
    ]
  })
]
