import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import { installPath } from '../../facts/installation'
import { ifMember } from '../../judging/ifMember'
import type { Step } from '../../judging/policy'
import { byHand, type Proposal } from '../../judging/remediation'
import { inCmd, inPowerShell, say } from '../../judging/resolutionSteps'
import { productName, releaseName } from '../../kernel/builds/buildNames'
import type { CumulativeUpdate, Release } from '../../kernel/builds/buildTable'
import { type Build, compareBuilds, sameName, showBuild } from '../../kernel/compare'
import type { Product } from '../../kernel/product'
import { needsExtendedUpdates } from './endOfSupport'
import { licenceSwitch } from './licenceSwitch'

/** Microsoft's list of builds, from which each update's page is linked. */
export const buildNumbersLink = 'https://learn.microsoft.com/exchange/new-features/build-numbers-and-release-dates'

const maintenanceLink =
  'https://learn.microsoft.com/exchange/high-availability/manage-ha/manage-dags#performing-maintenance-on-dag-members'

const supportabilityLink = 'https://learn.microsoft.com/exchange/plan-and-deploy/supportability-matrix'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The day of release, or at least its month (`2026-09`) by the update's name. */
const released = ({ name, date }: Release): string => {
  const [, month = '', year = ''] = /^(\w{3})(\d\d)[A-Z]/.exec(name) ?? []
  return date ?? (year === '' ? '' : `20${year}-${String(months.indexOf(month) + 1).padStart(2, '0')}`)
}

/** The page of an article by its number, such as `KB5001779`. */
export const articleOf = (kb: string): string => `https://support.microsoft.com/help/${kb.slice(2)}`

/** Where a release's own article is not known, the last one before it shows the way. */
const lastArticle = (cu: CumulativeUpdate, { kb, build }: Release): string => {
  const before = cu.updates.filter((one) => one.kb !== null && compareBuilds(one.build, build) < 0)
  const last = before[before.length - 1]
  return kb !== null || last === undefined || last.kb === null
    ? ''
    : ` Its own article is not known here. If you cannot get it, install at least ${last.name} (${last.kb}): ${articleOf(last.kb)}`
}

/** Where to get a release, and who can. */
export const downloadStep = (product: Product, cu: CumulativeUpdate, release: Release): Step => {
  const name = releaseName(product, cu, release)
  const article = release.kb === null ? '' : ` (${release.kb})`
  if (needsExtendedUpdates(product, released(release)))
    return say(
      `Get ${name}${article} from Microsoft, with Extended Security Updates. ` +
        `Without these, plan the move to Exchange Server SE.${lastArticle(cu, release)}`
    )
  const page = release.kb === null ? buildNumbersLink : articleOf(release.kb)
  return say(`Download ${name}${article}: ${page}${release.kb === null ? '.' : ''}${lastArticle(cu, release)}`)
}

const mayBeDagMember = (facts: Facts): boolean =>
  E.isLeft(facts.sections.identity) || facts.sections.identity.right.roles.some((role) => sameName(role, 'Mailbox'))

/** What comes before any installation: maintenance, where there can be a DAG, and a restart. */
export const preparingSteps = (facts: Facts): ReadonlyArray<Step> => [
  ...(mayBeDagMember(facts)
    ? [
        say(
          `${ifMember(facts.server)}put it into maintenance first. Update one member at a time, and begin ` +
            `the next one when the copies on this one are healthy again: ${maintenanceLink}`
        )
      ]
    : []),
  say(`Restart ${facts.server}, so that no restart is pending and its services can stop.`)
]

/** The setup command of a medium in drive D:. In 2010 setup.exe is only the one with windows. */
export const setupCommand = (product: Product, cu: CumulativeUpdate): string => {
  const licence = licenceSwitch(product, cu.name)
  return licence === null ? 'D:\\setup.com /m:upgrade' : `D:\\setup.exe /m:upgrade ${licence}`
}

/** What the licence switch of a Cumulative Update decides besides. */
export const dataText = (product: Product, cu: CumulativeUpdate): string =>
  licenceSwitch(product, cu.name)?.endsWith('OFF') === true
    ? ' A licence switch that ends in ON sends diagnostic data to Microsoft.'
    : ''

/** Runs setup from the medium of a Cumulative Update. */
export const setupStep = (facts: Facts, product: Product, cu: CumulativeUpdate, condition = ''): Step =>
  inCmd(
    `${condition}Mount the medium of ${cu.name}, here as drive D:. Give the full path, since a bare setup.exe can start ` +
      `the old one in ${installPath(facts)}Bin.${dataText(product, cu)} In an elevated Command Prompt (cmd.exe), run:`,
    setupCommand(product, cu)
  )

/** Checks .NET before a Cumulative Update. */
export const dotNetStep = (product: Product, cu: CumulativeUpdate): Step =>
  say(
    `Install a .NET Framework that ${productName(product)} ${cu.name} supports, if it has none. Go on at once, since Exchange is not supported in between: ${supportabilityLink}`
  )

/** Installs a security, hotfix or interim update or a rollup; since May 2022 there is an .exe that elevates itself. */
export const updateStep = (release: Release): Step => {
  const kind = released(release) >= '2022-05' ? '.exe' : '.msp file'
  return say(`In an elevated Command Prompt (cmd.exe), run the ${kind} of ${release.name} by its full path.`)
}

/** Restarts the computer. */
export const restartServer = ({ server }: Facts): Step => say(`Restart ${server}.`)

const endOfMaintenance = (facts: Facts): ReadonlyArray<Step> =>
  mayBeDagMember(facts)
    ? [
        say(
          `If ${facts.server} was put into maintenance, end the maintenance, with the restart of transport last: ${maintenanceLink}`
        )
      ]
    : []

/** What to do after the installation of an update whose build is not known. */
export const endingSteps = (facts: Facts): ReadonlyArray<Step> => [
  say(`Restart ${facts.server}, then record its facts again.`),
  ...endOfMaintenance(facts)
]

/** What to do after an installation, and how to see that it worked. */
export const finishingSteps = (facts: Facts, minimum: Build): ReadonlyArray<Step> => [
  restartServer(facts),
  inPowerShell(
    `Check in PowerShell that the file version of ${installPath(facts)}Bin\\ExSetup.exe is ${showBuild(minimum)} or later:`,
    'Get-Command ExSetup.exe | ForEach-Object { $_.FileVersionInfo }'
  ),
  ...endOfMaintenance(facts)
]

/** Who installs an update. */
export const installation = (facts: Facts): Proposal =>
  byHand(`an update stops ${facts.server}, possibly for hours, and a CU cannot be uninstalled`)
