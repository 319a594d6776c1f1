import { inPowerShell, say } from '../../../judging/resolutionSteps'
import { onRules } from '../issue'
import type { KnownIssue } from '../knownIssue'
import { machineOf, runAgain } from '../setupCommands'
import { levelRules } from './domainAndSite'

const readiness = 'https://learn.microsoft.com/exchange/plan-and-deploy/deployment-ref/readiness-checks'

const signIn =
  'Sign in with an account of the domain that is a local administrator, and of the groups that the linked page names.'

/** Setup runs on no member of a domain, or by no account of one. */
export const domainMembership: ReadonlyArray<KnownIssue> = [
  onRules(
    ['ComputerNotPartofDomain'],
    {
      id: 'computer-in-no-domain',
      title: 'The computer is in no domain',
      link: readiness,
      meaning:
        'Exchange lives in Active Directory, and this computer is not joined to a domain. Other rules on the domain, the site ' +
        'and the account follow from this.',
      expected: ({ run }) =>
        `${machineOf(run)} to be a member of a domain; join it, sign in with an account of the domain, and run setup again`,
      steps: (found) => [
        say(`Let the network adapter of ${machineOf(found.run)} ask the DNS servers of the domain, and no others.`),
        inPowerShell(
          'Join the domain, in an elevated PowerShell that asks for its name and restarts the computer:',
          "Add-Computer -DomainName (Read-Host 'Domain') -Restart"
        ),
        say(signIn),
        runAgain(found)
      ]
    },
    ['LoggedOntoDomain', 'InvalidADSite', 'CannotAccessAD', ...levelRules]
  ),
  onRules(['LoggedOntoDomain'], {
    id: 'user-of-no-domain',
    title: 'The account that runs setup is a local one',
    link: readiness,
    meaning: 'Setup reads and writes Active Directory, where an account of the computer itself has no rights.',
    expected: 'setup to be run by an account of the domain; sign in with one, and run setup again',
    steps: (found) => [say(signIn), runAgain(found)]
  })
]
