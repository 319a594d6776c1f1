import type { Resolution, Step } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { inExchangeShell, inPowerShell, say, thenLook } from '../../judging/resolutionSteps'
import type { Build } from '../../kernel/compare'
import { powershell } from '../../kernel/powershell'
import { publicFolders } from './support'

export const link =
  'https://learn.microsoft.com/exchange/plan-and-deploy/post-installation-tasks/security-best-practices/exchange-extended-protection'

/** Who changes it. */
export const changing = byHand(
  'the facts do not show what is between the clients and the server, and a wrong choice shuts clients out'
)

const script = '.\\ExchangeExtendedProtectionManagement.ps1'

const run = (server: string, more: string): string =>
  `${script} ${powershell`-ExchangeServerNames ${server}`}${more === '' ? '' : ` ${more}`}`

const download = say(
  'Download ExchangeExtendedProtectionManagement.ps1 from https://aka.ms/ExchangeEPScript to a computer with the Exchange Management Shell. ' +
    'Open that shell elevated and change to its folder; the account must be a member of Organization Management.'
)

const look = (server: string): Step =>
  thenLook(
    inExchangeShell('See that each directory has the recommended value:', run(server, '-ShowExtendedProtection'))
  )

const folders = (server: string, build: Build): ReadonlyArray<Step> => {
  const which = publicFolders(build)
  if (which === null) return []
  return [
    say(
      which === 'none'
        ? `Move all public folders away from ${server}: users no longer see those of Exchange Server 2013 afterwards.`
        : `See that ${server} holds no mailbox of the public folder hierarchy; else install a newer Cumulative Update first.`
    )
  ]
}

const prerequisites = (server: string, build: Build): ReadonlyArray<Step> => [
  say(
    `If a load balancer ends TLS before ${server}, let it encrypt again, with the same certificate as ${server} has. ` +
      'TLS offloading is not supported.'
  ),
  inPowerShell(
    `See on ${server} and on the clients that no NTLMv1 is used. The value must be 3 or more, or not there:`,
    powershell`Get-ItemProperty -LiteralPath ${'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\Lsa'} -Name LmCompatibilityLevel`
  ),
  ...folders(server, build)
]

/** What a person may have left out on purpose, and the script would switch on again. */
export interface LeftOut {
  /** EWS of the front end is off, as the Hybrid Agent needs it. */
  readonly ewsOfFrontEnd: boolean
  /** EWS of the back end is off, and takes listed addresses only. */
  readonly ewsOfBackEnd: boolean
}

const setAll = (server: string, { ewsOfFrontEnd, ewsOfBackEnd }: LeftOut): ReadonlyArray<Step> => [
  inExchangeShell('Let it check the prerequisites only:', run(server, '-PrerequisitesCheckOnly')),
  ...(ewsOfFrontEnd
    ? [
        inExchangeShell(
          `If the Hybrid Agent publishes ${server}, run this in place of the next step, and let the finding on EWS be waived:`,
          run(server, '-ExcludeVirtualDirectories EWSFrontEnd')
        )
      ]
    : []),
  ewsOfBackEnd
    ? inExchangeShell(
        'Let it set all directories but EWS of the back end, which stays off for the addresses in the file that it asks for:',
        run(server, "-RestrictType EWSBackend -IPRangeFilePath (Read-Host 'File')")
      )
    : inExchangeShell('Let it set all directories:', run(server, ''))
]

/** What the directories of a server have is mixed. */
export const configure = (server: string, place: string, build: Build, leftOut: LeftOut): Resolution => ({
  summary: `Expected the recommended Extended Protection of ${place} on ${server}; check the prerequisites, then let Microsoft's script set it.`,
  steps: [...prerequisites(server, build), download, ...setAll(server, leftOut), look(server)],
  link
})

/** A directory takes connections without TLS, in which there is no channel to check. */
export const requireTls = (
  server: string,
  place: string,
  build: Build,
  offloading: boolean,
  leftOut: LeftOut
): Resolution => ({
  summary: `Expected ${place} on ${server} to require TLS for Extended Protection; let Microsoft's script set the flags.`,
  steps: [
    ...prerequisites(server, build),
    ...(offloading
      ? [
          inExchangeShell(
            'Switch TLS offloading of Outlook Anywhere off:',
            powershell`Set-OutlookAnywhere -Identity ${`${server}\\Rpc (Default Web Site)`} -SSLOffloading $false`
          )
        ]
      : []),
    download,
    ...setAll(server, leftOut),
    look(server)
  ],
  link
})

/** The build can't do with Extended Protection. */
export const switchOff = (server: string, named: string): Resolution => ({
  summary: `Expected no Extended Protection on ${server} while it has ${named}; switch it off until a current Security Update is installed.`,
  steps: [
    download,
    inExchangeShell('Switch it off on this server:', run(server, '-DisableExtendedProtection')),
    say(`Install the latest Cumulative Update and Security Update on ${server}, and on all other Exchange servers.`),
    inExchangeShell(
      'Let the script check the prerequisites, before it switches it on again:',
      run(server, '-PrerequisitesCheckOnly')
    ),
    look(server)
  ],
  link
})
