import { inPowerShell, say } from '../../../judging/resolutionSteps'
import { has, onEither, onRules } from '../issue'
import type { KnownIssue, Owner } from '../knownIssue'
import { inShell } from '../runState'
import { prepare, runAgain } from '../setupCommands'

const section: Owner = 'exchange-setup-or-preparead-error'

const readiness = 'https://learn.microsoft.com/exchange/plan-and-deploy/deployment-ref/readiness-checks'

/** What setup checks of an organization that may share its users with Exchange Online. */
export const hybrid: ReadonlyArray<KnownIssue> = [
  onRules(['HybridIsEnabledAndTenantVersionIsNotUpgraded', 'DidTenantSettingCreatedAnException'], {
    id: 'hybrid',
    title: 'Setup could not check the hybrid organization',
    section,
    link: readiness,
    meaning: 'The organization is hybrid, and setup wants the configuration of the tenant beside it.',
    expected: 'setup to know the tenant; give it the file that Get-OrganizationConfig exported',
    steps: (found) => [
      inPowerShell(
        'In Exchange Online PowerShell:',
        'Get-OrganizationConfig | Export-Clixml -Path MyTenantOrganizationConfig.xml'
      ),
      prepare(found.run, '/PrepareAD /TenantOrganizationConfig:MyTenantOrganizationConfig.xml'),
      runAgain(found)
    ]
  }),
  onEither(['DidOnPremisesSettingCreatedAnException'], has('On-Premises test failed with the message'), {
    id: 'hybrid-check-failed',
    title: "Setup's own check for a hybrid organization failed",
    section,
    link: readiness,
    meaning:
      'To see whether the organization is hybrid, setup compares the domains of its organization relationships with the ' +
      'accepted domains. This check itself failed: where it says that an object reference is not set, as a rule at a ' +
      'relationship without domains.',
    expected:
      'each organization relationship to name domains; correct or remove the one that does not, and run setup again',
    steps: (found) => [
      inShell(found, 'Get-OrganizationRelationship | Format-List Name, Enabled, DomainNames'),
      say(
        'Give the one with empty DomainNames its domains (Set-OrganizationRelationship with -DomainNames), or let a person remove it where nobody uses it.'
      ),
      say(
        'If all have domains, or the message says something else, see that the account may read the relationships and the accepted domains.'
      ),
      runAgain(found)
    ]
  })
]
