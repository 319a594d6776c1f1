import { inPowerShell, say } from '../../../judging/resolutionSteps'
import { powershell } from '../../../kernel/powershell'
import { allOf, anyOf, code, has, onError, raised, step, word } from '../issue'
import type { Evidence, KnownIssue } from '../knownIssue'
import { installFolder, machineOf, runAgain } from '../setupCommands'

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
  ),
  onError(
    allOf(
      anyOf(
        has('No snap-ins have been registered for Windows PowerShell'),
        has('No Windows PowerShell snap-ins matching the pattern'),
        has('snap-in', 'is not installed on this computer'),
        allOf(raised('PSArgumentException'), step('Forefront.Filtering'))
      ),
      anyOf(has('Forefront.Filtering'), step('Forefront.Filtering'), step('FIP-FS'))
    ),
    {
      id: 'fip-fs-snap-in-missing',
      title: 'The snap-in of the malware filter is not registered',
      link: 'https://learn.microsoft.com/exchange/antispam-and-antimalware/antimalware-protection/antimalware-protection',
      meaning:
        'Setup configures FIP-FS by the snap-in Microsoft.Forefront.Filtering.Management.PowerShell, which an earlier try removed or did not register.',
      expected: ({ run }) =>
        `the snap-in Microsoft.Forefront.Filtering.Management.PowerShell to be registered on ${machineOf(run)}; register it, and resume setup`,
      steps: (found) => [
        inPowerShell(
          'See whether it is registered, in an elevated PowerShell:',
          "Get-PSSnapin -Registered | Where-Object { $_.Name -like '*Forefront*' } | Format-List Name, ModuleName"
        ),
        say(
          'Compare it with a server of the same build. Register the file that ModuleName names there with InstallUtil.exe (Framework64\\v4.0.30319 of Microsoft.NET), elevated.'
        ),
        say('If that file is missing here, resume setup from the whole medium, which copies it anew.'),
        runAgain(found)
      ]
    }
  )
]
