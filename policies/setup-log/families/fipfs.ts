import { inPowerShell, say } from '../../../judging/resolutionSteps'
import { powershell } from '../../../kernel/powershell'
import { allOf, anyOf, code, has, onError, raised, step, word } from '../issue'
import type { Evidence, KnownIssue } from '../knownIssue'
import { installFolder, runAgain } from '../setupCommands'

const configuration = ({ run }: Evidence): string => `${installFolder(run)}\\FIP-FS\\Data\\Configuration.xml`

/** The malware filter FIP-FS. */
export const fipfs: ReadonlyArray<KnownIssue> = [
  onError(
    anyOf(
      has('Upgrade of Configuration.xml'),
      allOf(
        anyOf(word('FIP-FS', 'FSCConfigurationServer'), step('FIP-FS')),
        anyOf(raised('UnauthorizedAccessException'), has('Access', 'is denied'), code('0x80070005'))
      )
    ),
    {
      id: 'fip-fs-access-denied',
      title: 'The malware filter FIP-FS could not be configured',
      link: 'https://learn.microsoft.com/exchange/antispam-and-antimalware/antimalware-protection/antimalware-protection',
      meaning:
        'Setup upgrades Configuration.xml of FIP-FS, and access was denied, or the file is damaged: rights changed, the file is read-only, or another program holds it.',
      expected: ({ run }) =>
        `${installFolder(run)}\\FIP-FS\\Data\\Configuration.xml to be writable by SYSTEM, Administrators and Network Service; restore the rights, and resume setup`,
      steps: (found) => [
        inPowerShell('In an elevated PowerShell:', powershell`icacls ${configuration(found)}`),
        say('Do the same for its folder; enable inheritance, clear the attribute read-only (attrib -r).'),
        say(
          'Stop FMS and end FSCConfigurationServer.exe and scanningprocess.exe, and exclude the folder FIP-FS in other antivirus programs.'
        ),
        say('If the file is damaged, keep a copy and take one from a server of the same version.'),
        runAgain(found)
      ]
    }
  )
]
