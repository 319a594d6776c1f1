import { inCmd, inPowerShell } from '../../../judging/resolutionSteps'
import { known } from '../entry'
import { allOf, anyOf, code, has, not, raised, step, windowsCode } from '../issue'
import type { KnownIssue } from '../knownIssue'
import { listAccounts } from '../onTheServer'

const installing = 'https://learn.microsoft.com/exchange/plan-and-deploy/install-cumulative-updates'

/** The medium, the machine under setup, and what ended it from outside. */
export const media: ReadonlyArray<KnownIssue> = [
  known({
    id: 'medium-not-ready',
    title: 'The drive of the medium was gone',
    link: installing,
    where: anyOf(has('The device is not ready'), has('Das Gerät ist nicht bereit'), code('0x80070015')),
    meaning: 'The image was dismounted, or the drive was disconnected, while setup still read from it.',
    expected: 'the medium to stay mounted until setup has ended; mount or copy it to a local disk, and run setup again',
    steps: ['Copy the whole medium to a short local path, and start setup from there by its full path.']
  }),
  known({
    id: 'medium-read-error',
    title: 'The medium can not be read without errors',
    link: installing,
    where: anyOf(
      has('cyclic redundancy check'),
      code('0x80070017'),
      has('The file or directory is corrupted and unreadable')
    ),
    meaning: 'A file could not be read: the download or the disk is damaged.',
    expected: 'the medium and the disk to be sound; download it once more, check the disk, and run setup again',
    steps: [
      'Compare the hash of the download with the published one (Get-FileHash).',
      'Read the System log for disk errors.'
    ]
  }),
  known({
    id: 'path-too-long',
    title: 'A path is too long for setup',
    link: installing,
    where: anyOf(raised('PathTooLongException'), has('The specified path, file name, or both are too long')),
    meaning: 'The medium or Exchange lies so deep that a path has more than 260 characters.',
    expected: 'the medium to lie in a short path; copy it to a folder like C:\\CU, and run setup from there',
    steps: ['Copy the medium to C:\\CU, and start C:\\CU\\setup.exe from there.']
  }),
  known({
    id: 'not-enough-memory',
    title: 'Windows had too little memory for setup',
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/system-requirements',
    where: allOf(
      anyOf(
        raised('OutOfMemoryException'),
        code('0x8007000E', '0x800705AF'),
        has('The paging file is too small'),
        has('Insufficient system resources exist'),
        windowsCode('1450')
      ),
      not(step('DependentAssemblyGenerator'))
    ),
    meaning: 'Setup or a program that it runs got no more memory.',
    expected:
      '{machine} to have the memory that Exchange needs and a paging file of fixed size; make sure of both, and resume setup',
    steps: ['Restart {machine}, and stop programs that are not needed.', 'Set the paging file as the linked page says.']
  }),
  known({
    id: 'shutdown-in-progress',
    title: 'Windows was shutting down while setup ran',
    link: installing,
    where: anyOf(has('A system shutdown is in progress'), code('0x8007045B'), windowsCode('1115')),
    meaning: 'Somebody, an update of Windows or an agent restarted the server during setup.',
    expected: 'nothing to restart {machine} while setup runs; pause updates and agents, and resume setup',
    steps: [
      inPowerShell(
        'See who asked for the restart, in an elevated PowerShell:',
        "Get-WinEvent -FilterHashtable @{ LogName = 'System'; Id = 1074 } -MaxEvents 5 | Format-List TimeCreated, Message"
      )
    ]
  }),
  known({
    id: 'network-path-not-found',
    title: 'A server or share was not found over the network',
    link: 'https://learn.microsoft.com/exchange/troubleshoot/setup/network-path-was-not-found-error',
    where: anyOf(
      has('The network path was not found'),
      code('0x80070035'),
      allOf(windowsCode('53'), has('network path'))
    ),
    meaning:
      'Setup reads the registry of a server over the network; its service Remote Registry is stopped, or its name or port 445 can not be reached.',
    expected:
      'the service Remote Registry to run on {machine} and the server to be reachable; start it, and run setup again',
    steps: [
      inPowerShell(
        'In an elevated PowerShell:',
        "Set-Service -Name 'RemoteRegistry' -StartupType Automatic",
        "Start-Service -Name 'RemoteRegistry'"
      ),
      'Check that the name of {machine} resolves to its own address, and that file sharing (port 445) is open.'
    ]
  }),
  known({
    id: 'service-not-installed',
    title: 'A service that setup needs is not installed',
    section: 'setup-fails-with-cannot-start-the-service-error',
    link: installing,
    where: allOf(
      anyOf(
        windowsCode('1060'),
        code('0x80070424'),
        has('The specified service does not exist as an installed service')
      ),
      not(has('net.exe'))
    ),
    meaning: 'The service is not there any more: an earlier try removed it, and broke off before it was made again.',
    expected: 'the service to be made again by setup; resume it with the same medium, in the mode that it began with',
    steps: ['Start the setup of the same medium without switches: its wizard sees the unfinished try and resumes it.'],
    again: false
  }),
  known({
    id: 'service-logon-failed',
    title: 'A service could not log on with its account',
    section: 'setup-fails-with-cannot-start-the-service-error',
    link: 'https://learn.microsoft.com/windows-server/identity/ad-ds/manage/understand-service-accounts',
    where: anyOf(has('The service did not start due to a logon failure'), allOf(windowsCode('1069'), has('service'))),
    meaning:
      'The account of the service may not log on as a service, or somebody changed it; a Group Policy may have replaced that right.',
    expected:
      'the services of Exchange to run under Local System or Network Service with "Log on as a service"; restore both, and resume setup',
    steps: [
      listAccounts,
      'Services of Exchange run under Local System or Network Service: give one with another account its own back.',
      inPowerShell(
        'See in an elevated PowerShell who may log on as a service. S-1-5-80-0 is NT SERVICE\\ALL SERVICES, and S-1-5-20 Network Service:',
        'secedit.exe /export /areas USER_RIGHTS /cfg "$env:TEMP\\rights.inf"',
        'Select-String -Path "$env:TEMP\\rights.inf" -Pattern SeServiceLogonRight'
      ),
      inCmd(
        'If one is missing, see which Group Policy sets that right, in an elevated Command Prompt (cmd.exe):',
        'gpresult /scope computer /v'
      )
    ]
  }),
  known({
    id: 'medium-files-blocked',
    title: 'Windows has blocked files of the medium, since they came from the internet',
    link: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/unblock-file',
    where: code('0x80131515'),
    meaning: 'The package was unpacked while it was marked as downloaded, so that .NET loads none of its files.',
    expected: 'no file of the medium to be blocked; remove the mark, or mount the ISO file, and run setup again',
    steps: [
      inPowerShell(
        'Remove the mark from the folder of the medium (put its path in the place of FOLDER), in an elevated PowerShell:',
        "Get-ChildItem -LiteralPath 'FOLDER' -Recurse -File | Unblock-File"
      ),
      'Better: mount the ISO file, which has no such marks.'
    ]
  }),
  known({
    id: 'content-filter-not-registered',
    title: 'The content filter could not be registered within a minute',
    link: 'https://learn.microsoft.com/exchange/troubleshoot/administration/cannot-install-exchange-cu-localized-windows',
    where: anyOf(
      has("Couldn't register the content filter"),
      allOf(has('register the content filter'), step('register-ContentFilter'))
    ),
    meaning:
      'Windows asks all trusted domains for a name without a domain, and waits for each; that takes longer than setup does.',
    expected: 'domain controllers not to look isolated names up in trusted domains; set the value, and resume setup',
    steps: [
      'On the domain controllers that {machine} uses, set the DWORD LsaLookupRestrictIsolatedNameLevel to 1 below HKLM\\SYSTEM\\CurrentControlSet\\Control\\Lsa. It works at once.'
    ]
  })
]
