import { inCmd, inPowerShell, say } from '../../../judging/resolutionSteps'
import { allOf, anyOf, code, has, not, onEither, onRules } from '../issue'
import type { KnownIssue, Owner } from '../knownIssue'
import { runAgain } from '../setupCommands'

const starting: Owner = 'setup-fails-with-cannot-start-the-service-error'

/** Services of Windows that setup needs. */
export const windowsServices: ReadonlyArray<KnownIssue> = [
  onRules(
    [
      'WinRMServiceDisabledOrNotInstalled',
      'WindowsInstallerServiceDisabledOrNotInstalled',
      'MSDTCStopped',
      'EventSystemStopped',
      'RemoteRegException',
      'W3SVCDisabledOrNotInstalled',
      'ShouldReRunSetupForW3SVC'
    ],
    {
      id: 'windows-service-disabled',
      title: 'A service of Windows that setup needs is disabled or stopped',
      section: starting,
      link: 'https://learn.microsoft.com/exchange/plan-and-deploy/deployment-ref/readiness-checks',
      meaning:
        'The readiness check found a service of Windows disabled, stopped or not installed, often left so by an earlier try.',
      expected:
        'the services of Windows that the rules name to be enabled and running; start them, and run setup again',
      steps: (found) => [
        inPowerShell(
          'In an elevated PowerShell, as the rules ask:',
          "Set-Service -Name 'NetTcpPortSharing' -StartupType Automatic"
        ),
        say(
          'Do the same for WinRM, W3SVC, RemoteRegistry, MSDTC and EventSystem, and Manual for msiserver; then Start-Service.'
        ),
        runAgain(found)
      ]
    }
  ),
  onEither(
    ['MpsSvcStopped'],
    anyOf(
      has('INetFwPolicy'),
      has('FirewallException'),
      allOf(code('1753', '0x800706D9'), has('firewall')),
      allOf(anyOf(code('0x800706D9'), has('no more endpoints')), not(has('cluster')))
    ),
    {
      id: 'firewall-service-stopped',
      title: 'The firewall service does not run, so that rules could not be made',
      section: starting,
      link: 'https://learn.microsoft.com/windows/security/operating-system-security/network-security/windows-firewall/',
      meaning:
        'Setup adds firewall rules, for which the service Windows Defender Firewall (MpsSvc) must run; without it there are no more endpoints from the endpoint mapper.',
      expected:
        'the service MpsSvc (Windows Defender Firewall) to run; set it to Automatic and start it, and resume setup',
      steps: (found) => [
        say(
          'Find who disables it (Group Policy, an antivirus suite), and lift that; turn profiles off instead if the firewall is not wanted.'
        ),
        inCmd('In an elevated Command Prompt (cmd.exe):', 'sc.exe config MpsSvc start= auto'),
        inCmd(
          'Then in the same Command Prompt (if access is denied, set Start to 2 below HKLM\\SYSTEM\\CurrentControlSet\\Services\\MpsSvc and restart):',
          'sc.exe start MpsSvc'
        ),
        runAgain(found)
      ]
    }
  )
]
