import { inCmd, inPowerShell, say } from '../../../judging/resolutionSteps'
import { known } from '../entry'
import { allOf, anyOf, code, has, not, raised, status, step, value, windowsCode } from '../issue'
import type { Evidence, KnownIssue } from '../knownIssue'
import { startService } from '../runState'

const installing = 'https://learn.microsoft.com/exchange/plan-and-deploy/install-cumulative-updates'

const prerequisites = 'https://learn.microsoft.com/exchange/plan-and-deploy/prerequisites'

const antivirus = 'https://learn.microsoft.com/exchange/antispam-and-antimalware/windows-antivirus-software'

const library = (found: Evidence): string =>
  value(found, /DLL ['"\u201c\u00ab\u201e]\s?([\w.-]{1,80})/i, 'the library that the error names')

const source = (found: Evidence): string => value(found, /log for source '([^'\n]{1,100})'/i, 'that the error names')

const site = (found: Evidence): string =>
  value(found, /-WebSiteName:?\s?["']([^"'\n$]{1,100})["']/i, 'that the script names')

/** IIS found no site, application or folder at a path: 0x80070003, which the metabase tells in decimal. */
const pathMissing = anyOf(status('-2147024893'), code('0x80070003'))

const perfCounters = anyOf(step('PerfCounter'), has('PerformanceCounterLib'), has('performance counter'))

/** The state of Windows, apart from its services and its installer. */
export const windowsState: ReadonlyArray<KnownIssue> = [
  known({
    id: 'time-differs',
    title: 'The clocks of this server and of the domain differ',
    link: 'https://learn.microsoft.com/windows-server/networking/windows-time-service/windows-time-service-top',
    where: anyOf(
      has('time and/or date difference between the client and server'),
      has('clocks on the client and server machines are skewed'),
      has('clock skew'),
      has('KRB_AP_ERR_SKEW'),
      windowsCode('1398'),
      code('0x80090324', '0x8007056E')
    ),
    meaning: 'Kerberos refuses a log-on where two clocks differ by more than five minutes, so the directory is closed.',
    expected: 'the clock of {machine} to agree with its domain controllers; correct the time, and run setup again',
    steps: [
      inCmd(
        'Compare the clocks of this server and the domain controllers, in an elevated Command Prompt (cmd.exe):',
        'w32tm /monitor'
      ),
      inCmd('See where this server gets its time from, in the same Command Prompt:', 'w32tm /query /status'),
      inCmd('Let it take the time anew, in the same Command Prompt:', 'w32tm /resync /rediscover'),
      'On a virtual machine, turn off the time synchronization of the host if it disagrees with the domain.'
    ]
  }),
  known({
    id: 'antivirus-blocked-script',
    title: 'The antivirus program blocked a script of setup',
    link: antivirus,
    where: anyOf(has('has been blocked by your antivirus software'), has('ScriptContainedMaliciousContent')),
    meaning: 'PowerShell gives each script to the antivirus program (AMSI), which took this one for harmful.',
    expected: 'the antivirus program to let the scripts of setup run; set its exclusions, and resume setup',
    steps: [
      'Compare the hash of the medium with the published one, so that the script surely is the one of Microsoft.',
      'Set the exclusions of the linked page, or turn the antivirus program off while setup runs.',
      'Report the script to the maker of the antivirus program.'
    ]
  }),
  known({
    id: 'execution-policy-overridden',
    title: 'A Group Policy overrides the execution policy that setup sets',
    link: 'https://learn.microsoft.com/exchange/troubleshoot/setup/installation-fails-powershell-execution-policy',
    where: anyOf(
      has('the setting is overridden by a policy defined at a more specific scope'),
      has('ExecutionPolicyOverride'),
      allOf(step('Set-ExecutionPolicy'), raised('SecurityException'))
    ),
    meaning:
      'Setup sets the execution policy of PowerShell, and takes it for an error that a policy at another scope stays above it.',
    expected:
      'MachinePolicy and UserPolicy to be Undefined on {machine}; lift the Group Policy for the time of setup, and resume it',
    steps: [
      inPowerShell('In an elevated PowerShell, see what is set:', 'Get-ExecutionPolicy -List'),
      'Set the Group Policy "Turn on Script Execution" for this server to Not Configured.',
      inCmd('Then in an elevated Command Prompt (cmd.exe):', 'gpupdate /force')
    ]
  }),
  known({
    id: 'event-log-source',
    title: 'Setup may not read or write the event logs',
    link: installing,
    where: anyOf(
      has('some or all event logs could not be searched'),
      has('Cannot open log for source'),
      allOf(has('Inaccessible logs'), raised('SecurityException'))
    ),
    meaning:
      'Setup looks for the source of an event in all event logs, or writes to one. It lacks the right to that log: the window is not elevated, or the rights of a log were changed.',
    expected:
      'SYSTEM and Administrators to have full control of the keys of the event logs; start setup elevated, or restore the rights, and resume setup',
    steps: [
      (found) =>
        inPowerShell(
          `See who may read the logs (source ${source(found)}), in an elevated PowerShell:`,
          "Get-ChildItem -LiteralPath 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\EventLog' | Get-Acl | Format-List PSChildName, AccessToString"
        ),
      'Compare them with another server. Give SYSTEM and Administrators full control back where they lack it.',
      'See whether a Group Policy or the value CustomSD of the key Application limits who may write.'
    ]
  }),
  known({
    id: 'performance-counter-names',
    title: 'The names of the performance counters are damaged',
    link: 'https://learn.microsoft.com/troubleshoot/windows-server/performance/rebuild-performance-counter-library-values',
    where: anyOf(
      has('Cannot load Counter Name data'),
      has('Cannot load Performance Counter Name data'),
      has('Cannot load Category Helpdata'),
      allOf(perfCounters, has('configuration registry key is invalid')),
      allOf(perfCounters, raised('FormatException', 'IndexOutOfRangeException')),
      allOf(has('PerformanceCounterLib'), raised('InvalidOperationException')),
      allOf(perfCounters, has('Category does not exist')),
      allOf(step('lodctr'), has('Process execution failed'))
    ),
    meaning:
      'Windows keeps the names of all performance counters in the registry. They are damaged or incomplete there, so setup can not add those of Exchange.',
    expected: 'the names of the performance counters to be whole; rebuild them, and resume setup',
    steps: [
      inCmd('In an elevated Command Prompt (cmd.exe), both in System32 and in SysWOW64:', 'lodctr /R'),
      inCmd('Then in the same Command Prompt:', 'winmgmt /resyncperf'),
      'Restart {machine}.'
    ]
  }),
  known({
    id: 'class-not-registered',
    title: 'A component of Windows is not registered',
    link: prerequisites,
    where: anyOf(
      code('0x80040154'),
      allOf(has('80040154'), raised('COMException')),
      has('Class not registered'),
      has('REGDB_E_CLASSNOTREG')
    ),
    meaning:
      'Setup asked for a COM component that is not there, as a rule of the management tools of IIS, which a feature of Windows brings.',
    expected:
      'the features of IIS and its management tools (IIS 6 compatibility too) to be installed; install what lacks, restart, and resume setup',
    steps: [
      inPowerShell(
        'See which features of IIS lack, in an elevated PowerShell, and compare them with the linked page:',
        "Get-WindowsFeature -Name 'Web-*' | Where-Object { $_.InstallState -ne 'Installed' } | Format-Table Name, InstallState"
      ),
      'Install the missing ones with Install-WindowsFeature, and restart {machine}.',
      (found) => [...startService(found, 'IISADMIN'), ...startService(found, 'W3SVC')]
    ]
  }),
  known({
    id: 'iis-site-missing',
    title: 'A site of IIS, or its folder, is missing',
    link: 'https://learn.microsoft.com/exchange/clients/default-virtual-directory-settings',
    where: allOf(
      anyOf(
        has("An IIS directory entry couldn't be created"),
        raised('IISGeneralCOMException'),
        step('VirtualDirectory')
      ),
      pathMissing
    ),
    meaning:
      'Setup makes a virtual directory below a site of IIS. IIS answered that the path does not exist (0x80070003): the site, its application, or the folder behind it is not there. Rights and locks have other codes.',
    expected: (found) => `the site ${site(found)} and its folder to be there; restore what lacks, and resume setup`,
    steps: [
      inPowerShell(
        'See the sites and their folders, in an elevated PowerShell:',
        'Import-Module WebAdministration',
        "Get-ChildItem -Path 'IIS:\\Sites' | Format-List Name, ID, State, PhysicalPath"
      ),
      inCmd(
        'See the applications and the folder of each, in an elevated Command Prompt (cmd.exe):',
        '%windir%\\System32\\inetsrv\\appcmd list vdir'
      ),
      (found) =>
        say(
          `If ${site(found)} lacks, add it in IIS Manager with the name, bindings and folder of another server of the same version. If only a folder lacks, make it again.`
        ),
      'If the site is there, a part of the application may be left from an earlier try: look for it in applicationHost.config, and in ADSI Edit below CN=HTTP,CN=Protocols of {machine}.'
    ]
  }),
  known({
    id: 'iis-entry-refused',
    title: 'IIS refused to make or change an entry',
    link: 'https://learn.microsoft.com/exchange/clients/default-virtual-directory-settings',
    where: allOf(
      anyOf(
        allOf(has("An IIS directory entry couldn't be created"), not(has('already exists'))),
        raised('IISGeneralCOMException')
      ),
      not(pathMissing)
    ),
    meaning:
      'Setup makes a virtual directory through the metabase of IIS, which refused it: the account or SYSTEM lacks rights there, IIS is stopped, or its configuration is locked.',
    expected:
      'IIS to run and to be writable by Administrators and SYSTEM; make sure of both in an elevated window, and resume setup',
    steps: [
      'See that setup runs in an elevated window, and that {user} is a local administrator of {machine}.',
      (found) => [...startService(found, 'IISADMIN'), ...startService(found, 'W3SVC')],
      inPowerShell(
        'See who may write the configuration of IIS, in an elevated PowerShell:',
        'icacls "$env:windir\\System32\\inetsrv\\config"'
      ),
      'Let the antivirus program leave out the folder inetsrv\\config, and close IIS Manager in all sessions.'
    ]
  }),
  known({
    id: 'library-not-loaded',
    title: 'A library of setup, or one that it needs, could not be loaded',
    link: prerequisites,
    where: anyOf(
      allOf(raised('DllNotFoundException'), has('Unable to load DLL')),
      allOf(raised('DllNotFoundException'), code('0x8007007E')),
      has('side-by-side configuration is incorrect'),
      code('0x800736B1')
    ),
    meaning:
      'The library itself is missing, or, which is more frequent, a runtime that it was built with: the Visual C++ Redistributable.',
    expected: (found) =>
      `${library(found)} and the Visual C++ 2012 and 2013 Redistributables (x64) to be there; install them, and resume setup`,
    steps: [
      inPowerShell(
        'See which are installed, in PowerShell:',
        "Get-ItemProperty -Path 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\*' | Where-Object { $_.DisplayName -like '*Visual C++*' } | Format-Table DisplayName, DisplayVersion"
      ),
      'Install or repair the Visual C++ 2012 and 2013 Redistributables (x64).',
      (found) =>
        say(
          `If both are there, see that ${library(found)} is in the Bin folder and of the same build as its neighbours.`
        )
    ]
  })
]
