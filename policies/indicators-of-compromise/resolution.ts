import type { Resolution, Step } from '../../judging/policy'
import { inExchangeShell, inPowerShell, say } from '../../judging/resolutionSteps'
import { powershell } from '../../kernel/powershell'
import { articleSection } from '../article'

export const section = 'check-for-indicators-of-compromise-iocs'

export const link = articleSection(section)

const script = 'https://aka.ms/TestProxyLogon'

/** The logs that tell who asked Exchange for what. */
const proxyLogs = (root: string): string => `${root}Logging\\HttpProxy`

/** What a verdict says where the logs were not looked at. */
export const notSearched = (root: string): string =>
  `the logs were not searched for traces: record the server by collect --ioc, or run Test-ProxyLogon.ps1 (${script}); those below ${proxyLogs(root)} reach back only as far as their oldest file`

/** A folder is copied whole, with its times; a copy takes nothing away. */
const copy = (source: string, name: string): string =>
  `robocopy.exe ${source} "$evidence\\${name}" /E /COPY:DAT /DCOPY:T /R:1 /W:1 /XJ`

const keepEvidence = (root: string, folders: ReadonlyArray<string>): ReadonlyArray<Step> => [
  say('Let the incident team make an image of the memory before anything restarts: a restart loses its content.'),
  inPowerShell(
    'Name a folder on a removable drive, in an elevated PowerShell on the console:',
    "$evidence = Read-Host 'Folder for the evidence'"
  ),
  inPowerShell(
    `Copy the logs of Exchange and IIS${folders.length === 0 ? '' : ', and the folders with the pages'}, in the same PowerShell; delete and open nothing:`,
    copy(powershell`${proxyLogs(root)}`, 'HttpProxy'),
    copy(powershell`${`${root}Logging\\ECP`}`, 'ECP'),
    copy(powershell`${`${root}Logging\\OABGeneratorLog`}`, 'OAB'),
    copy('"$env:SystemDrive\\inetpub\\logs\\LogFiles"', 'IIS'),
    ...folders.map((folder, index) => copy(powershell`${folder}`, `pages${index + 1}`))
  ),
  inPowerShell(
    'Keep the logs of events, in the same PowerShell:',
    'wevtutil.exe epl Security "$evidence\\Security.evtx"',
    'wevtutil.exe epl System "$evidence\\System.evtx"',
    'wevtutil.exe epl Application "$evidence\\Application.evtx"'
  ),
  inPowerShell(
    'Write down the hashes of all copies, in the same PowerShell:',
    'Get-ChildItem -LiteralPath $evidence -Recurse -File | ' +
      'ForEach-Object { certutil.exe -hashfile $_.FullName SHA256 } | Set-Content -LiteralPath "$evidence-hashes.txt"'
  )
]

const isolate = (server: string): ReadonlyArray<Step> => [
  say(
    `Take ${server} off the network now, and leave it running. In a virtual machine disconnect its network card, and work on the console alone.`
  ),
  say(
    'Call your security incident team, and the administrators of Active Directory: Exchange has far-reaching rights there.'
  )
]

const again = (server: string, what: string): Step =>
  say(`Connect ${server} again only when those who examine it agree. ${what}`)

/** What a person does about pages that nobody knows; `folders` are those in which they lie. */
export const contain = (server: string, root: string, folders: ReadonlyArray<string>): Resolution => ({
  summary: `Expected no foreign web pages (web shells) on ${server}; treat it as compromised: isolate it, keep the evidence, and delete nothing.`,
  steps: [
    ...isolate(server),
    ...keepEvidence(root, folders),
    inPowerShell(
      'See how far back the logs reach, in the same PowerShell. They show nothing of an earlier intruder:',
      powershell`Get-ChildItem -LiteralPath ${proxyLogs(root)} -Recurse -Filter *.log | Sort-Object LastWriteTimeUtc | Select-Object -First 1 FullName, LastWriteTimeUtc`
    ),
    inExchangeShell(
      `Search the logs by Microsoft's Test-ProxyLogon.ps1 (${script}), in its folder, in an elevated Exchange Management Shell:`,
      '.\\Test-ProxyLogon.ps1 -OutPath "$home\\desktop\\logs"'
    ),
    again(server, 'To remove the page is not enough: what it was used for stays.')
  ],
  link
})

/** What a person does about traces of intruders; `look` shows them whole, and is null where there is no such log. */
export const examine = (server: string, root: string, look: Step | null): Resolution => ({
  summary: `Expected no traces of intruders on ${server}; treat it as compromised: isolate it, keep the evidence, and delete nothing.`,
  steps: [
    ...isolate(server),
    ...keepEvidence(root, []),
    ...(look === null ? [] : [look]),
    again(server, 'To update the server is not enough: what came in before stays.')
  ],
  link
})
