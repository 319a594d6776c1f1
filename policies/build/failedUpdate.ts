import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import type { Facts } from '../../facts/facts'
import { type Installed as Known, lastUpdate, namedIn, outcomeOf, updatesOf, whenOf } from '../../facts/lastUpdate'
import type { InstallerEvent } from '../../facts/sections/installerEvents'
import { type Drift, drift, type Judgement, note, type Step, unknown } from '../../judging/policy'
import { say } from '../../judging/resolutionSteps'
import type { CumulativeUpdate } from '../../kernel/builds/buildTable'
import { compareBuilds, parseBuild, sameName, showBuild } from '../../kernel/compare'
import { showCode } from '../../kernel/errorCodes'
import { isBefore } from '../../kernel/instants'
import { rememberedRecently } from '../../kernel/remembered'
import { articlesIn } from './articles'
import { ownCumulativeUpdate } from './buildDrift'
import { type Installed, unreadToo } from './installed'
import { unlessWaiting } from './judgeHalf'
import { articleOf, buildNumbersLink, endingSteps, installation, preparingSteps } from './resolution'

type Failed = InstallerEvent & { readonly at: string }

const eventsIn = ({ sections: { installerEvents } }: Facts): ReadonlyArray<InstallerEvent> =>
  E.isRight(installerEvents) ? installerEvents.right.events : []

/**
 * Whether an update that failed came to an end later: by itself, or by a Cumulative Update, which replaces all. No update installs
 * over a Cumulative Update that failed and left anything undone.
 */
const isSettled = (facts: Facts, failed: Failed): boolean =>
  updatesOf(facts).some(
    ({ name, done, from, until }) =>
      (sameName(name, namedIn(failed)) && isBefore(failed.at, until)) ||
      (failed.update === null && done === 'installed' && isBefore(failed.at, from))
  ) ||
  eventsIn(facts).some(
    (one) => one.update === null && one.at !== null && outcomeOf(one) === 'installed' && isBefore(failed.at, one.at)
  )

/** The updates of Exchange that failed and are not known to have succeeded or gone since, the newest first. */
const openFailures = rememberedRecently(
  (facts: Facts): ReadonlyArray<Failed> =>
    eventsIn(facts)
      .flatMap((event) => (event.at !== null && outcomeOf(event) === 'failed' ? [{ ...event, at: event.at }] : []))
      .filter((failed) => !isSettled(facts, failed))
      .sort((a, b) => (isBefore(a.at, b.at) ? 1 : -1))
)

const lastFailed = (facts: Facts): Failed | null => openFailures(facts)[0] ?? null

/** Nobody can say whether anything came after an update of which no time was read. */
const undated = (facts: Facts): ReadonlyArray<Judgement> =>
  eventsIn(facts)
    .filter((event) => event.at === null && ['failed', 'removed'].includes(outcomeOf(event) ?? ''))
    .slice(0, 1)
    .map((event) =>
      unknown(
        ['installerEvents'],
        `by the log Application, ${namedIn(event)} ${outcomeOf(event) === 'failed' ? 'failed' : 'was removed'}, and when was not read`
      )
    )

const withCode = ({ code }: Failed): string => (code === null ? '' : ` with code ${code}`)

const saying = (failed: Failed): string => {
  return `${namedIn(failed)} failed at ${failed.at}${withCode(failed)}, and did not succeed later`
}

const meaning = ({ code }: Failed): ReadonlyArray<string> =>
  code === null ? [] : [`The code is ${showCode({ kind: 'msi', value: `${code}` })}.`]

const articleNamed = (name: string): string | null => /\bKB\d{6,8}\b/i.exec(name)?.[0].toUpperCase() ?? null
const articleIn = (failed: Failed): string | null => articleNamed(namedIn(failed))

/** Whether an update that failed is there all the same: it was run twice, or it is older than what is installed. */
const isThere = ({ facts, product, build, table }: Installed, failed: Failed, kb: string): boolean => {
  const has = (one: { readonly kb: string | null }): boolean => one.kb !== null && sameName(one.kb, kb)
  const own = ownCumulativeUpdate(product, build, table)?.updates.filter(has) ?? []
  const rows = own.length > 0 ? own : [...table.products.values()].flat().flatMap(({ updates }) => updates.filter(has))
  if (rows.length > 0) return rows.every((row) => compareBuilds(row.build, build) <= 0)
  const { installedUpdates } = facts.sections
  const last = updatesOf(facts)
    .filter(({ name, from }) => sameName(name, namedIn(failed)) && Date.parse(from) <= Date.parse(failed.at))
    .reduce<Known | null>((newest, one) => (newest === null || one.from > newest.from ? one : newest), null)
  return last?.done === 'installed' || (E.isRight(installedUpdates) && installedUpdates.right.patches.some(has))
}

/** Whether the list tells that it is not there: setup registers an update only at its end. */
const isMissing = ({ sections: { installedUpdates } }: Facts, kb: string): boolean =>
  E.isRight(installedUpdates) && !installedUpdates.right.registered.some((one) => sameName(one.kb ?? '', kb))

const logOf = ({ log }: Failed): string =>
  log === null ? 'the events 1023 and 1024 of MsiInstaller in the log Application' : log

const findOut = (failed: Failed): Step =>
  say(`Find out first why that update failed (${namedIn(failed)}): see ${logOf(failed)}.`)

const failedDrift = (facts: Facts, failed: Failed, kb: string): Drift => ({
  path: ['installedUpdates', kb],
  actual: `failed at ${failed.at}${withCode(failed)}`,
  desired: 'installed',
  evidence: [
    `By the log Application, ${saying(failed)}.`,
    ...meaning(failed),
    `The Windows Installer lists no patch ${kb} on ${facts.server}.`
  ],
  resolution: {
    summary: `Expected ${kb} or a later update on ${facts.server}; find out why it failed, then install it again.`,
    steps: [
      findOut(failed),
      say(`Download ${kb}, or a later update: ${articleOf(kb)}`),
      ...preparingSteps(facts),
      say(`In an elevated Command Prompt (cmd.exe), run the .exe of ${kb} by its full path.`),
      ...endingSteps(facts)
    ],
    link: buildNumbersLink
  },
  remediation: installation(facts)
})

/** Whether all other files that were read are those of a Cumulative Update itself. */
const areOf = ({ sections: { build } }: Facts, cu: CumulativeUpdate): boolean => {
  const versions = E.isRight(build) ? (build.right.binaries ?? []).map(({ version }) => parseBuild(version ?? '')) : []
  return versions.length > 0 && versions.every((found) => O.isSome(found) && compareBuilds(found.value, cu.build) <= 0)
}

/**
 * Why ExSetup.exe may be all that an update left behind: it is of a Security Update, the list of updates has none at all, and the
 * last one failed or was removed, or no other file is of an update. Null where nothing says so.
 */
export const leftBehind = ({ facts, product, build, table }: Installed): string | null => {
  const { installedUpdates } = facts.sections
  if (E.isLeft(installedUpdates)) return null
  const { patches, registered } = installedUpdates.right
  const last = lastUpdate(facts)
  if (patches.length + registered.length > 0 || last?.done === 'installed') return null
  const cu = ownCumulativeUpdate(product, build, table)
  if (cu === null || compareBuilds(cu.build, build) === 0) return null
  const failed = lastFailed(facts)
  const told = failed === null ? last && `${last.name} was removed ${whenOf(last)}` : saying(failed)
  const files = areOf(facts, cu) ? `no other file that was read is newer than ${cu.name}` : null
  const why = told === null ? files : `by the log Application ${told}`
  return why === null ? null : `ExSetup.exe is ${showBuild(build)}, no update is registered, and ${why}`
}

const isKnownThere = (installed: Installed, failed: Failed): boolean => {
  const kb = articleIn(failed)
  return kb !== null && isThere(installed, failed, kb)
}

/** Whether an update that the table does not know was installed after the failure, which may hold the one that failed. */
const mayBeReplaced = ({ facts, table }: Installed, failed: Failed): boolean =>
  updatesOf(facts).some(({ name, done, from }) => {
    const kb = articleNamed(name)
    return done === 'installed' && isBefore(failed.at, from) && (kb === null || !articlesIn(table).has(kb))
  })

const judgeOpen = (installed: Installed, failed: Failed): Judgement => {
  const { facts } = installed
  const kb = articleIn(failed)
  return kb !== null && isMissing(facts, kb) && !mayBeReplaced(installed, failed)
    ? drift(unlessWaiting(facts, failedDrift(facts, failed, kb)))
    : unknown(
        ['installerEvents'],
        `by the log Application, ${saying(failed)}: whether ${facts.server} has that update is not known`
      )
}

/** What an update that failed leaves open where the build is enough: the table may not know that update. */
export const judgeFailed = (installed: Installed): ReadonlyArray<Judgement> => {
  const { facts } = installed
  const { installerEvents } = facts.sections
  if (E.isLeft(installerEvents))
    return unreadToo('installerEvents', 'whether an update failed since', installerEvents.left)
  const left = leftBehind(installed)
  const failures = openFailures(facts)
  const open = failures.find((one) => !isKnownThere(installed, one))
  const [last] = failures
  return [
    ...undated(facts),
    ...(open !== undefined ? [judgeOpen(installed, open)] : []),
    ...(open === undefined && last !== undefined ? [note(`by the log Application, ${saying(last)}`)] : []),
    ...(last === undefined && left !== null ? [unknown(['installerEvents'], left)] : [])
  ]
}

/** An update that is missing since it failed would fail again. */
export const afterFailure = (facts: Facts, missing: Drift): Drift => {
  const failed = lastFailed(facts)
  if (failed === null) return missing
  return {
    ...missing,
    evidence: [...missing.evidence, `By the log Application, ${saying(failed)}.`, ...meaning(failed)],
    resolution: {
      ...missing.resolution,
      steps: [findOut(failed), ...missing.resolution.steps]
    }
  }
}
