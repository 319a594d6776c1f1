import type { Facts } from '../../facts/facts'
import type { ServerKind } from '../../judging/kind'
import { compliant, drift, type Judgement, type Resolution, type Step } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { inExchangeShell, say } from '../../judging/resolutionSteps'
import { sameName } from '../../kernel/compare'
import { powershell } from '../../kernel/powershell'
import { requiredEndpoints } from '../iis/endpoints'
import { exchangeApplications, siteNamed } from '../iis/exchangeSites'
import { restartIis } from '../iis/restart'
import { others, type Page, pages } from './applications'
import { link } from './resolution'

/** A recording may list only what people open; where it lists several of the others, the one that it lacks is gone. */
const leastListed = 2

const makeAgain = (server: string, site: string, { path, noun }: Page): ReadonlyArray<Step> => {
  const isShell = sameName(path, '/PowerShell')
  const role = sameName(site, 'Exchange Back End') ? ' -Role Mailbox' : ''
  return [
    ...(isShell
      ? [say('The Exchange Management Shell does not start without it: use the one of another server.')]
      : []),
    inExchangeShell(
      'See whether Active Directory still has it, and write down its addresses and ways to sign in:',
      `Get-${noun} ${powershell`-Server ${server}`} -ADPropertiesOnly -ShowMailboxVirtualDirectories | Format-List Identity,InternalUrl,ExternalUrl,*Authentication*`
    ),
    inExchangeShell(
      'If it does, remove it there, since it can not be made twice:',
      `Remove-${noun} ${powershell`-Identity ${`${server}${path.replace('/', '\\')} (${site})`}`}`
    ),
    inExchangeShell('Make it again:', `New-${noun} ${powershell`-Server ${server} -WebSiteName ${site}`}${role}`)
  ]
}

const restore = ({ server }: Facts, site: string, page: Page): Resolution => ({
  summary: `Expected the application ${site}${page.path} in IIS on ${server}; make it again, unless somebody removed it on purpose.`,
  steps: [
    ...makeAgain(server, site, page),
    say('Set the addresses and ways to sign in again that you wrote down, and Extended Protection if it was on.'),
    ...restartIis,
    say('Sign in to OWA and ECP.')
  ],
  link
})

const judgePage = (facts: Facts, site: string, page: Page, isThere: boolean): Judgement => {
  const path = ['applications', `${site}${page.path}`] as const
  return isThere
    ? compliant(path, 'present')
    : drift({
        path,
        actual: 'absent',
        desired: 'an application of IIS',
        evidence: [`IIS lists the site ${site}, and no application ${page.path} of Exchange in it.`],
        resolution: restore(facts, site, page),
        remediation: byHand('somebody may have removed it on purpose, and its settings must be written down before')
      })
}

/** Judges whether the sites of Exchange have the applications that people open and programs ask for; where none at all is listed, nothing was seen. */
export const judgePages = (facts: Facts, kind: ServerKind): ReadonlyArray<Judgement> => {
  const applications = exchangeApplications(facts)
  if (applications.length === 0) return []
  return requiredEndpoints(kind)
    .filter(({ site }) => siteNamed(facts, site) !== undefined)
    .flatMap(({ site }) => {
      const isListed = ({ path }: Page): boolean =>
        applications.some((one) => sameName(one.site, site) && sameName(one.path, path))
      const more = others.filter(isListed).length < leastListed ? [] : others
      return [...pages, ...more].map((page) => judgePage(facts, site, page, isListed(page)))
    })
}
