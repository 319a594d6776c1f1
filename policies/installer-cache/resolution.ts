import type { CachedPackage } from '../../facts/sections/installerCache'
import type { Resolution, Step } from '../../judging/policy'
import { inPowerShell, say } from '../../judging/resolutionSteps'
import { powershell } from '../../kernel/powershell'

export const link =
  'https://learn.microsoft.com/troubleshoot/windows-client/application-management/missing-windows-installer-cache-requires-computer-rebuild'

const isExchange = ({ name }: CachedPackage): boolean => (name ?? '').startsWith('Microsoft Exchange Server')

/** Where a package comes from again. */
const sourceOf = (one: CachedPackage, build: string | null): string => {
  if (one.kind === 'patch') return `the package of the same update (${one.name ?? one.code})`
  if (isExchange(one))
    return `the medium of the Cumulative Update that is installed now${build === null ? '' : ` (${build})`}`
  return `the medium or download of the same version of ${one.name ?? 'this product'}`
}

const copyOf = (one: CachedPackage, file: string): Step =>
  inPowerShell(
    `Put it back under the name that Windows Installer expects, in the same PowerShell; SOURCE is the ${one.kind === 'patch' ? '.msp' : '.msi'} that you found:`,
    powershell`Copy-Item -LiteralPath (Read-Host 'SOURCE') -Destination ${file}`
  )

/** How a package comes back into the cache. */
export const putBack = (server: string, one: CachedPackage, file: string, build: string | null): Resolution => ({
  summary: `Expected ${file} on ${server}; put the package of ${one.name ?? one.code} back before the update.`,
  steps: [
    inPowerShell(
      `Look on another server of the same build whether the package is there, in an elevated PowerShell:`,
      `${powershell`Get-ItemProperty -Path ${`HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Installer\\UserData\\S-1-5-18\\${one.kind === 'patch' ? 'Patches' : 'Products'}\\${one.code}${one.kind === 'patch' ? '' : '\\InstallProperties'}`}`} | Format-List LocalPackage`
    ),
    say(
      `If no server has it, take it from ${sourceOf(one, build)}. It must be the very same version: another one is refused.`
    ),
    copyOf(one, file),
    say('Never delete or rename other files in that folder, and never clean it up by a tool.'),
    say(`If the package can't be had, rebuild ${server}: set up the same Cumulative Update with /m:RecoverServer.`)
  ],
  link
})
