import { type FailureRow, msi, tasks } from './failureRow'

const removing = (code: string, text: string): string =>
  `${tasks}.TaskException: Unable to remove product with code 24b2c164-de66-44ae-b468-a46d9d5e6b31. ${text} Error code is ${code}.`

/** Answers of the Windows Installer, in its own words. */
export const installerCodeFailures: ReadonlyArray<FailureRow> = [
  {
    issue: 'package-not-opened',
    says: `${tasks}.TaskException: Couldn't open package 'E:\\exchangeserver.msi'. This installation package could not be opened. Verify that the package exists and that you can access it, or contact the application vendor to verify that this is a valid Windows Installer package. Error code is 1619.`,
    script: "install-MsiPackage -PackagePath ($RoleInstallPath + 'exchangeserver.msi')",
    advice: /E:\\exchangeserver\.msi/
  },
  {
    issue: 'interim-update-installed',
    says: 'System.Exception: Installation cannot continue. The Setup Wizard has determined that this Interim Update is incompatible with the current Microsoft Exchange Server 2013 Cumulative Update 23 configuration.'
  },
  {
    issue: 'language-pack-failed',
    says: `${tasks}.TaskException: The language pack for German could not be installed. Fatal error during installation. Error code is 1603.`,
    script: 'Install-Language -LangPackPath $RoleLanguagePacksPath'
  },
  {
    issue: 'installation-forbidden',
    says: `${tasks}.TaskException: Installing product E:\\exchangeserver.msi failed. This installation is forbidden by system policy. Contact your system administrator. Error code is 1625.`
  },
  {
    issue: 'installer-service',
    says: `${tasks}.TaskException: Installing product E:\\exchangeserver.msi failed. The Windows Installer Service could not be accessed. This can occur if the Windows Installer is not correctly installed. Contact your support personnel for assistance. Error code is 1601.`
  },
  {
    issue: 'cancelled',
    says: `${tasks}.TaskException: Installing product E:\\exchangeserver.msi failed. User cancelled installation. Error code is 1602.`
  },
  {
    issue: 'product-not-installed',
    says: removing('1605', 'This action is only valid for products that are currently installed.')
  },
  { issue: 'installer-drive-not-valid', says: msi('1327', 'Invalid Drive: E:\\') },
  {
    issue: 'cabinet-signature-not-valid',
    says: msi(
      '1330',
      'A file that is required cannot be installed because the cabinet file C:\\Windows\\Installer\\x.cab has an invalid digital signature. This may indicate that the cabinet file is corrupt.'
    )
  },
  {
    issue: 'installer-log-not-opened',
    says: `${tasks}.TaskException: Installing product E:\\exchangeserver.msi failed. Error opening installation log file. Verify that the specified log file location exists and that you can write to it. Error code is 1622.`
  },
  {
    issue: 'installer-language-not-supported',
    says: `${tasks}.TaskException: Installing product E:\\exchangeserver.msi failed. The language of this installation package is not supported by your system. Error code is 1623.`
  },
  {
    issue: 'installer-transform-failed',
    says: `${tasks}.TaskException: Installing product E:\\exchangeserver.msi failed. Error applying transforms. Verify that the specified transform paths are valid. Error code is 1624.`
  },
  {
    issue: 'installer-temp-folder',
    says: `${tasks}.TaskException: Installing product E:\\exchangeserver.msi failed. The Temp folder is on a drive that is full or is inaccessible. Free up space on the drive or verify that you have write permission on the Temp folder. Error code is 1632.`
  },
  {
    issue: 'installer-wrong-platform',
    says: `${tasks}.TaskException: Installing product E:\\exchangeserver.msi failed. This installation package is not supported by this processor type. Contact your product vendor. Error code is 1633.`
  },
  {
    issue: 'installer-command-line',
    says: `${tasks}.TaskException: Installing product E:\\exchangeserver.msi failed. Invalid command line argument. Consult the Windows Installer SDK for detailed command line help. Error code is 1639.`
  },
  {
    issue: 'installer-remote-session',
    says: `${tasks}.TaskException: Installing product E:\\exchangeserver.msi failed. Only administrators have permission to add, remove, or configure server software during a Terminal Services remote session. Error code is 1640.`
  },
  { issue: 'patch-not-removable', says: removing('1646', 'Uninstallation of the patch package is not supported.') },
  {
    issue: 'patch-not-removable',
    says: removing('1647', 'The patch is not applied to this product.')
  },
  {
    issue: 'installer-files-held',
    says: msi(
      '1603',
      'The file C:\\Program Files\\Microsoft\\Exchange Server\\V15\\Bin\\Microsoft.Exchange.Data.dll is being held in use by the following process: Name: MonitoringHost, Id: 4120, Window Title: (not determined yet). Close that application and retry.'
    )
  },
  {
    issue: 'installer-module-not-registered',
    says: msi(
      '1904',
      'Module C:\\Program Files\\Microsoft\\Exchange Server\\V15\\Bin\\exmime.dll failed to register. HRESULT -2147024770. Contact your support personnel.'
    )
  },
  {
    issue: 'installer-assembly-failed',
    says: msi(
      '1935',
      'An error occurred during the installation of assembly \'Microsoft.VC90.CRT,version="9.0.30729.4148"\'. Please refer to Help and Support for more information. HRESULT: 0x80073712. assembly interface: IAssemblyCacheItem, function: Commit'
    )
  },
  {
    issue: 'package-not-readable-by-system',
    says: msi('2755', 'The error code is 2755. The arguments are: 3, E:\\exchangeserver.msi,')
  },
  {
    issue: 'scripts-refused-in-patch',
    says: "System.Exception: Unexpected error [0x7D1E2C3F] while executing command 'C:\\Program Files\\Microsoft\\Exchange Server\\Scripts\\ServiceControl.ps1 BeforePatch'."
  },
  {
    issue: 'recovery-wants-newer-medium',
    says: 'System.Exception: Exchange Server version Version 15.2 (Build 1118.20) or later must be used to perform a recovery of this server.',
    mode: 'DisasterRecovery',
    command: '/m:RecoverServer /IAcceptExchangeServerLicenseTerms_DiagnosticDataON'
  },
  {
    issue: 'update-ended-prematurely',
    says: "Product: Microsoft Exchange Server - Update 'Security Update for Exchange Server 2019 Cumulative Update 13 (KB5030524) 15.2.1258.25' could not be installed. Error code 1603. Windows Installer can create logs to help troubleshoot issues with installing software packages."
  },
  {
    issue: 'installer-failed',
    says: `${tasks}.TaskException: Installing product E:\\exchangeserver.msi failed. The specified user name is not valid here. Error code is 4711.`,
    script: 'install-MsiPackage -PackagePath $path'
  },
  {
    issue: 'edge-subscription-by-other',
    says: "System.Exception: Service 'ADAM_MSExchange' failed to reach status 'Running' on this server.",
    script: 'start-SetupService -ServiceName ADAM_MSExchange',
    mode: 'Install',
    command: '/mode:Install /role:EdgeTransport'
  }
]
