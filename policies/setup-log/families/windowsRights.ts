import { inCmd, say } from '../../../judging/resolutionSteps'
import { anyOf, code, has, onError, onRules, windowsCode } from '../issue'
import type { KnownIssue } from '../knownIssue'
import { machineOf, runAgain, userOf } from '../setupCommands'

const readiness = 'https://learn.microsoft.com/exchange/plan-and-deploy/deployment-ref/readiness-checks'

/** Rights on the computer itself that the account lacks. */
export const windowsRights: ReadonlyArray<KnownIssue> = [
  onError(
    anyOf(
      has('A required privilege is not held by the client'),
      has('The requested operation requires elevation'),
      windowsCode('1314', '740'),
      code('0x80070522', '0x800702E4')
    ),
    {
      id: 'windows-right-missing',
      title: 'The account lacks a right of Windows that setup needs',
      link: readiness,
      meaning:
        'The window was not elevated, or a Group Policy has taken a user right away from Administrators, such as to back up, restore, debug or take ownership.',
      expected: ({ run }) =>
        `${userOf(run)} to hold all rights of an administrator in an elevated window; see which is missing, and run setup again`,
      steps: (found) => [
        inCmd('List the rights of the account, in an elevated Command Prompt (cmd.exe):', 'whoami /priv'),
        say(
          'Compare it with a server on which setup works. Correct the Group Policy (User Rights Assignment) that takes the right away.'
        ),
        runAgain(found)
      ]
    }
  ),
  onRules(['NotLocalAdmin'], {
    id: 'not-local-administrator',
    title: 'Setup was not run by an elevated local administrator',
    link: readiness,
    meaning: 'The account is no member of the local Administrators group, or the window was not elevated.',
    expected: ({ run }) =>
      `${userOf(run)} to be a local administrator in an elevated window; elevate, and run setup again`,
    steps: (found) => [
      say(`Add ${userOf(found.run)} to the local Administrators of ${machineOf(found.run)}, and sign in again.`),
      runAgain(found)
    ]
  })
]
