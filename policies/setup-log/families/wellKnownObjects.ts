import type { Step } from '../../../judging/policy'
import { inPowerShell, say } from '../../../judging/resolutionSteps'
import { powershell } from '../../../kernel/powershell'
import { allOf, anyOf, code, has, names, not, onError, raised, value } from '../issue'
import type { Evidence, KnownIssue, Owner } from '../knownIssue'
import { kindOfRun } from '../runKind'
import { prepare, runAgain } from '../setupCommands'

const section: Owner = 'exchange-setup-or-preparead-error'

const preparing = 'https://learn.microsoft.com/exchange/plan-and-deploy/prepare-ad-and-domains'

const entry = (found: Evidence): string =>
  value(found, /(?:GUID "|B:\d{1,3}:)([0-9a-fA-F-]{32,36})/, 'that the error names')

const unnamed = 'CN=Microsoft Exchange,CN=Services in the configuration partition'

const container = (found: Evidence): string =>
  value(found, /(CN=Microsoft Exchange,CN=Services,CN=Configuration,(?:DC=[\w-]{1,64},?){1,8})/, unnamed).replace(
    /,$/,
    ''
  )

/** What names the container in a command where the error does not. */
const computed = "('CN=Microsoft Exchange,CN=Services,' + ([ADSI]'LDAP://RootDSE').configurationNamingContext)"

const group = (found: Evidence): string =>
  value(
    found,
    /refers to (?:a|the) group "([^"\n]{1,300})"|["\u00ab\u201c\u201e]([\w.-]{1,200}\/Microsoft Exchange Security Groups\/[^"\u00bb\u201d\n]{1,100})/,
    'the group that the error names'
  )

const backUp = (found: Evidence): Step =>
  inPowerShell(
    'Before any change, write down the attribute, in an elevated PowerShell:',
    container(found) === unnamed
      ? `ldifde -f otherWellKnownObjects.txt -d ${computed} -p base -l otherWellKnownObjects`
      : powershell`ldifde -f otherWellKnownObjects.txt -d ${container(found)} -p base -l otherWellKnownObjects`
  )

const removeDeleted = (found: Evidence, among = ''): Step =>
  say(
    `In ADSI Edit, configuration partition, open ${container(found).replace(' in the configuration partition', '')} and remove from otherWellKnownObjects only the values whose DN holds 0ADEL or CN=Deleted Objects${among}; Microsoft offers SetupAssist.ps1 -OtherWellKnownObjects for that (https://aka.ms/ExSetupAssist).`
  )

/** Well-known objects of the organization, and the containers they stand in. */
export const wellKnownObjects: ReadonlyArray<KnownIssue> = [
  onError(
    anyOf(
      allOf(has('well-known object entry'), has('wrong group type')),
      has('InvalidWKObjectTargetException', 'group type'),
      raised('InvalidWKObjectTargetException')
    ),
    {
      id: 'well-known-object-wrong-group-type',
      title: 'A group of the organization has the wrong type',
      section,
      link: preparing,
      meaning:
        'An entry of the attribute otherWellKnownObjects points to a group that is not a universal security group: somebody ' +
        'changed its type or replaced it.',
      expected: (found) =>
        `${group(found)} to be "Universal, SecurityEnabled"; change its type, and run /PrepareAD again`,
      steps: (found) => [
        backUp(found),
        say(
          `In Active Directory Users and Computers, open ${group(found)} (entry ${entry(found)}) and set the scope Universal and the type Security. If it is universal already, it is mail-enabled: remove that (Disable-DistributionGroup).`
        ),
        say(
          `Only if that group is not the one of Exchange: remove the entry ${entry(found)} from otherWellKnownObjects of ${container(found)}; /PrepareAD then makes the group again.`
        ),
        prepare(found.run, '/PrepareAD'),
        runAgain(found)
      ]
    }
  ),
  onError(
    anyOf(
      has('well-known object entry', 'invalid DN'),
      has('well-known object entry', 'deleted object'),
      has('InvalidWKObjectException'),
      allOf(has('well-known object entry'), names('0ADEL:')),
      allOf(names('0ADEL:'), has('otherWellKnownObjects'))
    ),
    {
      id: 'well-known-object-deleted',
      title: 'An entry of otherWellKnownObjects points to a deleted or invalid object',
      section,
      meaning:
        'A group of Exchange was deleted, and the attribute otherWellKnownObjects of the container Microsoft Exchange still ' +
        'points to it. PrepareAD stops there.',
      expected: (found) =>
        `every entry of otherWellKnownObjects of ${container(found)} to point to an existing group; remove the entry ${entry(found)}, and run /PrepareAD again`,
      steps: (found) => [
        backUp(found),
        removeDeleted(found, `, among them ${entry(found)}`),
        say('Never import the whole attribute without having read it: an import replaces all of it.'),
        prepare(found.run, '/PrepareAD'),
        runAgain(found)
      ]
    }
  ),
  onError(
    allOf(
      has('CreateWKGuid'),
      anyOf(
        raised('AdminLimitExceededException'),
        has('administrative limit for this request was exceeded'),
        code('00002024')
      )
    ),
    {
      id: 'well-known-objects-full',
      title: 'The attribute otherWellKnownObjects takes no more values',
      section,
      link: 'https://learn.microsoft.com/answers/questions/121834',
      meaning:
        'PrepareAD adds its groups to the attribute otherWellKnownObjects of the container Microsoft Exchange. The attribute ' +
        'is full, as a rule of entries of groups that were deleted.',
      expected: (found) =>
        `otherWellKnownObjects of ${container(found)} to hold no entry of a deleted group; remove these, and run /PrepareAD again`,
      steps: (found) => [
        backUp(found),
        removeDeleted(found),
        say('Never import the whole attribute without having read it: an import replaces all of it.'),
        kindOfRun(found.run) === 'prepare' ? runAgain(found) : prepare(found.run, '/PrepareAD')
      ]
    }
  ),
  onError(
    allOf(
      anyOf(
        raised('USGContainerNotFoundException', 'OrgContainerNotFoundException', 'MESOContainerNotFoundException'),
        allOf(
          anyOf(
            names('Microsoft Exchange System Objects'),
            names('Microsoft Exchange Security Groups'),
            has('SystemObjects container'),
            has('Enterprise Organization container')
          ),
          anyOf(
            has('container', 'not found'),
            has('container', "couldn't be found"),
            has('organizational unit', 'not found'),
            has('organizational unit', "couldn't be found"),
            has('No such object', 'container'),
            code('00002030', '0000208D')
          )
        )
      ),
      not(
        anyOf(
          code('00002098', '00000005'),
          has('INSUFF_ACCESS_RIGHTS'),
          has('already exists'),
          names('CN=SystemMailbox')
        )
      )
    ),
    {
      id: 'container-missing',
      title: 'A container or organizational unit of Exchange is missing or moved',
      section,
      link: preparing,
      meaning:
        'Setup looks for Microsoft Exchange Security Groups and Microsoft Exchange System Objects by fixed names; one was ' +
        'deleted, moved, or made twice.',
      expected: 'the containers of Exchange to stand where setup made them; put them back, and run /PrepareAD again',
      steps: (found) => [
        say(
          'In Active Directory Users and Computers with Advanced Features, look for both in each domain, and restore what was deleted from the Active Directory Recycle Bin, with what it held.'
        ),
        prepare(found.run, '/PrepareAD'),
        prepare(found.run, '/PrepareAllDomains'),
        runAgain(found)
      ]
    }
  )
]
