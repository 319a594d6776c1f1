import { type FailureRow, msi } from './failureRow'

export const installerFailures: ReadonlyArray<FailureRow> = [
  { issue: 'installer-file-not-written', says: msi('1304', 'Error writing to file: Microsoft.Exchange.Data.dll.') },
  { issue: 'installer-registry-denied', says: msi('1402', 'Could not open key: UNKNOWN\\Components\\0123.') },
  {
    issue: 'installer-action-failed',
    says: msi(
      '1722',
      'There is a problem with this Windows Installer package. A program run as part of the setup did not finish as expected.'
    )
  },
  {
    issue: 'cabinet-damaged',
    says: msi('1335', 'The cabinet file Data1.cab required for this installation is corrupt and cannot be used.')
  },
  {
    issue: 'msi-source-missing',
    says: msi(
      '1316',
      'A network error occurred while attempting to read from the file: C:\\Windows\\Installer\\exchangeserver.msi'
    )
  },
  { issue: 'installer-service-not-made', says: msi('1923', "Service 'FMS' (FMS) could not be installed.") }
]
