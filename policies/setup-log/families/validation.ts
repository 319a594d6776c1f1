import { inCmd } from '../../../judging/resolutionSteps'
import { known } from '../entry'
import { allOf, anyOf, code, has, not, onEither, value } from '../issue'
import type { Evidence, KnownIssue } from '../knownIssue'
import { machineOf, prepare, runAgain, userOf } from '../setupCommands'

const preparing = 'https://learn.microsoft.com/exchange/plan-and-deploy/prepare-ad-and-domains'

const domain = (found: Evidence): string =>
  value(found, /in the domain ([\w.-]{1,100})/, found.run.schemaMaster ?? 'of the schema master')

const site = (found: Evidence): string => value(found, /and site ([^,\n]{1,100}), and/, 'of the schema master')

const notPrepared = anyOf(
  has('organization-level objects'),
  has('same domain and site as the schema master'),
  has('Enterprise Organization container')
)

const noAnswer = anyOf(
  has('LDAP server is unavailable'),
  has('server is not operational'),
  has('error 0x51 occurred'),
  has('suitability of server'),
  allOf(has('Active Directory server'), has('is not available')),
  has('any domain controller'),
  code('0000200A')
)

const validating = has('validating the state of Active Directory')

/** What setup found when it looked whether the directory is prepared; its message, not the rule, tells why that failed. */
export const validation: ReadonlyArray<KnownIssue> = [
  onEither(
    ['AdInitErrorRule', 'NotInSchemaMasterDomain', 'NotInSchemaMasterSite'],
    anyOf(
      allOf(validating, notPrepared),
      has('same domain and site as the schema master'),
      has('same Active Directory site as the schema master')
    ),
    {
      id: 'active-directory-not-ready',
      title: 'Setup could not validate Active Directory',
      link: preparing,
      meaning:
        'The organization must be prepared (PrepareAD), which setup does only on a computer in the domain and site of the ' +
        'schema master, with an account that may. Or what was prepared there has not replicated here yet.',
      expected: (found) =>
        `the directory to be prepared in the domain ${domain(found)} and the site ${site(found)}; run /PrepareAD there as a ` +
        'member of Enterprise Admins, Domain Admins and Schema Admins, and wait for replication',
      steps: (found) => [
        inCmd(
          `Find the schema master in an elevated Command Prompt (cmd.exe)${found.run.schemaMaster === null ? '' : ` (the log names ${found.run.schemaMaster})`}:`,
          'netdom query fsmo'
        ),
        prepare(
          found.run,
          '/PrepareAD',
          `On a computer in the domain ${domain(found)} and the site ${site(found)}, as a member of Enterprise Admins, Domain Admins and Schema Admins: `
        ),
        inCmd('Wait until all domain controllers have the changes:', 'repadmin /showrepl'),
        runAgain(found)
      ]
    }
  ),
  known({
    id: 'active-directory-no-answer',
    title: 'No domain controller answered when setup validated Active Directory',
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/active-directory/ad-access',
    rules: ['AdInitErrorRule'],
    where: allOf(validating, noAnswer),
    meaning:
      'The domain controller that setup asked did not answer by LDAP: DNS named a wrong or a dead one, a firewall closes ' +
      'ports 389, 3268 or 88, or it is down. What else setup requires of the directory may follow from this.',
    expected: '{machine} to reach a domain controller and global catalog of its site; repair the way there first',
    steps: [
      ({ run }) =>
        inCmd(
          `On ${machineOf(run)}, see which domain controller Windows finds, in an elevated Command Prompt (cmd.exe):`,
          'nltest /dsgetdc: /gc /force'
        ),
      inCmd('On the domain controllers:', 'dcdiag'),
      'Check that {machine} asks only DNS servers of the domain, and that ports 389, 3268 and 88 to the domain controllers are open (Test-NetConnection).'
    ]
  }),
  known({
    id: 'active-directory-not-validated',
    isGeneral: true,
    title: 'Setup could not validate Active Directory',
    link: preparing,
    rules: ['AdInitErrorRule'],
    where: allOf(validating, not(anyOf(notPrepared, noAnswer))),
    meaning: "Setup could not read what it looks for in the directory. The reason is in the rule's own message.",
    expected: 'Active Directory to be readable for {user}; remove what the message names, and run setup again',
    steps: [
      inCmd(
        'See whether the domain controllers are sound, on one of them in an elevated Command Prompt (cmd.exe):',
        'dcdiag'
      ),
      ({ run }) => inCmd(`Check the groups of ${userOf(run)}, in the same way on ${machineOf(run)}:`, 'whoami /groups')
    ]
  })
]
