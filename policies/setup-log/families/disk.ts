import { inPowerShell, say } from '../../../judging/resolutionSteps'
import { powershell } from '../../../kernel/powershell'
import { anyOf, code, has, never, onError, onRun, raised, status, value, windowsCode, word } from '../issue'
import type { Evidence, KnownIssue } from '../knownIssue'
import { machineOf, runAgain } from '../setupCommands'
import { ifNamed } from './where'

const path = (found: Evidence, otherwise: string): string =>
  value(
    found,
    /['"\u00ab\u201c\u201e]\s?([A-Za-z]:\\[^'"\u00bb\u201d\u201c\n]{2,300}?)\s?['"\u00bb\u201d\u201c]|\bfile ([A-Za-z]:\\[^'"\n]{2,300}?) is (?:being )?(?:held )?(?:in use|used)|\b(?:writing to|reading from) file:? ([A-Za-z]:\\[^'"\n]{2,300}?)\.? {1,2}System error/i,
    otherwise
  )

/** A path that ends in an extension is a file's. */
const folder = (found: Evidence, otherwise: string): string => {
  const named = path(found, '')
  return named === '' || /\.[A-Za-z]\w{1,9}$/.test(named) ? otherwise : named
}

/** Files, folders and room on disks. */
export const disk: ReadonlyArray<KnownIssue> = [
  onRun(
    ({ warnings, errors, state }) => {
      const found = warnings.filter(({ text }) => text.includes("'MSExchangeSetup'"))
      return state === 'failed' && errors.length === 0 && found.length > 0
        ? found.map(({ line, text }) => `Line ${line}: ${text}`)
        : null
    },
    never,
    {
      id: 'event-log-access-denied',
      title: 'Setup may not write to the Application event log',
      link: 'https://learn.microsoft.com/exchange/error-message-when-upgrading-cumulative-updates',
      meaning:
        'The security descriptor of the Application event log (the registry value CustomSD) gives Administrators no right ' +
        'to write, so that setup ends without an error of its own.',
      expected: ({ run }) =>
        `the Administrators of ${machineOf(run)} to be allowed to write to the Application log; correct CustomSD, and run setup again`,
      steps: (found) => [
        say(
          'Write down CustomSD below HKLM\\SYSTEM\\CurrentControlSet\\Services\\EventLog\\Application, and the Group Policy that sets it.'
        ),
        say('Give Built-in Administrators (BA) the right to write there, as the linked page shows.'),
        runAgain(found)
      ]
    }
  ),
  onError(
    anyOf(
      code('0x80070070'),
      status('JET_errLogDiskFull', 'JET_errDiskFull', 'ec=-529', 'ec=-1808', 'MapiExceptionJetErrorLogDiskFull'),
      windowsCode('112'),
      word('System error 112', 'Systemfehler 112'),
      has('not enough space'),
      has('Out of disk space'),
      has('There is not enough space on the disk'),
      has('not enough disk space'),
      has('disk is full'),
      has('insufficient disk space')
    ),
    {
      id: 'disk-full',
      title: 'There is not enough room on a disk',
      link: 'https://learn.microsoft.com/exchange/plan-and-deploy/system-requirements',
      meaning:
        'A drive that setup writes to (system drive, Temp, the drive of Exchange) is full, or Temp is not writable.',
      expected: ({ run }) =>
        `the drives of ${machineOf(run)} to have room (30 GB for Exchange, 200 MB on the system drive at least); make room, and run setup again`,
      steps: (found) => [
        inPowerShell('In PowerShell:', 'Get-PSDrive -PSProvider FileSystem'),
        say('Check that %TEMP% of the account exists and is writable.'),
        runAgain(found)
      ]
    }
  ),
  onError(
    anyOf(
      has('ItemNotFoundException'),
      has('DirectoryNotFoundException'),
      has('FileNotFoundException'),
      has('because it does not exist'),
      has('Could not find a part of the path')
    ),
    {
      id: 'missing-directory',
      isGeneral: true,
      title: 'A folder or file that setup expects does not exist',
      link: 'https://learn.microsoft.com/exchange/plan-and-deploy/install-cumulative-updates',
      meaning: 'Setup works on a folder or file of the installation that somebody, or an earlier try, has removed.',
      expected: (found) =>
        `${path(found, 'the path that the error names')} to exist; create the folder, or restore the file from a server of the same version, and resume setup`,
      steps: (found) => [
        ...ifNamed(folder, found, (name) =>
          inPowerShell(
            'For a folder, in an elevated PowerShell:',
            powershell`New-Item -ItemType Directory -Path ${name}`
          )
        ),
        say('For a file: copy it from a healthy server of the same version, or from the medium.'),
        runAgain(found)
      ]
    }
  ),
  onError(
    anyOf(
      has('being used by another process'),
      code('1306', '0x80070020'),
      windowsCode('32', '33'),
      has('IOException', 'in use')
    ),
    {
      id: 'file-in-use',
      isGeneral: true,
      title: 'A file is in use by another program',
      section: 'installation-fails-due-to-services-not-stopping',
      link: 'https://learn.microsoft.com/exchange/antispam-and-antimalware/windows-antivirus-software',
      meaning:
        'Setup replaces a file that an antivirus program, an agent, a shell or a service that did not stop holds open.',
      expected: (found) => `${path(found, 'the file')} not to be in use; close what holds it, and resume setup`,
      steps: (found) => [
        say('See who holds it (Resource Monitor, Handles), set the antivirus exclusions, stop the agents.'),
        say(`If need be, restart ${machineOf(found.run)}.`),
        runAgain(found)
      ]
    }
  ),
  onError(
    anyOf(
      has('UnauthorizedAccessException'),
      has('Access to the path'),
      has('Access is denied'),
      has('may not be assigned as the owner of this object'),
      raised('SecurityException'),
      code('0x80070005')
    ),
    {
      id: 'access-denied',
      isGeneral: true,
      title: 'Access was denied',
      link: 'https://learn.microsoft.com/exchange/plan-and-deploy/install-cumulative-updates',
      meaning:
        'Setup may not write a file, a registry key or an object: rights were changed, or an antivirus program protects it.',
      expected: (found) =>
        `${value(found, /(?:path|key|file) '([^'\n]{2,300})'/, path(found, 'the folder, file or key of the failed step'))} to be writable by SYSTEM and Administrators; restore the rights, and resume setup`,
      steps: (found) => [
        say(
          'See the rights (icacls for a path, regedit for a key), enable inheritance and give SYSTEM and Administrators full control.'
        ),
        say('Turn the self-protection of antivirus and endpoint programs off while setup runs.'),
        runAgain(found)
      ]
    }
  )
]
