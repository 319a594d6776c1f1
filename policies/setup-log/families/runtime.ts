import type { Step } from '../../../judging/policy'
import { inCmd, inPowerShell, say } from '../../../judging/resolutionSteps'
import { powershell } from '../../../kernel/powershell'
import { anyOf, code, has, onError, raised, value, windowsCode, word } from '../issue'
import type { Evidence, KnownIssue } from '../knownIssue'
import { startService } from '../runState'
import { installFolder, machineOf, runAgain } from '../setupCommands'

const programOf = ({ errors }: Evidence): string | null => errors.flatMap(({ program }) => program ?? [])[0] ?? null

/** A file that setup copied stays as it is, however often the medium is changed: its signature tells whether it is whole. */
const damagedAssembly = (found: Evidence): ReadonlyArray<Step> => {
  const assembly = value(found, /assembly ['"]((?:Microsoft|System|Exchange)[\w.]{1,120}),/i, '')
  if (assembly === '') return []
  return [
    inPowerShell(
      'See whether the file in the folder of Exchange is whole, in an elevated PowerShell:',
      powershell`Get-ChildItem -LiteralPath ${installFolder(found.run)} -Recurse -Filter ${`${assembly}.dll`} | Get-AuthenticodeSignature | Format-Table Status, Path`
    ),
    say(
      'If its status is not Valid, as a rule the file is damaged: compare it with that of a server of the same build, and take it from there. Check the disk (chkdsk) and the antivirus program.'
    )
  ]
}

/** PowerShell, WMI, program files and time. */
export const runtime: ReadonlyArray<KnownIssue> = [
  onError(anyOf(has('RunspaceOpenFailure'), raised('PSRemotingTransportException'), word('WS-Management')), {
    id: 'remote-powershell',
    isGeneral: true,
    title: 'PowerShell remoting does not work on the server',
    link: 'https://learn.microsoft.com/powershell/exchange/connect-to-exchange-servers-using-remote-powershell',
    meaning: 'A step opens the Exchange Management Shell, which needs WinRM, IIS and the virtual directory PowerShell.',
    expected: 'WinRM and the PowerShell virtual directory to work; repair them, and resume setup',
    steps: (found) => [
      inCmd('In an elevated Command Prompt (cmd.exe):', 'winrm quickconfig'),
      say('Check W3SVC and the virtual directory PowerShell.'),
      runAgain(found)
    ]
  }),
  onError(anyOf(raised('.Management.ManagementException'), code('0x80041003', '0x80041010')), {
    id: 'wmi',
    isGeneral: true,
    title: 'WMI does not answer',
    link: 'https://learn.microsoft.com/windows/win32/wmisdk/wmi-troubleshooting',
    meaning: 'The service WinMgmt is stopped or Disabled, or its repository is damaged.',
    expected: 'WinMgmt to run; set it to Automatic and start it, and resume setup',
    steps: (found) => [
      ...startService(found, 'WinMgmt'),
      inCmd('Check the repository:', 'winmgmt /verifyrepository'),
      runAgain(found)
    ]
  }),
  onError(
    anyOf(
      has('Could not load file or assembly'),
      has('BadImageFormatException'),
      has('FileLoadException'),
      has('TypeLoadException'),
      has('MissingMethodException'),
      has('TypeInitializationException')
    ),
    {
      id: 'assembly-not-loaded',
      isGeneral: true,
      title: 'A program file of Exchange is missing or of another build',
      link: 'https://learn.microsoft.com/exchange/plan-and-deploy/install-cumulative-updates',
      meaning:
        'An assembly could not be loaded: files of two builds are mixed, a file is damaged on the medium or in the folder of Exchange, or the .NET Framework is too old.',
      expected: 'all files to be of one build; copy the medium again, and run its setup from a local path',
      steps: (found) => [
        ...damagedAssembly(found),
        say('Compare the hash of the medium with the published one, and unblock its files (Unblock-File).'),
        say('Close all PowerShell windows that have Exchange loaded.'),
        runAgain(found)
      ]
    }
  ),
  onError(anyOf(has('TimeoutException'), has('timed out'), windowsCode('1460')), {
    id: 'timeout',
    isGeneral: true,
    title: 'A step took too long',
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/install-cumulative-updates',
    meaning: 'Setup waited for a service, a process or an answer that did not come in time.',
    expected: ({ run }) =>
      `the step that the error names to answer in time on ${machineOf(run)}; see why it hangs, and resume setup`,
    steps: (found) => [
      say(
        'Read the event logs of the minutes before; check load, revocation lists (no internet) and the antivirus program.'
      ),
      runAgain(found)
    ]
  }),
  onError(
    anyOf(
      has('Only one usage of each socket address'),
      has('conflicts with an existing registration on the machine'),
      windowsCode('10048'),
      code('0x80072740')
    ),
    {
      id: 'port-in-use',
      title: 'Another program has a port or an address that Exchange needs',
      link: 'https://learn.microsoft.com/exchange/plan-and-deploy/deployment-ref/network-ports',
      meaning:
        'A service of Exchange could not listen on its port, since another program or a registration in HTTP.sys has it.',
      expected: 'the port to be free for Exchange; see who has it, and resume setup',
      steps: (found) => [
        inCmd('List the ports with their processes, in an elevated Command Prompt (cmd.exe):', 'netstat -ano'),
        inCmd('And the addresses that HTTP.sys holds, in the same Command Prompt:', 'netsh http show urlacl'),
        runAgain(found)
      ]
    }
  ),
  onError(has('Process execution failed'), {
    id: 'process-failed',
    isGeneral: true,
    title: 'A program that setup runs ended with an error',
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/install-cumulative-updates',
    meaning: 'Setup runs helper programs and checks their exit code; this one is not among those that it accepts.',
    expected: (found) =>
      `${programOf(found) ?? 'the program in the failed script'} to end without an error; run it by hand to see why it fails, and resume setup`,
    steps: (found) => [
      say(
        `Take ${programOf(found) ?? 'the program'} and its arguments from the script in the evidence, and run it in an elevated Command Prompt (cmd.exe).`
      ),
      runAgain(found)
    ]
  }),
  onError(has('ManagementObjectNotFoundException'), {
    id: 'object-not-found',
    isGeneral: true,
    title: 'An object of Exchange could not be found',
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/prepare-ad-and-domains',
    meaning:
      'Setup works on an object that the domain controller does not have: it was removed, or its creation has not replicated yet.',
    expected: (found) =>
      `the object ${value(found, /object '([^'\n]{1,200})'/, 'that the error names')} to exist on the domain controller that setup uses; restore it, or wait for replication, and resume setup`,
    steps: (found) => [
      say(
        'Look for the object on the domain controller that the error names, and on another one: repadmin /showobjmeta shows where it came from.'
      ),
      runAgain(found)
    ]
  })
]
