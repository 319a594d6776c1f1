import { inCmd, inPowerShell } from '../../../judging/resolutionSteps'
import { known } from '../entry'
import { allOf, anyOf, code, has, not, raised } from '../issue'
import type { KnownIssue } from '../knownIssue'
import { enableServices } from '../onTheServer'

const policies =
  'https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_execution_policies'

const listed = inPowerShell(
  'In an elevated PowerShell, see what is set (MachinePolicy and UserPolicy should be Undefined):',
  'Get-ExecutionPolicy -List'
)

/** What keeps PowerShell from doing what setup asks. */
export const powershellPolicy: ReadonlyArray<KnownIssue> = [
  known({
    id: 'scripts-disabled',
    title: 'Windows does not let scripts run',
    link: policies,
    where: anyOf(
      has('running scripts is disabled on this system'),
      has('the execution of scripts is disabled on this system')
    ),
    meaning: 'The execution policy is Restricted, so that PowerShell refuses the scripts of setup.',
    expected:
      'the execution policy of the computer to be RemoteSigned, and none to be set by Group Policy; set it, and run setup again',
    steps: [
      listed,
      inPowerShell(
        'In the same PowerShell:',
        'Set-ExecutionPolicy -ExecutionPolicy RemoteSigned -Scope LocalMachine -Force'
      ),
      'Lift the Group Policy "Turn on Script Execution" for this server for the time of setup.'
    ]
  }),
  known({
    id: 'script-not-signed',
    title: 'The execution policy wants signed scripts',
    link: policies,
    where: allOf(
      anyOf(has('is not digitally signed'), allOf(raised('PSSecurityException'), has('digitally signed'))),
      not(has('cabinet file'))
    ),
    meaning:
      'With AllSigned, or for a file from the internet, PowerShell refuses a script that has no trusted signature.',
    expected: 'the scripts of the medium to be trusted; unblock the medium, lift AllSigned, and run setup again',
    steps: [
      listed,
      'Unblock the file of the medium before it is mounted or extracted (Unblock-File), and copy it again.'
    ]
  }),
  known({
    id: 'script-refused',
    isGeneral: true,
    title: 'PowerShell refused a script of setup',
    link: policies,
    where: raised('PSSecurityException'),
    meaning:
      'The execution policy forbids scripts, or this one, whose signature it wants or whose place it does not trust.',
    expected:
      'the execution policy to be RemoteSigned without Group Policy, and the medium to be unblocked; set both, and run setup again',
    steps: [
      listed,
      'Unblock the file of the medium before it is mounted or extracted (Unblock-File), and lift the Group Policy "Turn on Script Execution" for the time of setup.'
    ]
  }),
  known({
    id: 'script-not-trusted-by-user',
    title: 'A script was refused since nobody agreed to run it',
    link: policies,
    where: has('cannot be loaded because you opted not to run this software now'),
    meaning:
      'PowerShell asks whether to trust the publisher or the place of the script. Setup can not answer, so the script did not run.',
    expected:
      'the execution policy not to ask; set it to RemoteSigned without Group Policy, unblock the medium, and run setup again',
    steps: [
      listed,
      'Unblock the file of the medium before it is mounted or extracted (Unblock-File).',
      'Trust the publisher: put the certificate of Microsoft that signed the script into Trusted Publishers.'
    ]
  }),
  known({
    id: 'language-mode-constrained',
    title: 'PowerShell runs in a restricted language mode',
    link: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_language_modes',
    where: anyOf(
      has('supported only on core types in this language mode'),
      has('not allowed in this language mode'),
      has('not supported in this language mode'),
      has('in restricted language mode')
    ),
    meaning:
      'AppLocker, Windows Defender Application Control or a variable (__PSLockdownPolicy) puts PowerShell into Constrained Language, in which setup can not work.',
    expected: 'PowerShell on {machine} to run in FullLanguage; lift the policy for the time of setup, and run it again',
    steps: [
      inPowerShell('See the mode, in an elevated PowerShell:', '$ExecutionContext.SessionState.LanguageMode'),
      'Lift the AppLocker or application control policy for this server, and remove the variable __PSLockdownPolicy of the system if it is set.'
    ]
  }),
  known({
    id: 'fips-algorithms-only',
    title: 'Windows allows only FIPS validated algorithms',
    link: 'https://learn.microsoft.com/windows/security/security-foundations/certification/fips-140-validation',
    where: has('not part of the Windows Platform FIPS validated cryptographic algorithms'),
    meaning: 'The policy "Use FIPS compliant algorithms" is on, and setup uses an algorithm that it forbids.',
    expected: 'the FIPS policy to be off on {machine} while setup runs; turn it off, restart, and run setup again',
    steps: [
      inPowerShell(
        'See whether it is on (1), in an elevated PowerShell:',
        "Get-ItemProperty -LiteralPath 'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\Lsa\\FipsAlgorithmPolicy'"
      ),
      'Turn off "System cryptography: Use FIPS compliant algorithms" in the security policy that sets it.',
      inCmd('Then in an elevated Command Prompt (cmd.exe):', 'gpupdate /force')
    ]
  }),
  known({
    id: 'program-blocked',
    title: 'A policy blocks a program of setup',
    link: 'https://learn.microsoft.com/windows/security/application-security/application-control/app-control-for-business/applocker/applocker-overview',
    where: anyOf(has('This program is blocked by group policy'), code('1260', '0x800704EC')),
    meaning: 'Software restriction or AppLocker does not let a program of the medium run.',
    expected: 'the policies to allow the programs of the medium; lift what blocks them for the time of setup',
    steps: ['Read the event logs AppLocker and Application (SoftwareRestrictionPolicies) at the time of the error.']
  }),
  known({
    id: 'setup-cmdlets-not-loaded',
    title: "Setup's own cmdlets are not loaded",
    section: 'exchange-server-setup-does-not-run',
    link: 'https://learn.microsoft.com/answers/questions/1098733',
    where: anyOf(
      has("The term 'Stop-SetupService' is not recognized"),
      has("The term 'Start-SetupService' is not recognized"),
      has("The term 'Write-ExchangeSetupLog' is not recognized"),
      has('Microsoft.Exchange.Management.PowerShell.Setup', 'is not installed'),
      has('snap-in', 'Microsoft.Exchange.Management.PowerShell', 'is not installed on')
    ),
    meaning:
      'The snap-in Microsoft.Exchange.Management.PowerShell.Setup could not be loaded: the script was started by hand, or files and registration are of two builds.',
    expected:
      'the update to be started by its own file from an elevated window; enable the services, restart, and install it again',
    steps: [
      'See in the first run of ServiceControl.log which services of Exchange were active before.',
      () => enableServices([]),
      'Restart {machine}.',
      'Start the newest update by its full path from an elevated Command Prompt (cmd.exe), not by a double click.'
    ]
  }),
  known({
    id: 'provisioning-agent-file',
    title: 'The file of the scripting agent is missing on this server',
    link: 'https://learn.microsoft.com/exchange/high-availability/disaster-recovery/recover-exchange-servers',
    where: allOf(
      anyOf(has('ScriptingAgentConfig.xml'), has('Scripting Agent initialization failed')),
      anyOf(
        raised('ProvisioningException', 'FileNotFoundException'),
        has('File is not found'),
        has('initialization failed')
      ),
      not(has('is denied'))
    ),
    meaning:
      'The organization has the Scripting Agent enabled, and each cmdlet that changes something needs ScriptingAgentConfig.xml, which a new or recovered server does not have yet.',
    expected:
      'ScriptingAgentConfig.xml to be on {machine}, or the agent to be off while setup runs; do one of these, and resume setup',
    steps: [
      'Copy ScriptingAgentConfig.xml from Bin\\CmdletExtensionAgents of another server to the same folder of {machine}.',
      'Or, on another server, turn the agent off: Disable-CmdletExtensionAgent "Scripting Agent". Enable it again after setup.'
    ]
  })
]
