import { inCmd, inPowerShell, say } from '../../../judging/resolutionSteps'
import { known } from '../entry'
import { allOf, anyOf, code, has, nearby, raised, step } from '../issue'
import type { KnownIssue, Owner } from '../knownIssue'
import { directoryObject } from './directoryObject'

const section: Owner = 'exchange-setup-or-preparead-error'

/** Exsetdata may not read or write what the configuration has of the organization. */
export const organizationRights: ReadonlyArray<KnownIssue> = [
  known({
    id: 'exsetdata-no-rights-in-organization',
    title: 'The account may not read or write all of the organization',
    section,
    link: 'https://learn.microsoft.com/answers/questions/324288',
    where: allOf(
      raised('ExsetdataException'),
      anyOf(has("'2147942405'"), allOf(code('0x80070005'), step('OrgLevelCt')))
    ),
    meaning:
      'Exsetdata was denied access below the container Microsoft Exchange: an object there blocks inheritance or denies the account.',
    expected:
      '{user} to be a member of Enterprise Admins and Organization Management with full rights below Microsoft Exchange; restore them, and run /PrepareAD again',
    steps: [
      (found) =>
        say(`Look at ${directoryObject(found, 'the lines before the error: they name what setup processed')}.`),
      'In ADSI Edit, configuration partition, open CN=Microsoft Exchange,CN=Services, Security, Advanced. Enable inheritance below it, and remove Deny entries.',
      'Sign out and in again, so that the token holds the groups.'
    ]
  }),
  known({
    id: 'exsetdata-organizations-not-read',
    title: 'The account can not read the container of the organization',
    section,
    link: 'https://learn.microsoft.com/answers/questions/1222341',
    where: allOf(
      raised('ExsetdataException'),
      anyOf(has('2147950602'), code('0x8007200A'), has('attribute or value does not exist')),
      nearby('ScGetCountOfOrgsInDomain')
    ),
    meaning:
      'Setup counts the organizations of the forest (ScGetCountOfOrgsInDomain), and the directory shows it no such attribute (0x8007200A). It hides what an account may not read. The schema is checked before, and was in order.',
    expected:
      '{user} to be able to read CN=Microsoft Exchange,CN=Services of the configuration; restore its groups and rights, and run /PrepareAD again',
    steps: [
      inCmd(
        'See whether the token holds Enterprise Admins and Schema Admins, in the window of setup:',
        'whoami /groups'
      ),
      inPowerShell(
        'See who may read the container, in PowerShell with the Active Directory module:',
        'dsacls.exe "CN=Microsoft Exchange,CN=Services,$((Get-ADRootDSE).configurationNamingContext)"'
      ),
      'Look there, and at the objects below and above it, for a Deny entry and for a missing Read of Authenticated Users. Remove the one, restore the other.',
      'A first /PrepareAD of a forest needs the switch /OrganizationName with the name of the organization.'
    ]
  })
]
