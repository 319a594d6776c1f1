import { inCmd, inPowerShell, say } from '../../../judging/resolutionSteps'
import { powershell } from '../../../kernel/powershell'
import { articleSection } from '../../article'
import { known } from '../entry'
import { allOf, anyOf, code, has, inComponent, not, raised, step, windowsCode } from '../issue'
import type { Evidence, KnownIssue } from '../knownIssue'
import { enableServices } from '../onTheServer'
import { installFolder } from '../setupCommands'
import { runElsewhere, targetOf } from '../targetFolder'

/** The call that makes SharedWebConfig.config of a folder from the assemblies of others. */
const generator = ({ run }: Evidence, folders: ReadonlyArray<string>, target: string): string => {
  const root = installFolder(run)
  const paths = folders.map((folder) => powershell`-exchangePath ${`${root}\\${folder}`}`).join(' ')
  const call = powershell`& ${`${root}\\Bin\\DependentAssemblyGenerator.exe`}`
  return `${call} ${paths} ${powershell`-configFile ${`${root}\\${target}\\SharedWebConfig.config`}`}`
}

const failedProcess = anyOf(has('Process execution failed'), windowsCode('1', '3', '5'), has('exit code'))

/** Programs that setup runs, and what each of them needs. */
export const programs: ReadonlyArray<KnownIssue> = [
  known({
    id: 'smime-library-not-registered',
    title: 'ExSMIME.dll could not be registered',
    link: 'https://learn.microsoft.com/exchange/troubleshoot/setup/process-execution-failed-with-exit-code-3',
    where: allOf(step('ExSMIME.dll'), failedProcess),
    meaning:
      'regsvr32 could not load ExSMIME.dll, since the Visual C++ 2012 Redistributable is not installed. The exit code is that of regsvr32, not an error of Windows.',
    expected: 'the Visual C++ 2012 Redistributable (x64) to be installed on {machine}; install it, and resume setup',
    steps: [
      'Install the Visual C++ 2012 Redistributable (vcredist_x64.exe, version 11.0), and restart {machine} if it asks.'
    ]
  }),
  known({
    id: 'library-not-registered',
    title: 'A library could not be registered by regsvr32',
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/prerequisites',
    where: allOf(step('regsvr32'), failedProcess, not(step('ExSMIME.dll'))),
    meaning:
      'regsvr32 ended with an error: 3 says that the library or one that it needs could not be loaded, 5 that its registration was refused.',
    expected: 'the library in the failed script to be registrable; install what it needs, and resume setup',
    steps: [
      'Run the regsvr32 call of the failed script in an elevated Command Prompt (cmd.exe), without /s, and read its message.',
      'Install the Visual C++ 2012 and 2013 Redistributables (x64). Look for an antivirus program that holds the file.'
    ]
  }),
  known({
    id: 'backup-extension-not-registered',
    title: 'The extension for Windows Server Backup could not be registered',
    link: 'https://learn.microsoft.com/answers/questions/343369',
    where: allOf(step('wsbexchange'), failedProcess),
    meaning:
      'Setup registers wsbexchange by reg.exe and sc.exe, and one of them ended with an error: access was denied, or services that an earlier try disabled do not run.',
    expected:
      'reg.exe and sc.exe to be able to register wsbexchange on {machine}; restore rights and services, and resume setup',
    steps: [
      'See which call failed in the lines before the error, and run that reg.exe or sc.exe call in an elevated Command Prompt (cmd.exe).',
      'If access is denied: check the rights of SYSTEM and Administrators to that key below HKEY_CLASSES_ROOT, and turn the self-protection of antivirus programs off.',
      () => enableServices([])
    ]
  }),
  known({
    id: 'iis-modules-not-unlocked',
    title: 'The modules of IIS could not be unlocked',
    link: 'https://learn.microsoft.com/answers/questions/361372',
    where: allOf(
      anyOf(inComponent('UnlockModulesInAppHost'), step('appcmd', 'system.webServer/modules')),
      raised('ParameterBindingException')
    ),
    meaning:
      'Setup unlocks the modules of IIS by appcmd.exe and expects one line of answer. Several lines came, which as a rule is an error: a module is missing or applicationHost.config is damaged.',
    expected: 'appcmd.exe to unlock each module without an error; see which one fails, repair it, and resume setup',
    steps: [
      inCmd(
        'See the modules that IIS has, in an elevated Command Prompt (cmd.exe):',
        '%windir%\\System32\\inetsrv\\appcmd.exe list modules'
      ),
      inCmd(
        'Run the first command of the failed script in the same Command Prompt, then those with the name of each module:',
        '%windir%\\System32\\inetsrv\\appcmd.exe set config /section:system.webServer/modules /lockItem:false'
      ),
      'Install the feature of Windows whose module is missing, or repair applicationHost.config from C:\\inetpub\\history.'
    ]
  }),
  known({
    id: 'shared-web-config-not-made',
    title: 'SharedWebConfig.config could not be made',
    link: articleSection('http-500-errors-in-owa-or-ecp'),
    where: allOf(
      step('DependentAssemblyGenerator'),
      anyOf(raised('RemoteException'), has('StackOverflowException'), has('OutOfMemoryException')),
      not(has('exit code'))
    ),
    meaning:
      'DependentAssemblyGenerator.exe writes SharedWebConfig.config for ClientAccess and for FrontEnd\\HttpProxy, and ended with an error.',
    expected: 'SharedWebConfig.config to be there for both sites; make it by the command, and resume setup',
    steps: [
      (found) =>
        inPowerShell(
          'In an elevated PowerShell, make the file of FrontEnd\\HttpProxy:',
          generator(found, ['Bin', 'FrontEnd', 'ClientAccess'], 'FrontEnd\\HttpProxy')
        ),
      (found) =>
        inPowerShell(
          'And that of ClientAccess, in the same PowerShell:',
          generator(found, ['Bin', 'ClientAccess'], 'ClientAccess')
        ),
      'If the program crashes by hand as well, exclude it in the antivirus program, and check the .NET Framework version.'
    ]
  }),
  known({
    id: 'system-folder-not-in-path',
    title: 'A program of Windows is not found along the Path',
    link: 'https://learn.microsoft.com/answers/questions/306488',
    where: anyOf(
      has("The term 'where.exe' is not recognized"),
      has("The term 'net.exe' is not recognized"),
      has("The term 'reg.exe' is not recognized"),
      has("The term 'sc.exe' is not recognized"),
      allOf(raised('CommandNotFoundException'), anyOf(has("'where.exe'"), step('where.exe mmc')))
    ),
    meaning:
      'The environment variable Path of the system lacks %SystemRoot%\\System32, so that setup does not find its helpers.',
    expected: 'Path of {machine} to hold %SystemRoot%\\System32; add it for the system, and run setup in a new window',
    steps: [
      inPowerShell('See the value, in PowerShell:', "[Environment]::GetEnvironmentVariable('Path', 'Machine')"),
      inPowerShell(
        'Add the folders of Windows, in an elevated PowerShell. What the value holds already stays as it is written:',
        `$key = [Microsoft.Win32.Registry]::LocalMachine.OpenSubKey('SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment', $true)`,
        "$former = $key.GetValue('Path', '', 'DoNotExpandEnvironmentNames')",
        `$key.SetValue('Path', '%SystemRoot%\\System32;%SystemRoot%;%SystemRoot%\\System32\\WindowsPowerShell\\v1.0;' + $former, 'ExpandString')`
      ),
      'Sign in again.'
    ]
  }),
  known({
    id: 'remote-management-busy',
    title: 'Windows Remote Management was just starting or stopping',
    section: 'installation-fails-due-to-services-not-stopping',
    link: 'https://learn.microsoft.com/answers/questions/2103279',
    where: allOf(
      anyOf(has('net.exe start winrm'), step('start winrm'), has('net.exe stop winrm')),
      anyOf(has('starting or stopping'), has('exit code'))
    ),
    meaning: 'Setup starts the service WinRM, which hung between two states.',
    expected: 'WinRM to run or to be stopped; end its process, and resume setup',
    steps: [
      inPowerShell(
        'See its state and its process, in an elevated PowerShell:',
        'Get-CimInstance Win32_Service -Filter "Name=\'WinRM\'" | Format-List State, ProcessId'
      ),
      'Restart {machine}; that is surer than ending a svchost.exe which other services share.'
    ]
  }),
  known({
    id: 'exsetdata-no-access',
    title: 'Setup may not look into a folder at the root of a volume',
    link: 'https://learn.microsoft.com/answers/questions/1427238',
    where: allOf(
      raised('ExsetdataException'),
      anyOf(has('3221684229'), code('0xC0070005')),
      not(step('AtomName OrgLevelCt'))
    ),
    meaning:
      'Setup searches the folder of Exchange, and was denied access (ScFindFileInDirTree). Exchange lies at the root of a volume or in a mount point, where System Volume Information is closed to it.',
    expected:
      'Exchange to be installed in a folder below the root of a volume, or setup to be allowed to read all folders there',
    steps: [
      (found) =>
        say(
          `See the rights of all folders below ${targetOf(found.run)}, and of System Volume Information where that is the root of a volume or a mount point.`
        ),
      'Give SYSTEM and Administrators full control there for the time of setup, with inheritance.',
      'For a new server, install into a folder like E:\\Exchange, not into E:\\ and not into a mount point.',
      runElsewhere
    ],
    again: false
  }),
  known({
    id: 'exsetdata-attribute-missing',
    title: 'The organization lacks an attribute or value that setup reads',
    section: 'exchange-setup-or-preparead-error',
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/prepare-ad-and-domains',
    where: allOf(
      raised('ExsetdataException'),
      anyOf(has('2147950602'), code('0x8007200A'), has('attribute or value does not exist'))
    ),
    meaning:
      'The directory does not hold an attribute that setup reads of the organization: the schema is not fully extended or replicated, or an object is from another version.',
    expected:
      'the schema to be extended on all domain controllers; run /PrepareSchema, replicate, and run /PrepareAD again',
    steps: [
      inCmd(
        'See whether all domain controllers replicate, in an elevated Command Prompt (cmd.exe):',
        'repadmin /showrepl'
      ),
      'Compare rangeUpper of CN=ms-Exch-Schema-Version-Pt in the schema with the value that the update documents.',
      'Run /PrepareSchema and then /PrepareAD at the site of the schema master.'
    ]
  }),
  known({
    id: 'service-control-nothing-saved',
    title: 'ServiceControl.ps1 found no list of services',
    section: 'installation-fails-due-to-services-not-stopping',
    link: 'https://github.com/microsoft/CSS-Exchange/tree/main/Setup/SetupLogReviewer',
    where: allOf(
      has('Exception calling "Reverse" with "1" argument(s)'),
      anyOf(step('ServiceControl'), has('Array.Reverse'))
    ),
    meaning:
      'ServiceControl.ps1 got no list of services to stop. As a rule the server roles that it asks for are not known, since an earlier try left the server half installed.',
    expected:
      'ServiceControl.ps1 to find the roles and services of {machine}; restore the services, and run setup again',
    steps: [
      'Keep a copy of the folder ExchangeSetupLogs, then rename it.',
      () => enableServices([]),
      inPowerShell(
        'See which roles an earlier try left unfinished (Action, Watermark), in an elevated PowerShell:',
        "Get-ItemProperty -Path 'HKLM:\\SOFTWARE\\Microsoft\\ExchangeServer\\v1*\\*Role' | Format-Table PSChildName, ConfiguredVersion, Action, Watermark"
      ),
      'Restart {machine}, and start the setup of the same medium without switches: its wizard resumes what an earlier try began.'
    ],
    again: false
  }),
  known({
    id: 'net-framework-compiling',
    title: 'The .NET Framework is still compiling after its update',
    section: 'installation-fails-due-to-services-not-stopping',
    link: 'https://www.msxfaq.de/exchange/update/e2016_update_checkliste.htm',
    where: has('mscorsvw.exe'),
    meaning: 'mscorsvw.exe compiles the assemblies of an updated .NET Framework, and holds files that setup replaces.',
    expected: 'mscorsvw.exe to have ended; let it finish, and run setup again',
    steps: [
      inCmd(
        'Let it finish now, in an elevated Command Prompt (cmd.exe):',
        '%windir%\\Microsoft.NET\\Framework64\\v4.0.30319\\ngen.exe executeQueuedItems'
      ),
      'Restart {machine} after that.'
    ]
  })
]
