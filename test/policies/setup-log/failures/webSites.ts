import type { FailureRow } from './failureRow'

export const webSiteFailures: ReadonlyArray<FailureRow> = [
  {
    issue: 'virtual-directory-left-over',
    says: "System.ArgumentException: The virtual directory 'PowerShell' already exists under 'EX01.contoso.example/Default Web Site'. Parameter name: VirtualDirectoryName",
    script: 'new-PowerShellVirtualDirectory $vdirName -Role Mailbox',
    advice: /PowerShell \(Default Web Site\)/
  },
  {
    issue: 'extended-protection-null',
    says: 'System.Management.Automation.SetValueInvocationException: Exception setting "ExtendedProtectionTokenChecking": "Cannot convert null to type "Microsoft.Exchange.Data.Directory.SystemConfiguration.ExtendedProtectionTokenCheckingMode""',
    script: 'new-PushNotificationsVirtualDirectory -Role Mailbox',
    advice: /DoNotEnableEP/
  },
  {
    issue: 'internal-transport-certificate',
    says: 'System.InvalidOperationException: The internal transport certificate for the local server was damaged or missing in Active Directory. The problem has been fixed.',
    script: 'Install-ExchangeCertificate -DomainController $RoleDomainController -Services SMTP',
    advice: /msExchServerInternalTLSCert/
  },
  {
    issue: 'iis-modules-not-unlocked',
    says: "System.Management.Automation.ParameterBindingException: Kan 'System.Object[]' niet converteren naar het type 'System.String'. ---> System.NotSupportedException: x",
    script: '$a = &"$windir\\system32\\inetsrv\\appcmd.exe" "set" "config" "/section:system.webServer/modules"',
    component: 'CafeComponent___UnlockModulesInAppHost',
    advice: /appcmd\.exe list modules/
  },
  {
    issue: 'shared-web-config-not-made',
    says: 'System.Management.Automation.RemoteException: Process is terminated due to StackOverflowException.',
    script:
      '[System.IO.Path]::Combine($RoleInstallPath, "bin", "DependentAssemblyGenerator.exe"); Stop-SetupService -ServiceName WAS;',
    advice: /HttpProxy\\SharedWebConfig\.config/
  },
  {
    issue: 'virtual-directory-without-values',
    says: "System.Management.Automation.ParameterBindingException: Cannot bind argument to parameter 'RequireSSL' because it is null.",
    script: 'New-PushNotificationsVirtualDirectory -Role Mailbox -RequireSSL $PushNotificationVDConfig.RequireSSL'
  },
  {
    issue: 'virtual-directory-twice',
    says: "Contoso.AmbiguousException: The operation couldn't be performed because 'EX01\\owa (Default Web Site)' matches multiple entries.",
    script: 'set-OwaVirtualDirectory -Identity $vdirName'
  },
  {
    issue: 'certificate-expired',
    says: 'System.InvalidOperationException: The certificate is expired.',
    script: 'Install-ExchangeCertificate -WebSiteName "Exchange Back End"',
    advice: /certutil\.exe -importpfx/
  },
  {
    issue: 'certificate-not-in-store',
    says: 'System.InvalidOperationException: The certificate with thumbprint 1234567890ABCDEF1234567890ABCDEF12345678 was not found.',
    script: 'Enable-ExchangeCertificate'
  },
  {
    issue: 'iisreset-failed',
    says: 'Microsoft.Exchange.Configuration.Tasks.TaskException: Process execution failed with exit code 1053.',
    script: 'start-SetupProcess -Name "iisreset" -Args "/noforce /timeout:120"'
  }
]
