import { type FailureRow, tasks } from './failureRow'

/** What the last error of a package says, which setup repeats without its number. */
const sentences: ReadonlyArray<readonly [issue: string, sentence: string]> = [
  [
    'installer-file-not-written',
    'Error writing to file: Microsoft.Exchange.Data.dll.  Verify that you have access to that directory.'
  ],
  [
    'file-in-use',
    'Another application has exclusive access to the file C:\\Program Files\\Microsoft\\Exchange Server\\V15\\Bin\\x.dll.  Please shut down all other applications, then click Retry.'
  ],
  [
    'disk-full',
    'There is not enough disk space to install this file: C:\\x.dll.  Free some disk space and click Retry, or click Cancel to exit.'
  ],
  [
    'msi-source-missing',
    'A network error occurred while attempting to read from the file: C:\\Windows\\Installer\\exchangeserver.msi'
  ],
  [
    'installer-file-not-written',
    'An error occurred while attempting to create the directory: C:\\Program Files\\Microsoft\\Exchange Server\\V15\\x'
  ],
  [
    'installer-file-not-written',
    'The Installer has insufficient privileges to modify this file: C:\\Program Files\\Microsoft\\Exchange Server\\V15\\web.config.'
  ],
  [
    'cabinet-damaged',
    "The cabinet file 'exchange.cab' required for this installation is corrupt and cannot be used. This could indicate a network error, an error reading from the CD-ROM, or a problem with this package."
  ],
  [
    'other-installation-runs',
    'Another installation is in progress. You must complete that installation before continuing this one.'
  ],
  ['installer-folder-out-of-reach', 'Could not access network location \\\\srv\\share.'],
  [
    'msi-source-missing',
    'No valid source could be found for product Microsoft Exchange Server.  The Windows Installer cannot continue.'
  ],
  [
    'msi-source-missing',
    "An installation package for the product Microsoft Exchange Server cannot be found. Try the installation again using a valid copy of the installation package 'exchangeserver.msi'."
  ],
  [
    'older-version-stays',
    'The older version of Microsoft Exchange Server cannot be removed.  Contact your technical support group.'
  ],
  [
    'installer-action-failed',
    'There is a problem with this Windows Installer package. A script required for this install to complete could not be run. Contact your support personnel or package vendor.'
  ],
  [
    'installer-action-failed',
    'There is a problem with this Windows Installer package. A program run as part of the setup did not finish as expected. Contact your support personnel or package vendor.'
  ],
  [
    'installer-action-failed',
    'There is a problem with this Windows Installer package. A DLL required for this install to complete could not be run. Contact your support personnel or package vendor.'
  ],
  [
    'installer-not-elevated',
    'You must be an Administrator to remove this application. To remove this application, you can log on as an Administrator, or contact your technical support group for assistance.'
  ],
  [
    'installer-module-not-registered',
    'Module C:\\Windows\\x.dll failed to register.  HRESULT -2147220473.  Contact your support personnel.'
  ],
  [
    'service-disabled',
    "Service 'Microsoft Exchange Search Host Controller' (HostControllerService) failed to start. Verify that you have sufficient privileges to start system services."
  ],
  [
    'service-does-not-stop',
    "Service 'Microsoft Exchange Search Host Controller' (HostControllerService) could not be stopped. Verify that you have sufficient privileges to stop system services."
  ],
  [
    'installer-not-elevated',
    'You do not have sufficient privileges to complete this installation for all users of the machine. Log on as administrator and then retry this installation.'
  ],
  [
    'installer-assembly-failed',
    "An error occurred during the installation of assembly 'Microsoft.VC80.CRT'. Please refer to Help and Support for more information. HRESULT: 0x80073712."
  ],
  [
    'package-not-readable-by-system',
    'The installer has encountered an unexpected error installing this package. This may indicate a problem with this package. The error code is 2755.  The arguments are: 3, D:\\exchangeserver.msi, '
  ]
]

export const sentenceFailures: ReadonlyArray<FailureRow> = sentences.map(([issue, sentence]) => ({
  issue,
  says: `${tasks}.TaskException: Installing product D:\\exchangeserver.msi failed. Fatal error during installation. Error code is 1603. Last error reported by the MSI package is '${sentence}'.`,
  script: 'install-MsiPackage -PackagePath $path'
}))
