import { inCmd, say } from '../../../judging/resolutionSteps'
import { both, either, has, not, onError, step, value } from '../issue'
import type { Evidence, KnownIssue } from '../knownIssue'
import { inShell, makesServer, sayInShell } from '../runState'
import { machineOf, runAgain } from '../setupCommands'
import { raised } from './where'

const link = 'https://learn.microsoft.com/exchange/clients/default-virtual-directory-settings'

const directory = (found: Evidence): string =>
  value(
    found,
    /object '([^'\n]{3,200})'/,
    value(
      found,
      /"([^"\n]{1,80}\\[^"\n]{1,120}\((?:Exchange Back End|Default Web Site)\))"/,
      'the virtual directory that the error names'
    )
  )

const saysVirtualDirectory = either(
  has('VirtualDirectory'),
  has('virtual directory'),
  has('(Exchange Back End)'),
  has('(Default Web Site)')
)

/** Of a server that is only being made nothing can be written down, and the cmdlets do not work there yet. */
const madeBySetup =
  'Setup itself makes the virtual directories of a new or recovered server: do not make them by hand, but find in the log, above the error, what kept it from doing so.'

const notFound = either(has("couldn't be found"), raised('ManagementObjectNotFoundException'))

/** What a step on a virtual directory did not find may be another object. */
const isVirtualDirectory = either(saysVirtualDirectory, both(step('VirtualDirectory'), not(notFound)))

/** Virtual directories. */
export const virtualDirectories: ReadonlyArray<KnownIssue> = [
  onError(both(saysVirtualDirectory, notFound), {
    id: 'virtual-directory-missing',
    title: 'A virtual directory is missing in Active Directory',
    link,
    meaning:
      'Setup changes a virtual directory whose object in Active Directory does not exist, though IIS may have it: it was removed, or its creation failed in an earlier try.',
    expected: (found) =>
      `the virtual directory ${directory(found)} to exist; ${makesServer(found.run) ? 'find what kept setup from making it' : 'create it anew'}, and resume setup`,
    steps: (found) => [
      inShell(
        found,
        'Get-OwaVirtualDirectory -ADPropertiesOnly | Format-List Identity, Server, WebSite',
        'and so for Ecp, WebServices, ActiveSync, Oab, PowerShell, Mapi, Autodiscover'
      ),
      ...(makesServer(found.run)
        ? [say(madeBySetup)]
        : [
            say(
              `Create ${directory(found)} with its New-…VirtualDirectory cmdlet, -Role Mailbox for the site Exchange Back End and -Role ClientAccess for the Default Web Site; if IIS still has it, remove it there first (Remove-…VirtualDirectory, or in IIS Manager after a backup with appcmd add backup).`
            )
          ]),
      runAgain(found)
    ]
  }),
  onError(
    both(
      isVirtualDirectory,
      either(
        has('already exists'),
        has('ObjectAlreadyExists'),
        has('multiple objects'),
        has('matches multiple'),
        has('System.Object[]')
      )
    ),
    {
      id: 'virtual-directory-twice',
      title: 'A virtual directory exists more than once',
      link,
      meaning:
        'More than one object, or a left-over in IIS, goes by the name of a virtual directory that setup makes or changes.',
      expected: (found) => `${directory(found)} to exist once; remove the one that is too many`,
      steps: (found) => [
        sayInShell(
          found,
          'list them with Get-…VirtualDirectory -ADPropertiesOnly, and remove the duplicate after writing down its settings.'
        ),
        runAgain(found)
      ]
    }
  ),
  onError(
    both(
      isVirtualDirectory,
      either(has('cannot bind argument'), has('RequireSSL'), has('is null'), has('null or empty'))
    ),
    {
      id: 'virtual-directory-without-values',
      title: 'Settings of a virtual directory could not be read',
      link,
      meaning:
        'Setup read the settings of a virtual directory and got none: it is missing in IIS or in Active Directory, or IIS does not answer.',
      expected: ({ run }) =>
        `all virtual directories of the server to be complete; ${makesServer(run) ? 'find what kept setup from making them' : 'recreate the one that is not'}, and resume setup`,
      steps: (found) => [
        say(
          `On ${machineOf(found.run)}, compare IIS Manager with Get-…VirtualDirectory -ADPropertiesOnly for Owa, Ecp, WebServices, ActiveSync, Oab, PowerShell and Mapi.`
        ),
        say(makesServer(found.run) ? madeBySetup : 'Recreate the one that stands on one side only.'),
        runAgain(found)
      ]
    }
  ),
  onError(either(has('RequireSSL'), has('ClientAccessComponent', 'cannot bind argument')), {
    id: 'iis-values-missing',
    title: 'Setup read no value from IIS',
    link,
    meaning:
      'A parameter that setup fills from IIS was empty: a site, application or virtual directory that it expects is missing there.',
    expected:
      'the sites Default Web Site and Exchange Back End to be complete; recreate what is missing, and resume setup',
    steps: (found) => [
      inCmd('In an elevated Command Prompt (cmd.exe):', '%windir%\\System32\\inetsrv\\appcmd list app'),
      say('Compare with a healthy server of the same version, and recreate what lacks.'),
      runAgain(found)
    ]
  }),
  onError(isVirtualDirectory, {
    id: 'virtual-directory',
    title: 'Setup failed at a virtual directory',
    link,
    meaning: 'A step on a virtual directory failed; its object in Active Directory and its entry in IIS may not match.',
    expected: (found) =>
      `the virtual directory ${directory(found)} to be valid in Active Directory and in IIS; ${makesServer(found.run) ? 'find what kept setup from making it' : 'recreate it'}, and resume setup`,
    steps: (found) => [
      say('Compare IIS Manager with Get-…VirtualDirectory -ADPropertiesOnly.'),
      say(
        makesServer(found.run)
          ? madeBySetup
          : 'Remove and recreate the virtual directory that the error names, after writing down its settings.'
      ),
      runAgain(found)
    ]
  })
]
