import { inPowerShell, say } from '../../../judging/resolutionSteps'
import { known } from '../entry'
import { allOf, anyOf, has, msiCode, not, windowsCode } from '../issue'
import type { KnownIssue } from '../knownIssue'
import { listPatches } from '../onTheServer'
import { isPatch } from '../setupCommands'
import { link, mediumAnew, named, section } from './installerParts'

/** The numbers of the Windows Installer that name their cause. */
export const installerCodes: ReadonlyArray<KnownIssue> = [
  known({
    id: 'installer-drive-not-valid',
    title: 'The installer met a drive that is not there',
    section,
    link,
    where: msiCode('1327', '1325', '1324'),
    meaning:
      'A path of the installation, or a shell folder of the account, points to a drive or a name that does not exist for SYSTEM.',
    expected: (found) => `${named(found)} to be a valid path on a local drive; correct it, and run setup again`,
    steps: [
      inPowerShell(
        'See the shell folders of the account, in PowerShell:',
        "Get-ItemProperty -LiteralPath 'HKCU:\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\User Shell Folders'"
      ),
      'Sign in with an account whose folders are all local. Drives that are mapped exist for one user only.'
    ]
  }),
  known({
    id: 'installer-registry-denied',
    title: 'The installer may not write to a key of the registry',
    section,
    link,
    where: allOf(
      anyOf(
        msiCode('1401', '1402', '1403', '1404', '1405', '1406', '1407'),
        has('Verify that you have sufficient access to that key')
      ),
      not(windowsCode('1018'))
    ),
    meaning:
      'The Windows Installer could not open, write or delete a key of the registry: SYSTEM or the account lacks rights there.',
    expected: (found) =>
      `${named(found)} to give SYSTEM and Administrators full control; restore that, and resume setup`,
    steps: [
      'Open the key in regedit, Permissions. Export it first, then give SYSTEM and Administrators full control with inheritance.',
      'Turn the self-protection of antivirus and endpoint programs off while setup runs.'
    ]
  }),
  known({
    id: 'installer-registry-key-marked',
    title: 'A key of the registry waits to be deleted',
    section,
    link,
    where: windowsCode('1018'),
    meaning: 'A key is marked for deletion and still open in a program. Until that ends, nobody can use the key.',
    expected: (found) =>
      `no program to hold ${named(found)}, which is marked for deletion; restart {machine}, and run setup again`,
    steps: ['Restart {machine}: whatever holds the key ends then.']
  }),
  known({
    id: 'installer-log-not-opened',
    title: 'The log of the installer could not be opened',
    link,
    where: msiCode('1622'),
    meaning: 'The Windows Installer could not write its log: the folder is read-only, full, or does not exist.',
    expected: ({ run }) =>
      `${isPatch(run) ? 'the folder of the log (behind /l on the command line)' : 'the folder ExchangeSetupLogs of the system drive'} to be there and writable; see to that, and run setup again`,
    steps: [
      ({ run }) =>
        isPatch(run)
          ? say('Write the log to a folder that exists on a local disk, like C:\\Temp, from an elevated window.')
          : say('Keep a copy of ExchangeSetupLogs, rename it, and let setup make it again.')
    ]
  }),
  known({
    id: 'installer-language-not-supported',
    title: 'The package does not support the language of this Windows',
    link,
    where: msiCode('1623'),
    meaning: 'The Windows Installer found no language of the package that this system supports.',
    expected:
      'the medium to be the one for this product; take the complete medium of the Cumulative Update, and run setup again',
    steps: [mediumAnew]
  }),
  known({
    id: 'installer-transform-failed',
    title: 'A transform of the package could not be applied',
    link,
    where: msiCode('1624', '2203', '2201'),
    meaning:
      'A transform or the package itself could not be opened or does not fit, as after a broken update or with a damaged cache.',
    expected: 'the cached packages of Exchange to be whole; restore them, and run setup again',
    steps: [
      mediumAnew,
      'Check the installer cache with FixInstallerCache.ps1 of CSS-Exchange, which copies missing packages from the medium.'
    ]
  }),
  known({
    id: 'installer-temp-folder',
    title: 'The Temp folder is full or can not be reached',
    link,
    where: msiCode('1632'),
    meaning: 'The Windows Installer could not use the Temp folder of the account.',
    expected: 'the Temp folder to exist, to be writable and to have room; correct it, and run setup again',
    steps: [
      inPowerShell('See where it is, in an elevated PowerShell:', '$env:TEMP', 'Get-PSDrive -PSProvider FileSystem'),
      'Set TEMP and TMP to a local folder with room, and sign in again.'
    ]
  }),
  known({
    id: 'installer-wrong-platform',
    title: 'The package is for another kind of processor',
    link,
    where: msiCode('1633'),
    meaning: 'The update is for 32-bit Windows, or for another platform than that of this server.',
    expected: 'the update to be the 64-bit one; get that file, and install it again',
    steps: ['Get the update for x64 of the same Cumulative Update.']
  }),
  known({
    id: 'installer-command-line',
    title: 'The Windows Installer was called with a wrong argument',
    link,
    where: msiCode('1639'),
    meaning:
      'The command line was not valid: an unquoted path with a blank, or an argument that this version does not know.',
    expected:
      'the update to be started by its full path in quotation marks; do that, and see that no argument is missing',
    steps: [
      'In an elevated Command Prompt (cmd.exe), write the full path of the .msp file in quotation marks, and nothing else.'
    ]
  }),
  known({
    id: 'installer-folder-out-of-reach',
    title: 'The installer can not reach a folder that Windows names for itself',
    section,
    link: 'https://learn.microsoft.com/windows/win32/msi/windows-installer-error-messages',
    where: msiCode('1606'),
    meaning:
      'A folder of Windows, such as that of all users, is set to a network share or a path that does not exist, and the installer (SYSTEM) can not open it.',
    expected:
      'all folders of Windows to be paths that SYSTEM can open; correct the one in the error, and run setup again',
    steps: [
      inPowerShell(
        'See them, in an elevated PowerShell:',
        "Get-ItemProperty -LiteralPath 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Explorer\\User Shell Folders'"
      ),
      'Correct the value that names the folder of the error, also for the account that runs setup (the same key below HKCU).'
    ]
  }),
  known({
    id: 'installer-remote-session',
    title: 'A policy forbids installing in a remote session',
    link,
    where: msiCode('1640', '1645'),
    meaning: 'The Windows Installer refuses installations from a Remote Desktop session on this server.',
    expected: 'the installation to run at the console of {machine}, or the policy to allow remote sessions',
    steps: [
      'Sign in at the console (mstsc /admin or the virtual machine console), or lift the policy of the Windows Installer.'
    ]
  }),
  known({
    id: 'patch-not-removable',
    title: 'The update can not be removed',
    section: 'upgrade-patch-cant-be-installed',
    link,
    where: msiCode('1646', '1647'),
    meaning:
      'The update is not installed here, or it can not be removed by itself: a Security Update may be part of a later one.',
    expected: 'only updates that are installed to be removed; see what is installed, or go forward to a newer update',
    steps: [
      listPatches('Exchange'),
      'To get away from a faulty update, install the newer update of the same Cumulative Update.'
    ],
    again: false
  })
]
