import type { Facts } from '../../facts/facts'
import { installPath } from '../../facts/installation'
import type { Pool } from '../../facts/sections/appPools'
import type { AspNetEvent } from '../../facts/sections/aspNetEvents'
import type { ConfigReference } from '../../facts/sections/webConfigs'
import type { Resolution, Step } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { inExchangeShell, inPowerShell, say } from '../../judging/resolutionSteps'
import { powershell } from '../../kernel/powershell'
import { articleSection } from '../article'
import { installedName, reinstall } from '../build/reinstall'
import { restartIis } from '../iis/restart'

export const link = articleSection('http-500-errors-in-owa-or-ecp')

/** Who mends it. */
export const byAPerson = byHand('a person must find out what happened to the update, or to the configuration of IIS')

/** Exchange's own scripts, which write the configuration of the web applications again. */
const writeConfigs = (facts: Facts): ReadonlyArray<Step> => [
  inExchangeShell(
    `Let Exchange make its web pages again, in an elevated Exchange Management Shell on ${facts.server}:`,
    powershell`& ${`${installPath(facts)}Bin\\UpdateCas.ps1`}`
  ),
  inExchangeShell(
    'Let it write the paths in its configuration files again, in the same shell:',
    powershell`& ${`${installPath(facts)}Bin\\UpdateConfigFiles.ps1`}`
  )
]

/** The assembly that could not be loaded, by its name, which no language changes. */
const assemblyIn = ({ text }: AspNetEvent): string | null =>
  /(?<![\w.])(Microsoft\.Exchange(?:\.[A-Za-z]\w{0,60}){1,8})(?:\.dll)?(?=[,'"\s\u201d\u2019])/.exec(text ?? '')?.[1] ??
  null

const lookFor = (facts: Facts, assembly: string): Step =>
  inPowerShell(
    `See in an elevated PowerShell on ${facts.server} whether ${assembly} is there, and of which build:`,
    `${powershell`Get-ChildItem -LiteralPath ${installPath(facts)} -Filter ${`${assembly}.dll`} -Recurse`} | ` +
      'ForEach-Object { $_.VersionInfo } | Format-Table FileVersion, FileName -AutoSize'
  )

/** What to do where an application could not be loaded. */
export const mendLoading = (facts: Facts, application: string, event: AspNetEvent): Resolution => {
  const assembly = assemblyIn(event)
  const name = installedName(facts)
  return {
    summary:
      `Expected ${application} on ${facts.server} to load; ` +
      `write its configuration again, and install ${name ?? 'the update'} again if that is not enough.`,
    steps: [
      ...(assembly === null ? [] : [lookFor(facts, assembly)]),
      ...writeConfigs(facts),
      ...restartIis,
      say(
        'Sign in to OWA and ECP. If the error comes again, or a file was missing, install the update again, elevated.'
      ),
      ...reinstall(facts)
    ],
    link
  }
}

/** What to do where a file of Exchange is missing. */
export const installAgain = (facts: Facts, file: string): Resolution => ({
  summary: `Expected ${file} on ${facts.server}; install ${installedName(facts) ?? 'the update'} again, elevated.`,
  steps: [...reinstall(facts), ...writeConfigs(facts)],
  link
})

const lookAt = (file: string, { value }: ConfigReference): Step =>
  inPowerShell(
    `See what ${file} holds:`,
    powershell`Select-String -LiteralPath ${file} -SimpleMatch -Pattern ${value ?? ''}`
  )

const keep = (file: string): Step =>
  inPowerShell(
    'Keep a copy of it, in an elevated PowerShell:',
    powershell`Copy-Item -LiteralPath ${file} -Destination ${`${file}.before`}`
  )

/** What to do where a web.config names what is not there. */
export const mendConfig = (facts: Facts, file: string, faults: ReadonlyArray<ConfigReference>): Resolution => ({
  summary: `Expected ${file} on ${facts.server} to name only files and folders that are there; write it again.`,
  steps: [
    ...faults.slice(0, 3).map((one) => lookAt(file, one)),
    keep(file),
    ...writeConfigs(facts),
    say(
      `If the file still names them, write the path below ${installPath(facts)} in their place, by an editor that runs elevated.`
    ),
    ...restartIis
  ],
  link
})

const poolDrive = (name: string): string => `IIS:\\AppPools\\${name}`

/** What to do where an application pool doesn't run. */
export const startPool = (facts: Facts, { name, state, autoStart }: Pool): Resolution => ({
  summary: `Expected the application pool ${name} on ${facts.server} to run; see why it was stopped, and start it.`,
  steps: [
    inPowerShell(
      `See in an elevated PowerShell on ${facts.server} why it was stopped:`,
      "Get-WinEvent -FilterHashtable @{ LogName = 'System'; ProviderName = 'Microsoft-Windows-WAS'; StartTime = (Get-Date).AddDays(-7) } -MaxEvents 20 -ErrorAction SilentlyContinue | Format-List TimeCreated, Id, Message"
    ),
    ...(autoStart
      ? []
      : [
          inPowerShell(
            'Let it start with IIS again, unless somebody has switched it off on purpose:',
            'Import-Module WebAdministration',
            powershell`Set-ItemProperty -LiteralPath ${poolDrive(name)} -Name autoStart -Value $true`
          )
        ]),
    ...(state === 'Started'
      ? []
      : [inPowerShell('Start it:', 'Import-Module WebAdministration', powershell`Start-WebAppPool -Name ${name}`)]),
    inPowerShell(
      'Look again after some minutes, since a pool whose processes end is stopped again:',
      'Import-Module WebAdministration',
      powershell`Get-WebAppPoolState -Name ${name}`
    )
  ],
  link
})
