import { inCmd, inPowerShell, say } from '../../../judging/resolutionSteps'
import { known } from '../entry'
import { allOf, anyOf, code, has, like, not, raised, step, value, windowsCode } from '../issue'
import type { Evidence, KnownIssue } from '../knownIssue'

const installing = 'https://learn.microsoft.com/exchange/plan-and-deploy/install-cumulative-updates'

const key = (found: Evidence): string =>
  value(
    found,
    /['"\u00ab\u201c\u201e]\s?((?:HKLM:|HKEY_LOCAL_MACHINE)\\[^'"\u00bb\u201d\n]{2,300})/i,
    'the key that the error names'
  )

const module = (found: Evidence): string => value(found, /module '([\w.-]{1,100})'/i, 'the module that the error names')

const site = (found: Evidence): string =>
  value(found, /web ?site '([^'\n]{1,100})'/i, 'the web site that the error names')

const configFile = (found: Evidence): string =>
  value(
    found,
    /([A-Za-z]:\\[^'"()\n]{2,250}\.config)/i,
    value(found, /([\w.-]{1,60}\.config)\b/i, 'the configuration file')
  )

const program = ({ errors }: Evidence): string =>
  errors.flatMap((error) => error.program ?? [])[0] ?? 'the program of the failed script'

const ofMachineConfig = anyOf(has('machine.config'), has('Configuration system failed to initialize'))

/** Parts of Windows and of the .NET Framework that setup uses. */
export const windowsParts: ReadonlyArray<KnownIssue> = [
  known({
    id: 'registry-key-missing',
    title: 'A key or value of the registry is missing',
    link: installing,
    where: anyOf(
      allOf(
        has('Cannot find path', 'because it does not exist'),
        like(/cannot find path 'hk(?:lm:|ey_)/, "Cannot find path 'HKLM:\\x")
      ),
      allOf(has('from the registry key'), not(has('denied'))),
      allOf(has('property', 'does not exist at path'), like(/at path \S{0,3}hk(?:lm:|ey_)/, 'at path HKLM:\\x'))
    ),
    meaning: 'Setup reads a key of the registry that somebody, an earlier try or a damaged installation removed.',
    expected: (found) => `${key(found)} to be there with its values; restore it, and resume setup`,
    steps: [
      (found) =>
        say(`Compare ${key(found)} with a server of the same version, in regedit. Export it before any change.`),
      'Import the missing key or value from there, after you have put in what belongs to {machine} itself.'
    ]
  }),
  known({
    id: 'powershell-module-missing',
    title: 'A module of PowerShell is missing',
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/prerequisites',
    where: anyOf(
      has('was not loaded because no valid module file was found'),
      allOf(step('Import-Module'), raised('FileNotFoundException'), not(has('Could not load file or assembly')))
    ),
    meaning:
      'Setup loads a module that a feature of Windows brings, like WebAdministration of IIS. The feature is missing, or the variable PSModulePath is damaged.',
    expected: (found) => `the module ${module(found)} to be found on {machine}; install its feature, and resume setup`,
    steps: [
      inPowerShell(
        'See what is found, and where PowerShell looks, in an elevated PowerShell:',
        'Get-Module -ListAvailable -Name WebAdministration, ServerManager, ActiveDirectory',
        '$env:PSModulePath'
      ),
      inPowerShell(
        'For WebAdministration, in the same PowerShell:',
        'Install-WindowsFeature -Name Web-Scripting-Tools, Web-Mgmt-Console'
      ),
      'PSModulePath of the system must hold %SystemRoot%\\System32\\WindowsPowerShell\\v1.0\\Modules.'
    ]
  }),
  known({
    id: 'machine-config-damaged',
    title: 'The configuration of the .NET Framework is damaged',
    link: 'https://learn.microsoft.com/dotnet/framework/configure-apps/',
    where: allOf(
      ofMachineConfig,
      raised('ConfigurationErrorsException', 'TypeInitializationException', 'XmlException')
    ),
    meaning: 'machine.config can not be read, so that no program of the .NET Framework starts as it should.',
    expected: (found) => `${configFile(found)} to be valid XML without double entries; repair it, and resume setup`,
    steps: [
      'Keep a copy of the file. Correct the line that the error names, or take the file of a server with the same .NET Framework.',
      'If nothing helps, copy machine.config.default of that folder over it, and repair the .NET Framework.'
    ]
  }),
  known({
    id: 'config-file-damaged',
    title: 'A configuration file of Exchange is damaged',
    link: 'https://learn.microsoft.com/exchange/troubleshoot/client-connectivity/event-1309-code-3005-cannot-access-owa-ecp',
    where: allOf(
      anyOf(
        raised('XmlException'),
        has('to type "System.Xml.XmlDocument"'),
        has('Data at the root level is invalid'),
        has('Root element is missing')
      ),
      not(anyOf(ofMachineConfig, has('applicationHost.config'), has('Configuration.xml'), step('FIP-FS')))
    ),
    meaning:
      'Setup changes a .config or .xml file of Exchange, which is empty or no valid XML: edited by hand, or half written.',
    expected: (found) => `${configFile(found)} to be valid XML; restore it, and resume setup`,
    steps: [
      'Find the file in the script of the failed step, in the evidence above.',
      'Keep a copy of it. Take the file from a server of the same build, or from a backup, and put in your own changes again.'
    ]
  }),
  known({
    id: 'program-crashed',
    title: 'A program of setup crashed or could not start',
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/prerequisites',
    where: allOf(
      anyOf(
        code('-1073741515', '-1073741502', '-1073741819', '-1073740791', '-1073741701', '-1073741512'),
        code('3221225781', '3221225794', '3221225477', '3221226505')
      ),
      not(step('ldifde'))
    ),
    meaning:
      'The exit code is a status of Windows: a library (DLL) is missing or did not start, or the program met an access violation, which is a crash.',
    expected: (found) =>
      `${program(found)} to start and to end; install the Visual C++ 2012 and 2013 Redistributables (x64), and resume setup`,
    steps: [
      'Install or repair the Visual C++ 2012 and 2013 Redistributables (x64), and restart {machine}.',
      (found) =>
        say(`Read the Application log (Application Error, .NET Runtime) for ${program(found)} at that minute.`),
      'Turn the exploit protection and the antivirus program off while setup runs, if they load into other programs.'
    ]
  }),
  known({
    id: 'share-lost',
    title: 'The share with the medium was lost',
    link: installing,
    where: anyOf(
      has('The specified network name is no longer available'),
      has('The network name cannot be found'),
      has('An unexpected network error occurred'),
      windowsCode('64', '67'),
      code('0x80070040', '0x80070043', '0x8007003B')
    ),
    meaning:
      'Setup ran from a share or a mapped drive, and the connection broke off or never existed for that account.',
    expected: 'the medium to lie on a local disk of {machine}; copy all of it there, and run its setup',
    steps: [
      (found) =>
        say(
          `Copy the whole medium from ${found.run.sourceDirectory ?? 'the share'} to a short local path, like C:\\CU, and start setup.exe from there.`
        )
    ]
  }),
  known({
    id: 'web-site-missing',
    title: 'A web site of Exchange is missing in IIS',
    link: 'https://learn.microsoft.com/exchange/clients/default-virtual-directory-settings',
    where: anyOf(
      like(
        /web ?site '[^'\n]{1,100}' (?:could not be found|couldn't be found|was not found|does not exist|doesn't exist)/,
        "web site 'Default Web Site' could not be found"
      ),
      has('WebSiteNotFoundException'),
      allOf(has('web site', 'was not found'), step('VirtualDirectory'))
    ),
    meaning: 'Exchange looks for its web sites by their names; one was deleted or renamed.',
    expected: (found) => `${site(found)} to exist under its name; restore it, and resume setup`,
    steps: [
      inCmd(
        'See which sites there are, in an elevated Command Prompt (cmd.exe):',
        '%windir%\\System32\\inetsrv\\appcmd list site'
      ),
      'If it was renamed, give it its name back in IIS Manager. If it was deleted, restore IIS from C:\\inetpub\\history or a backup (appcmd list backup).'
    ]
  }),
  known({
    id: 'temporary-class-not-made',
    title: 'The .NET Framework may not compile in the Temp folder',
    link: 'https://learn.microsoft.com/dotnet/standard/serialization/introducing-xml-serialization',
    where: anyOf(
      has('Unable to generate a temporary class'),
      has('error CS2001'),
      has('error CS2008'),
      allOf(has('csc.exe', 'could not be'), not(has('Could not load file or assembly')))
    ),
    meaning:
      'Setup makes small assemblies in the Temp folder by csc.exe. The account may not write there, the folder is gone, or an antivirus program took the file away.',
    expected: 'the Temp folders of Windows and of {user} to be writable; restore their rights, and resume setup',
    steps: [
      inPowerShell(
        'See the rights of both folders, in an elevated PowerShell:',
        'icacls "$env:windir\\Temp"',
        'icacls $env:TEMP'
      ),
      'Give SYSTEM, Administrators and Network Service the right to write and to list in Windows\\Temp.',
      'Let the antivirus program leave out csc.exe and the Temp folders while setup runs.'
    ]
  }),
  known({
    id: 'path-not-valid',
    title: 'A path that setup was given is not valid',
    link: installing,
    where: anyOf(has('Illegal characters in path'), has("The given path's format is not supported")),
    meaning:
      'A path holds characters that none may hold, as a rule from the command line: a backslash before the closing quotation mark takes the mark into the path.',
    expected: (found) =>
      `the paths of the call to be plain (the source was ${found.run.sourceDirectory ?? 'not told'}); write them without a backslash at the end, and run setup again`,
    steps: ['Copy the medium to a short path without blanks, like C:\\CU, and start its setup.exe without /SourceDir.']
  })
]
