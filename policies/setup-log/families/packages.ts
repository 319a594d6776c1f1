import { inPowerShell, say } from '../../../judging/resolutionSteps'
import { powershell } from '../../../kernel/powershell'
import { allOf, anyOf, code, has, like, not, onError, step, value, when } from '../issue'
import type { Evidence, KnownIssue, Owner } from '../knownIssue'
import { isPatch, machineOf, runAgain, updateOfRun, userOf } from '../setupCommands'
import { ifNamed } from './where'

const section1603: Owner = 'exchange-setup-fails-with-error-code-1603'

const link1603 =
  'https://learn.microsoft.com/troubleshoot/windows-server/application-management/msi-installation-error-1603'

const codesLink = 'https://learn.microsoft.com/windows/win32/msi/error-codes'

const packageOf = (found: Evidence): string =>
  value(found, /([A-Za-z]:\\[^'"\n*?<>|]{1,250}\.ms[ip])(?!\w)/i, 'the package that the error names')

const productCode = ({ errors }: Evidence): string =>
  errors
    .flatMap(({ objects }) => objects)
    .find((one) => /^\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?$/i.test(one)) ?? 'by its code'

const installerLog = (found: Evidence): string =>
  value(
    found,
    /-LogFile:?\s?'([^'\n]{1,200})'/i,
    isPatch(found.run)
      ? `the whole log of the installer, of which ${found.run.file} may be a part`
      : updateOfRun(found.run) !== null
        ? 'the log that the update wrote, the newest one in the folder ExchangeSetupLogs of the system drive'
        : 'ExchangeSetup.msilog in the folder ExchangeSetupLogs of the system drive'
  )

/** A path in a sentence ends with the sentence, at a quotation mark, or with the line. */
const folder = (found: Evidence, otherwise: string): string =>
  value(
    found,
    /(?<!Installation )(?:directory|folder|Verzeichnis)[^:\n]{0,40}: ?['"]?([A-Za-z]:\\[^'"\n]{1,300}?)(?=\.?(?:['"\n]|$)|\.\s)/i,
    value(
      found,
      /1303\.[^\n]{0,200}?([A-Za-z]:\\[^'"\n]{1,300}?)(?=\.?(?:['"\n]|$)|\.\s)/,
      value(found, /([A-Za-z]:\\[^'"\n]{1,200}\\(?:owa|ecp)\\auth\\[\d.]{0,20}\d)/i, otherwise)
    )
  )

const rights = (name: string): string =>
  powershell`icacls ${name} /inheritance:e /grant ${'*S-1-5-18:(OI)(CI)F'} ${'*S-1-5-32-544:(OI)(CI)F'} ${'*S-1-5-11:(OI)(CI)R'}`

/** Whether the run tells of this code of the installer in any of its errors. */
const runTells = (wanted: string) =>
  when((_, { errors }) => errors.some(({ codes }) => codes.some(({ value }) => value === wanted)))

const namesCode = when(({ error }) => error.codes.some(({ kind }) => kind === 'msi'))

/** The codes of the Windows Installer and the rights that it needs. */
export const packages: ReadonlyArray<KnownIssue> = [
  onError(
    anyOf(
      has('insufficient privileges to access this directory'),
      allOf(code('1603'), code('1303')),
      has('Error 1303'),
      allOf(code('1603'), like(/\\(?:owa|ecp)\\auth\\[\d.]*\d\.?(?:['"\s\u00bb\u201d]|$)/, 'V15\\owa\\auth\\15.2.1258'))
    ),
    {
      id: 'no-right-to-folder',
      title: 'The installer has no right to a folder',
      section: section1603,
      meaning:
        'The Windows Installer (SYSTEM) or the account that runs setup may not write to a folder of the installation.',
      expected: (found) =>
        `${folder(found, 'the folder that the installer log names')} to inherit rights: full control for SYSTEM and Administrators, read for Authenticated ` +
        `Users, and ${userOf(found.run)} to be a local administrator; correct that, and resume setup`,
      steps: (found) => [
        ...ifNamed(folder, found, (name) =>
          inPowerShell('See the rights, in an elevated PowerShell:', powershell`icacls ${name}`)
        ),
        say(
          'A folder below owa\\auth or ecp\\auth on which only Everyone has rights was a sign of intrusion in 2021: look for that before repairing.'
        ),
        ...ifNamed(folder, found, (name) =>
          inPowerShell('Enable inheritance and grant what lacks, in the same PowerShell:', rights(name))
        ),
        say(`Check that ${userOf(found.run)} is a local administrator of ${machineOf(found.run)}.`),
        runAgain(found)
      ]
    }
  ),
  onError(code('1618', '1500'), {
    id: 'other-installation-runs',
    title: 'Another installation is running',
    link: codesLink,
    meaning:
      'The Windows Installer does one installation at a time, and another was under way (Windows Update, an agent).',
    expected: 'no other installation to run; wait or stop it, and run setup again',
    steps: (found) => [
      inPowerShell(
        'In an elevated PowerShell, see who installs:',
        'Get-CimInstance Win32_Process -Filter "Name=\'msiexec.exe\'" | Select-Object ProcessId, CommandLine'
      ),
      runAgain(found)
    ]
  }),
  onError(code('1625', '1643'), {
    id: 'installation-forbidden',
    title: 'A policy forbids the installation',
    link: codesLink,
    meaning: 'Software restriction, AppLocker or the Windows Installer policy forbids this package or patch.',
    expected: 'the policies to allow the packages of Exchange; lift what forbids them for the time of the update',
    steps: (found) => [
      say(
        'Read the event logs AppLocker and Application (MsiInstaller, SoftwareRestrictionPolicies) at the time of the error.'
      ),
      runAgain(found)
    ]
  }),
  onError(anyOf(code('1601'), has('Windows Installer service could not be accessed')), {
    id: 'installer-service',
    title: 'The Windows Installer service can not be reached',
    link: codesLink,
    meaning: 'The service msiserver is Disabled or damaged.',
    expected: 'the service msiserver to be Manual; set it, and run setup again',
    steps: (found) => [
      inPowerShell('In an elevated PowerShell:', "Set-Service -Name 'msiserver' -StartupType Manual"),
      runAgain(found)
    ]
  }),
  onError(anyOf(code('1602'), has('User cancel')), {
    id: 'cancelled',
    title: 'Somebody cancelled the installation',
    link: codesLink,
    meaning: 'The installation was cancelled, and the server may be half-updated.',
    expected: 'setup to be completed; run it again',
    steps: (found) => [runAgain(found)]
  }),
  onError(code('1605'), {
    id: 'product-not-installed',
    title: 'The Windows Installer does not know the product',
    link: codesLink,
    meaning:
      'Setup wants to remove or change a product that the Windows Installer does not list as installed: its registration is gone or damaged.',
    expected:
      'the registration of the product to be whole; repair it from the media of the installed version, and run setup again',
    steps: (found) => [
      say(
        `Look for the product that the error names, ${productCode(found)}, below HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall.`
      ),
      ...(isPatch(found.run)
        ? [
            say(
              'See that the update is for the product that is installed here: each of 2016, 2019 and Subscription Edition has its own.'
            )
          ]
        : []),
      say(
        `Install the package of version ${found.run.backupVersion ?? found.run.installedVersion ?? '(the one that was installed)'} again from its media, so that the Windows Installer knows it.`
      ),
      runAgain(found)
    ]
  }),
  onError(code('3010', '1641'), {
    id: 'installer-wants-restart',
    title: 'The Windows Installer wants a restart',
    section: 'restart-from-previous-installation-is-pending',
    link: codesLink,
    meaning: 'The package itself was installed (3010: a restart is needed; 1641: it was begun); setup stopped for it.',
    expected: ({ run }) => `no restart to be pending on ${machineOf(run)}; restart it, and run setup again`,
    steps: (found) => [say(`Restart ${machineOf(found.run)}.`), runAgain(found)]
  }),
  onError(
    anyOf(
      code('1603'),
      allOf(not(namesCode), anyOf(has('Fatal error during installation'), allOf(step('msipackage'), runTells('1603'))))
    ),
    {
      id: 'msi-fatal-error',
      isGeneral: true,
      title: 'The Windows Installer failed with a fatal error',
      section: section1603,
      link: link1603,
      meaning:
        '1603 says only that the installer gave up; the cause is in its own log, above the first "Return value 3".',
      expected: (found) =>
        `${updateOfRun(found.run) === null ? packageOf(found) : 'the update'} to install; find the cause in the installer log, remove it, and resume setup`,
      steps: (found) => [
        say(
          `Open ${installerLog(found)}, search for "Return value 3" (in other languages the line ends in 3 as well), and read the lines above it.`
        ),
        say(
          `Check that ${userOf(found.run)} is a local administrator of ${machineOf(found.run)} in an elevated window, and that SYSTEM and Administrators have full control of the installation folder ${found.run.installPath ?? ''} with inheritance on.`.replace(
            '  ',
            ' '
          )
        ),
        say(
          'A missing package in the cache, a file in use or a full disk shows there with a number of its own (1612, 1706, 1306, 1304).'
        ),
        runAgain(found)
      ]
    }
  ),
  onError(
    allOf(
      anyOf(
        allOf(step('msipackage'), anyOf(has('product with code'), has('Installing product'), has('Error code is'))),
        allOf(namesCode, has('Installing product'))
      ),
      not(code('1603'))
    ),
    {
      id: 'installer-failed',
      isGeneral: true,
      title: 'The Windows Installer failed',
      link: codesLink,
      meaning:
        'A package could not be installed, changed or removed; the code says why in short, the log of the installer in full.',
      expected: 'the packages of Exchange to be installable; find the cause in the installer log, and resume setup',
      steps: (found) => [
        say(
          'Read the *.msilog files in the folder ExchangeSetupLogs of the system drive, above the first "Return value 3".'
        ),
        runAgain(found)
      ]
    }
  )
]
