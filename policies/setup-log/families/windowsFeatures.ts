import { inPowerShell } from '../../../judging/resolutionSteps'
import { known } from '../entry'
import { allOf, anyOf, has, names, raised, step } from '../issue'
import type { KnownIssue } from '../knownIssue'
import { runSetup } from '../setupCommands'

const prerequisites = 'https://learn.microsoft.com/exchange/plan-and-deploy/prerequisites'

/** Services and features of Windows that a rule asks for. */
export const windowsFeatures: ReadonlyArray<KnownIssue> = [
  known({
    id: 'port-sharing-not-automatic',
    title: 'The Net.Tcp Port Sharing Service is not set to Automatic',
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/deployment-ref/readiness-checks',
    rules: ['NetTcpPortSharingSvcNotAuto'],
    meaning:
      'Exchange needs the service NetTcpPortSharing to start with Windows; it comes with the WCF features of Windows.',
    expected: 'NetTcpPortSharing to be Automatic and running on {machine}; set it, and run setup again',
    steps: [
      inPowerShell(
        'In an elevated PowerShell:',
        "Set-Service -Name 'NetTcpPortSharing' -StartupType Automatic",
        "Start-Service -Name 'NetTcpPortSharing'"
      ),
      inPowerShell(
        'Where Windows does not know the service, install its feature first, in the same PowerShell:',
        'Install-WindowsFeature NET-WCF-TCP-PortSharing45, NET-WCF-HTTP-Activation45'
      )
    ]
  }),
  known({
    id: 'windows-component-not-installed',
    title: 'Setup could not install a feature of Windows',
    link: prerequisites,
    where: allOf(
      step('Install-WindowsComponent'),
      anyOf(has('error code'), has('exit code'), raised('ServerManagerException'))
    ),
    meaning:
      'With /InstallWindowsComponents setup adds features of Windows, and one of them failed, as a rule since its files are not on the server.',
    expected:
      'the features that Exchange needs to be installable on {machine}; give Windows its source, and run setup again',
    steps: [
      inPowerShell(
        'See which features lack their files (Removed), in an elevated PowerShell:',
        "Get-WindowsFeature | Where-Object { $_.InstallState -eq 'Removed' }"
      ),
      'Install the missing ones by Install-WindowsFeature with -Source and the folder sources\\sxs of the medium of Windows.',
      (found) =>
        runSetup(found.run, '/m:install /r:Mailbox', 'Then, for a new server, in an elevated Command Prompt (cmd.exe)')
    ],
    again: false
  }),
  known({
    id: 'firewall-not-configurable',
    title: 'Setup was refused to configure the firewall service',
    section: 'error-during-setup-in-setup-log',
    link: 'https://learn.microsoft.com/answers/questions/2145972',
    where: anyOf(
      allOf(
        anyOf(names('MpsSvc'), has('Windows Defender Firewall'), has('Windows Firewall')),
        anyOf(has('cannot be configured'), has('Access is denied'))
      ),
      allOf(has('(MpsSvc)'), raised('ServiceCommandException'), step('Set-Service MpsSvc'))
    ),
    meaning:
      'Windows protects the service MpsSvc; setup may change it only with the rights of an elevated domain account on a version of Windows that Exchange supports.',
    expected:
      'setup to run in an elevated window of a domain account, on a supported version of Windows; do so, and resume setup',
    steps: [
      'Sign in as {user} or another domain account that is a local administrator, and start cmd.exe as administrator.',
      'Compare the version of Windows with the supportability matrix of this Cumulative Update.',
      'Look for a Group Policy or an endpoint program that protects the service MpsSvc.'
    ]
  })
]
