import { inCmd, say } from '../../../judging/resolutionSteps'
import { known } from '../entry'
import { allOf, anyOf, has, like, msiCode, not, value } from '../issue'
import type { Evidence, KnownIssue } from '../knownIssue'
import { listNeeds } from '../onTheServer'
import { link, mediumAnew, named, section } from './installerParts'

const aService = /["'\u00bb\u201d] ?\((?:msexchange\w*|hostcontrollerservice|fms|w3svc|winmgmt|iisadmin)\)/

const nameOfService = (found: Evidence): string =>
  value(found, /["'\u00bb\u201d] ?\(([A-Za-z][\w$.-]{2,80})\)/, 'that the error names')

const held = /(?:error|info) 1603\. [^\n]{0,400}[:\uff1a] ?[^:,\n]{1,80}, [^:,\n]{1,20}[:\uff1a] ?\d{1,10}\b/

/** The programs that hold files, with their process, as the installer tells them in any language. */
const holder = ({ text }: Evidence): string => {
  const names = [...text.matchAll(/[:\uff1a] ?([^:,\n]{1,80}), [^:,\n]{1,20}[:\uff1a] ?(\d{1,10})\b/g)].map(
    ([, name = '', id = '']) => `${name.trim()} (process ${id})`
  )
  return [...new Set(names)].slice(0, 5).join(', ') || 'what the installer log names'
}

/** What the packages of the Windows Installer do besides copying files. */
export const installerActions: ReadonlyArray<KnownIssue> = [
  known({
    id: 'installer-action-failed',
    title: 'A program that the package runs failed',
    section,
    link,
    where: msiCode('1720', '1721', '1722', '1723', '1724'),
    meaning: 'The package runs a program or a script (custom action), which did not finish or could not start.',
    expected: 'the custom action that the installer log names to succeed; find why it fails, and resume setup',
    steps: [
      'In the installer log, read the lines of that action: its program writes its own error there.',
      'For an action of ServiceControl or PowerShell: check execution policies of Group Policy, and the antivirus program.'
    ]
  }),
  known({
    id: 'installer-files-held',
    title: 'Programs hold files that the update replaces',
    section: 'installation-fails-due-to-services-not-stopping',
    link: 'https://learn.microsoft.com/exchange/antispam-and-antimalware/windows-antivirus-software',
    where: allOf(
      msiCode('1602', '1603'),
      anyOf(
        like(held, 'Info 1603. held in use by the following process: Name: Agent, Id: 4711'),
        has('being held in use')
      )
    ),
    meaning:
      'The installer found programs that hold files of Exchange, and asked to close them; somebody cancelled, or nobody could answer.',
    expected: (found) =>
      `${holder(found)} not to hold files of Exchange on {machine}; stop it, and install the update again`,
    steps: [
      (found) => say(`Stop ${holder(found)}, monitoring and backup agents, consoles and shells in all sessions.`),
      'See whether the services of Exchange are Disabled now, and set those that were active before to Automatic.',
      'Restart {machine} if a program can not be stopped.'
    ]
  }),
  known({
    id: 'installer-module-not-registered',
    title: 'The installer could not register a module',
    section,
    link,
    where: msiCode('1904', '1905'),
    meaning: 'A library could not register itself, as a rule since one that it needs (Visual C++) is missing.',
    expected: (found) => `${named(found)} to be registrable; install what it needs, and resume setup`,
    steps: ['Install the Visual C++ 2012 and 2013 Redistributables (x64), and restart {machine}.']
  }),
  known({
    id: 'installer-service-not-made',
    title: 'The installer could not make or delete a service',
    section,
    link,
    where: anyOf(
      msiCode('1922', '1923', '1939'),
      has('privileges to install system services'),
      has('privileges to remove system services'),
      has('privileges to configure system services')
    ),
    meaning:
      'The service could not be installed, deleted or configured: it is marked for deletion, or the account lacks rights.',
    expected: (found) =>
      `${value(found, /'[^'\n]{3,150}' \(([A-Za-z][\w$.-]{2,80})\)/, 'the service that the installer log names')} to be changeable; close all consoles, restart, and resume setup`,
    steps: ['Close Services, Event Viewer and Task Manager in all sessions.', 'Restart {machine}.']
  }),
  known({
    id: 'installer-service-failed',
    title: 'The installer could not start, stop or make a service',
    section: 'setup-fails-with-cannot-start-the-service-error',
    link,
    where: allOf(
      msiCode('1603'),
      like(aService, "'Display name' (HostControllerService)"),
      not(
        anyOf(
          has('privileges to'),
          has('failed to stop'),
          has('could not be stopped'),
          msiCode('1920', '1921', '1922', '1923', '1939')
        )
      )
    ),
    meaning:
      'The last error of the package names a service: it could not be started, stopped, made or deleted. The words before it, in the language of the server, say which.',
    expected: (found) =>
      `the service ${nameOfService(found)} to be changeable and startable; see why it is not, and resume setup`,
    steps: [
      (found) => listNeeds(nameOfService(found)),
      'Close Services, Event Viewer and Task Manager in all sessions, for a service that is marked for deletion.',
      'Enable the service and those that it depends on, if they are Disabled, and restart {machine}.'
    ]
  }),
  known({
    id: 'installer-not-elevated',
    title: 'The installer ran without the rights of an administrator',
    section,
    link,
    where: anyOf(msiCode('1925', '1730'), has('sufficient privileges to complete this installation for all users')),
    meaning: 'The package installs for all users, which takes an elevated window of a local administrator.',
    expected:
      '{user} to be a local administrator of {machine} and to start the installation elevated; do so, and install again',
    steps: [
      'Start cmd.exe by "Run as administrator", and the update in it by its full path, not by a double click.',
      'See whether the services of Exchange are Disabled now, and set those that were active before to Automatic.'
    ]
  }),
  known({
    id: 'installer-assembly-failed',
    title: 'The installer could not install an assembly',
    section,
    link,
    where: msiCode('1935', '1937'),
    meaning:
      'An assembly could not be put into the cache of Windows or .NET; the component store or the .NET Framework is damaged.',
    expected: 'the component store of Windows to be healthy; repair it, and resume setup',
    steps: [
      inCmd('In an elevated Command Prompt (cmd.exe):', 'DISM.exe /Online /Cleanup-Image /RestoreHealth'),
      inCmd('Then in the same Command Prompt:', 'sfc.exe /scannow'),
      'Repair or reinstall the .NET Framework in the version for this Cumulative Update, and restart {machine}.'
    ]
  }),
  known({
    id: 'package-not-readable-by-system',
    title: 'The installer service can not reach the package',
    link,
    where: msiCode('2755', '1613', '1637'),
    meaning:
      'The service part of the Windows Installer (SYSTEM) could not open the package: it lies on a mapped, encrypted or remote drive.',
    expected: 'the medium to lie on a local drive that SYSTEM can read; copy it there, and run setup from there',
    steps: [
      mediumAnew,
      'Do not start setup from a drive letter that was mapped, made by subst, or encrypted for one user.'
    ]
  })
]
