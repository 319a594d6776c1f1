import { inPowerShell, say } from '../../../judging/resolutionSteps'
import {
  allOf,
  anyOf,
  code,
  has,
  like,
  msiCode,
  names,
  never,
  not,
  onEither,
  onError,
  onRun,
  step,
  value,
  when
} from '../issue'
import type { Evidence, KnownIssue, Owner } from '../knownIssue'
import { listPatches } from '../onTheServer'
import { isOlder, isPatch, ranFromBin, runAgain, runSame } from '../setupCommands'

const older: Owner = 'setup-installs-older-cu-or-fails-to-install-language-pack'

const codesLink = 'https://learn.microsoft.com/windows/win32/msi/error-codes'

const product = (found: Evidence): string =>
  value(
    found,
    /(?:product with code|ProductCode:?|product code) '?\{?([0-9a-fA-F-]{36})/i,
    value(
      found,
      /([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})/,
      'that the error names'
    )
  )

const packageOf = (found: Evidence): string =>
  value(found, /([A-Za-z]:\\[^'"\n*?<>|]{1,250}\.ms[ip])(?!\w)/i, 'the package that the error names')

const formerVersion = ({ run }: Evidence): string => {
  const version = run.backupVersion ?? run.installedVersion
  return version === null ? 'the version that was installed before' : `version ${version}`
}

const ofPatch = when((_, run) => isPatch(run))

const fromBin = anyOf(
  names('\\bin\\setup\\'),
  when((_, run) => ranFromBin(run))
)

/** A removal opens no package of the medium, only what the Windows Installer keeps of the installed version. */
const removing = anyOf(
  has("Couldn't remove product with code"),
  has('Unable to remove product with code'),
  step('uninstall-MsiPackage')
)

/** Packages and patches that are missing, unreadable, or for another version. */
export const installerCache: ReadonlyArray<KnownIssue> = [
  onError(allOf(code('1619', '1635'), fromBin), {
    id: 'package-below-bin',
    title: 'Setup was started from the installed bin folder and looks for packages there',
    section: older,
    meaning: 'Without a path, setup.exe starts in the installed bin folder, which lacks the new packages.',
    expected: 'setup to be run from the medium; start it there',
    steps: ({ run }) => [
      say('In PowerShell write .\\setup.exe, or give the full path; Tab completes it.'),
      runSame(run, 'run setup from the medium')
    ]
  }),
  onError(
    anyOf(
      code('1612', '1706'),
      has('installation source for this product is not available'),
      allOf(msiCode('1305', '1309', '1311', '1316'), like(/:\\windows\\installer\\/, 'C:\\Windows\\Installer\\'))
    ),
    {
      id: 'msi-source-missing',
      title: 'The Windows Installer lacks the cached package of the former version',
      link: codesLink,
      meaning:
        'To remove or change what is installed, the Windows Installer needs the package from its cache (%WINDIR%\\Installer), ' +
        'or the source it was installed from. Both are gone, or the cached file is another package than the one that is registered.',
      expected: (found) =>
        `the package of product ${product(found)} to be in the installer cache; put it back from the media of ${formerVersion(found)}, and run setup again`,
      steps: (found) => [
        say(
          `Get the media of ${formerVersion(found)}, which the failed run was to replace, with the same language packs.`
        ),
        say(
          `In an elevated Command Prompt (cmd.exe), cache the package of product ${product(found)} again from there: msiexec /fvomus followed by the full path of that .msi file${found.errors.some(({ component }) => /UmLanguagePack/i.test(component?.id ?? '')) ? ' (the packages of Unified Messaging language packs, UMLanguagePack*.msi, each)' : ''}.`
        ),
        say(
          `Or let FixInstallerCache.ps1 of Microsoft copy what is missing: https://microsoft.github.io/CSS-Exchange/Setup/FixInstallerCache/. Its -CurrentCuRootDirectory is the root of the media of ${formerVersion(found)}.`
        ),
        say(
          'If the file is there nevertheless, it is the wrong one: keep a copy of it, and let msiexec /fvomus put the right one in its place.'
        ),
        say('Never delete files from %WINDIR%\\Installer, and do not query Win32_Product, which starts repairs.'),
        runAgain(found)
      ]
    }
  ),
  onError(allOf(removing, code('1619', '1620', '1635', '1636'), not(fromBin)), {
    id: 'cached-package-gone',
    title: 'A cached package of what is installed is gone',
    link: 'https://microsoft.github.io/CSS-Exchange/Setup/FixInstallerCache/',
    meaning:
      'To remove the former version, the Windows Installer opens the packages and patches that it keeps in C:\\Windows\\Installer. ' +
      'One of them is not there or not readable: somebody moved or cleaned that folder. The medium of the update has no part in it.',
    expected: (found) =>
      `the cached packages of product ${product(found)} to be in C:\\Windows\\Installer; put back what lacks, and resume setup`,
    steps: (found) => [
      inPowerShell(
        'See which cached files lack, in an elevated PowerShell:',
        "Get-ItemProperty -Path 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Installer\\UserData\\S-1-5-18\\Products\\*\\InstallProperties', " +
          "'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Installer\\UserData\\S-1-5-18\\Patches\\*' | " +
          'Where-Object { $_.LocalPackage -and -not (Test-Path -LiteralPath $_.LocalPackage) } | Format-List DisplayName, LocalPackage'
      ),
      say(
        `If the folder was moved, or a copy of it exists, put the missing files back under the same names. Else run the script FixInstallerCache of the linked page, with the medium of version ${formerVersion(found)}, or with another server that has the same version.`
      ),
      say(
        'A missing .msp file is the package of an installed update: extract it from the update of that KB number, and save it under the missing name.'
      ),
      runAgain(found)
    ]
  }),
  onError(anyOf(code('1619', '1620'), allOf(code('1635', '1636'), not(ofPatch)), has("Couldn't open package")), {
    id: 'package-not-opened',
    isGeneral: true,
    title: 'The package or patch can not be opened',
    link: codesLink,
    meaning:
      'The package is missing, blocked, damaged, or on a path that the Windows Installer (SYSTEM) can not read, such as a mapped drive.',
    expected: (found) =>
      `${packageOf(found)} to be readable; copy the medium again to a local disk, and run setup from there`,
    steps: (found) => [
      say(
        'Copy the whole medium to a short local path, unblock the files (Unblock-File), and compare its hash with the published one.'
      ),
      runAgain(found)
    ]
  }),
  onError(code('1638', '1714'), {
    id: 'older-version-stays',
    title: 'Another version is installed, or the older one can not be removed',
    link: codesLink,
    meaning: 'The Windows Installer still holds a registration of another version and can not remove it.',
    expected: 'the older version to be removable; repair its registration, and run setup again',
    steps: (found) => [
      say(
        `Put the package of version ${formerVersion(found)} back into the cache (msiexec /fvomus with its .msi file), then try again.`
      ),
      runAgain(found)
    ]
  }),
  onEither([], anyOf(code('1642', '1648'), has('upgrade patch cannot be installed')), {
    id: 'patch-for-other-version',
    title: 'The update is for another Cumulative Update than the one installed',
    section: 'upgrade-patch-cant-be-installed',
    meaning:
      'A Security Update belongs to one Cumulative Update; this one was made for another, or is older than what is installed.',
    expected: ({ run }) =>
      `the update to be made for the installed version${run.installedVersion === null ? '' : ` ${run.installedVersion}`}; get the right one, or install its Cumulative Update first`,
    steps: (found) => [
      inPowerShell(
        'See the installed version, in PowerShell:',
        "(Get-Item -LiteralPath (Join-Path $env:ExchangeInstallPath 'Bin\\ExSetup.exe')).VersionInfo.FileVersion"
      ),
      say(
        `Get the Security Update for exactly that Cumulative Update${
          found.run.msi.some(({ patch }) => patch !== null)
            ? `, not ${found.run.msi
                .map(({ patch }) => patch)
                .filter((patch) => patch !== null)
                .join(', ')}`
            : ''
        }, or install the Cumulative Update that the update is for.`
      ),
      say('Install it from an elevated Command Prompt (cmd.exe) by its full path.'),
      listPatches('Exchange'),
      say(
        'If the update does fit, a Security Update of the former Cumulative Update may still be registered. Remove that update by the command below it. Then run the setup of the installed Cumulative Update again, restart, and install the update.'
      )
    ]
  }),
  onError(
    anyOf(
      has('Interim Update is incompatible with the current'),
      has('Interim Update for Exchange Server', 'has been installed'),
      has('interim update')
    ),
    {
      id: 'interim-update-installed',
      title: 'An Interim Update blocks the update',
      section: 'upgrade-patch-cant-be-installed',
      meaning:
        'An Interim Update is installed, which must be removed first; or the revocation list could not be fetched, which shows the same message.',
      expected: 'no Interim Update to be installed; remove it, then install the update',
      steps: () => [
        listPatches('Exchange'),
        say(
          'Run the command below each Interim Update in an elevated Command Prompt (cmd.exe). Exchange stops while an update is removed.'
        ),
        say(
          'Without the internet, clear the check of publisher certificate revocation for the time of the update, and set it again afterwards.'
        )
      ]
    }
  ),
  onRun(
    (run) =>
      isOlder(run.setupVersion, run.installedVersion) &&
      !ranFromBin(run) &&
      run.state === 'failed' &&
      /upgrade/i.test(`${run.mode}${run.command}`)
        ? [`The medium is of version ${run.setupVersion}, older than the installed version ${run.installedVersion}.`]
        : null,
    never,
    {
      id: 'older-medium',
      title: 'The medium is older than what is installed',
      section: older,
      meaning: 'An older Cumulative Update can not be installed over a newer one.',
      expected: ({ run }) =>
        `the medium to be newer than ${run.installedVersion ?? 'what is installed'}; get the newest Cumulative Update, and run its setup by the full path`,
      steps: (found) => [
        say('Mount the medium of the wanted Cumulative Update, and check the version of its setup.exe.'),
        runAgain(found)
      ]
    }
  )
]
