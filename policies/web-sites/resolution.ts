import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import type { Site } from '../../facts/sections/appPools'
import type { Resolution } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { inPowerShell, say } from '../../judging/resolutionSteps'
import { sameName } from '../../kernel/compare'
import { powershell } from '../../kernel/powershell'
import { articleSection } from '../article'
import { showBinding } from '../iis/endpoints'
import { siteNamed } from '../iis/exchangeSites'

export const link = articleSection('cant-access-eac-or-owa-after-exchange-installation')

/** Who starts it. */
export const byAPerson = byHand('another program may hold a port of the site, or somebody stopped it on purpose')

/** The ports of a site, each once; none where the bindings were not read. */
export const portsOf = ({ sections: { bindings } }: Facts, { name }: Site): ReadonlyArray<number> =>
  E.isLeft(bindings)
    ? []
    : [...new Set(bindings.right.filter(({ site }) => sameName(site, name)).map(({ port }) => port))].sort(
        (a, b) => a - b
      )

/** The sites that run where this one would: Windows starts only one of them. */
export const rivalsOf = (facts: Facts, { name }: Site): ReadonlyArray<string> => {
  const { bindings } = facts.sections
  if (E.isLeft(bindings)) return []
  const own = bindings.right.filter(({ site }) => sameName(site, name)).map(showBinding)
  const others = bindings.right.filter((one) => !sameName(one.site, name) && own.includes(showBinding(one)))
  return [...new Set(others.map(({ site }) => site))].filter((site) => siteNamed(facts, site)?.state === 'Started')
}

const stopRival = (name: string) =>
  inPowerShell(
    `The site "${name}" runs on the same binding. If nobody needs it, stop it, and let it start with IIS no more. If somebody does, give it another port or a host name first:`,
    'Import-Module WebAdministration',
    powershell`Stop-Website -Name ${name}`,
    powershell`Set-ItemProperty -LiteralPath ${`IIS:\\Sites\\${name}`} -Name serverAutoStart -Value $false`
  )

const listeners = (ports: ReadonlyArray<number>): string =>
  `netstat -ano -p TCP | Select-String -Pattern ':(${ports.join('|')})\\s+\\S+\\s+LISTENING'`

/** What to do where a site of Exchange doesn't run. */
export const startSite = (facts: Facts, site: Site): Resolution => {
  const { name, state, autoStart } = site
  const ports = portsOf(facts, site)
  const rivals = state === 'Started' ? [] : rivalsOf(facts, site)
  return {
    summary: `Expected the site ${name} on ${facts.server} to run; see what holds its ports, and start it.`,
    steps: [
      ...rivals.map(stopRival),
      ...(ports.length === 0 || state === 'Started' || rivals.length > 0
        ? []
        : [
            inPowerShell(
              `See in an elevated PowerShell on ${facts.server} which process listens on its ports (4 is http.sys itself):`,
              listeners(ports)
            ),
            say('If it is another program, give that one another port, or stop it.')
          ]),
      ...(autoStart
        ? []
        : [
            inPowerShell(
              'Let the site start with IIS again, unless somebody has switched it off on purpose:',
              'Import-Module WebAdministration',
              powershell`Set-ItemProperty -LiteralPath ${`IIS:\\Sites\\${name}`} -Name serverAutoStart -Value $true`
            )
          ]),
      ...(state === 'Started'
        ? []
        : [
            inPowerShell('Start the site:', 'Import-Module WebAdministration', powershell`Start-Website -Name ${name}`)
          ]),
      inPowerShell('See that it runs:', 'Import-Module WebAdministration', powershell`Get-WebsiteState -Name ${name}`)
    ],
    link
  }
}
