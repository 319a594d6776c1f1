import { inCmd, inPowerShell, say } from '../../../judging/resolutionSteps'
import { allOf, anyOf, has, not, onError, raised, step, value } from '../issue'
import type { Evidence, KnownIssue } from '../knownIssue'
import { inShell, makesServer, sayInShell } from '../runState'
import { machineOf, runAgain } from '../setupCommands'
import { kindOf, listKind } from './virtualKind'

const link = 'https://learn.microsoft.com/exchange/clients/default-virtual-directory-settings'

const directory = (found: Evidence, otherwise = 'that the error names'): string =>
  value(
    found,
    /object '([^'\n]{3,200})'/,
    value(
      found,
      /['"\u00ab\u201c\u201e]\s?([^'"\u00bb\u201d\n]{1,80}\\[^'"\u00bb\u201d\n]{1,120}\((?:Exchange Back End|Default Web Site)\))/,
      otherwise
    )
  ).replace(/^\$env:computername(?=\\)/i, machineOf(found.run))

/** The virtual directory that the script works on; null where neither error nor script names one. */
const affected = (found: Evidence): string | null => {
  const name = directory(found, kindOf(found) ?? '')
  return name === '' ? null : `the virtual directory ${name}`
}

/** The directory and its site, as the object is named: `PowerShell (Default Web Site)`. */
const virtualName = (found: Evidence): string => {
  const text = found.text.replace(/\s+/g, ' ')
  const [, name, site] =
    /virtual directory '([^']{1,80})' already exists under '[^'/]{1,200}\/([^']{1,80})'/i.exec(text) ??
    /'([\w-]{1,80})' [^']{1,80} '[\w.-]{1,200}\/([^']{1,80})'.{0,80}VirtualDirectoryName/.exec(text) ??
    []
  return name === undefined || site === undefined ? 'that the error names' : `${name} (${site})`
}

const saysVirtualDirectory = anyOf(
  has('VirtualDirectory'),
  has('virtual directory'),
  has('(Exchange Back End)'),
  has('(Default Web Site)')
)

/** Of a server that is only being made nothing can be written down, and the cmdlets do not work there yet. */
const madeBySetup =
  'Setup itself makes the virtual directories of a new or recovered server: do not make them by hand, but find in the log, above the error, what kept it from doing so.'

const notFound = anyOf(has("couldn't be found"), raised('ManagementObjectNotFoundException'))

/** What a step on a virtual directory did not find may be another object. */
const isVirtualDirectory = anyOf(saysVirtualDirectory, allOf(step('VirtualDirectory'), not(notFound)))

/** Virtual directories. */
export const virtualDirectories: ReadonlyArray<KnownIssue> = [
  onError(allOf(saysVirtualDirectory, notFound), {
    id: 'virtual-directory-missing',
    title: 'A virtual directory is missing in Active Directory',
    link,
    meaning:
      'Setup changes a virtual directory whose object in Active Directory does not exist, though IIS may have it: it was removed, or its creation failed in an earlier try.',
    expected: (found) =>
      `the virtual directory ${directory(found)} to exist; ${makesServer(found.run) ? 'find what kept setup from making it' : 'create it again'}, and resume setup`,
    steps: (found) => [
      inShell(
        found,
        'Get-OwaVirtualDirectory -ADPropertiesOnly | Format-List Identity, Server, WebSite',
        'list the virtual directories, and those of Ecp, WebServices, ActiveSync, Oab, PowerShell, Mapi and Autodiscover likewise'
      ),
      ...(makesServer(found.run)
        ? [say(madeBySetup)]
        : [
            say(
              `Create ${directory(found)} with its New-…VirtualDirectory cmdlet, -Role Mailbox for the site Exchange Back End and -Role ClientAccess for the Default Web Site; if IIS still has it, remove it there first (Remove-…VirtualDirectory, or Remove-WebApplication after a backup with appcmd add backup).`
            )
          ]),
      runAgain(found)
    ]
  }),
  onError(
    anyOf(
      allOf(isVirtualDirectory, has('The virtual directory', 'already exists under')),
      // The name of the parameter is the same in every language, and only this refusal tells it.
      allOf(step('VirtualDirectory'), raised('ArgumentException'), has('VirtualDirectoryName'))
    ),
    {
      id: 'virtual-directory-left-over',
      title: 'A virtual directory of an earlier try is left over',
      link,
      meaning:
        'Setup makes a virtual directory and found one of that name under the site. Its object in Active Directory, or its ' +
        'application in IIS, is left from an earlier try. The other half is missing or has another name.',
      expected: (found) =>
        `the virtual directory ${virtualName(found)} to be whole or not to be there; remove what is left of it, and resume setup`,
      steps: (found) => [
        say(
          `In ADSI Edit, configuration partition, open CN=HTTP, CN=Protocols below the object of ${machineOf(found.run)}, and look for ${virtualName(found)}. Export it (ldifde), then delete it: setup makes it again.`
        ),
        inCmd(
          'See whether IIS has the application, in an elevated Command Prompt (cmd.exe):',
          '%windir%\\System32\\inetsrv\\appcmd list app'
        ),
        say(
          'Delete only the one that the error names, never another of the server, and let Active Directory replicate.'
        ),
        runAgain(found)
      ]
    }
  ),
  onError(
    allOf(
      isVirtualDirectory,
      anyOf(
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
      expected: (found) =>
        `the virtual directory ${directory(found, kindOf(found) ?? 'that the error names')} to exist once; remove the one that is too many`,
      steps: (found) => [
        ...(listKind(found) ?? [
          sayInShell(found, 'list the virtual directories with Get-…VirtualDirectory -ADPropertiesOnly.')
        ]),
        say(
          'Write down the settings of both and when they were made. Remove the one that is not in use; if its cmdlet can not tell them apart, delete its object in ADSI Edit.'
        ),
        runAgain(found)
      ]
    }
  ),
  onError(
    allOf(
      isVirtualDirectory,
      anyOf(has('cannot bind argument'), has('RequireSSL', 'null'), has('is null'), has('null or empty'))
    ),
    {
      id: 'virtual-directory-without-values',
      title: 'Settings of a virtual directory could not be read',
      link,
      meaning:
        'Setup read the settings of a virtual directory and got none: it is missing in IIS or in Active Directory, or IIS does not answer.',
      expected: (found) =>
        `${affected(found) ?? 'all virtual directories of the server'} to be complete; ${makesServer(found.run) ? 'find what kept setup from making them' : 'recreate what is not'}, and resume setup`,
      steps: (found) => [
        inPowerShell(
          `List what IIS on ${machineOf(found.run)} has, in an elevated PowerShell:`,
          'Import-Module WebAdministration',
          'Get-WebApplication | Format-Table ItemXPath, Path, PhysicalPath'
        ),
        ...(listKind(found) ?? [
          say(
            'Compare it with Get-…VirtualDirectory -ADPropertiesOnly for Owa, Ecp, WebServices, ActiveSync, Oab, PowerShell and Mapi.'
          )
        ]),
        say(
          makesServer(found.run)
            ? madeBySetup
            : `Recreate ${affected(found) ?? 'the one'} if it stands on one side only: in IIS, or in Active Directory.`
        ),
        runAgain(found)
      ]
    }
  ),
  onError(anyOf(has('Exception setting "RequireSSL"', 'null'), has('ClientAccessComponent', 'cannot bind argument')), {
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
  })
]
