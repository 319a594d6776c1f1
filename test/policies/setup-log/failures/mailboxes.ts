import { type FailureRow, mount } from './failureRow'

export const mailboxFailures: ReadonlyArray<FailureRow> = [
  {
    issue: 'search-data-not-removed',
    says: `System.Exception: Failure cleaning up SearchFoundation Data folder. - C:\\V15\\Bin\\Search\\Ceres\\HostController\\Data - Exception calling "Delete" with "2" argument(s): "Access to the path 'Microsoft.ClientResourceView.FlowService.dll' is denied."`
  },
  {
    issue: 'system-mailbox-mail-user',
    says: 'Microsoft.Exchange.Data.DataValidationException: ExternalEmailAddress is mandatory on MailUser.',
    script: 'enable-mailbox -Arbitration -identity $arbUsers[0] -database $dbs[0].Identity'
  },
  {
    issue: 'corrupt-object',
    says: 'Microsoft.Exchange.Data.DataValidationException: ExternalEmailAddress is mandatory on MailUser.',
    script: 'Set-MailUser -Identity $user'
  },
  {
    issue: 'database-dirty-shutdown',
    says: mount('MapiExceptionCallFailed: Unable to mount database. (hr=0x80004005, ec=-550)'),
    script: 'mount-database $db'
  },
  {
    issue: 'database-page-damaged',
    says: mount('MapiExceptionJetErrorReadVerifyFailure: Unable to mount database. (hr=0x80004005, ec=-1018)'),
    script: 'mount-database $db'
  },
  {
    issue: 'database-file-locked',
    says: mount('MapiExceptionCallFailed: Unable to mount database. (hr=0x80004005, ec=-1032)'),
    script: 'mount-database $db'
  },
  {
    issue: 'database-not-in-directory-yet',
    says: mount('MapiExceptionADPropertyError: Unable to mount database. (hr=0x80004005, ec=2418)'),
    script: 'mount-database $db'
  },
  {
    issue: 'no-database-for-mailbox',
    says: 'Microsoft.Exchange.Management.Tasks.RecipientTaskException: Load balancing failed to find a valid mailbox database.',
    script: 'Enable-Mailbox -Arbitration'
  },
  {
    issue: 'system-mailbox-migrated',
    says: 'Microsoft.Exchange.Management.Tasks.RecipientTaskException: Enable-Mailbox on this mail user is disallowed because the mailbox has been migrated.',
    script: 'Enable-Mailbox -Arbitration'
  },
  {
    issue: 'system-mailbox-user-missing',
    says: "System.Management.Automation.ParameterBindingValidationException: Cannot bind argument to parameter 'Identity' because it is null.",
    script: 'Enable-Mailbox -Identity $mailboxUsers[0].Identity -Arbitration'
  },
  {
    issue: 'mailbox-of-older-version',
    says: "Microsoft.Exchange.Data.Directory.InvalidADObjectOperationException: Property Languages can't be set on this object because it requires the object to have version 0.10 (14.0.100.0) or later. The object's current version is 0.0 (6.5.6500.0).",
    script: 'set-mailbox -Arbitration -Identity $mbx'
  },
  {
    issue: 'arbitration-mailbox',
    says: "Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException: The operation couldn't be performed because object 'Migration.8f3e7716-2011-43e4-96b1-aba62d229136' couldn't be found on 'DC01.contoso.com'.",
    script: 'get-mailbox -Arbitration'
  }
]
