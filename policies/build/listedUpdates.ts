import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import type { Facts } from '../../facts/facts'
import type { InstalledUpdates } from '../../facts/sections/installedUpdates'
import { type Drift, drift, type Judgement, note } from '../../judging/policy'
import { placeOf } from '../../kernel/builds/buildNames'
import type { BuildTable, CumulativeUpdate, Release } from '../../kernel/builds/buildTable'
import { compareBuilds, sameName, showBuild } from '../../kernel/compare'
import { someOf } from '../../kernel/someOf'
import { articlesIn } from './articles'
import { ownCumulativeUpdate } from './buildDrift'
import { type Installed, unreadToo } from './installed'
import { unlessWaiting } from './judgeHalf'
import { buildNumbersLink, downloadStep, finishingSteps, installation, preparingSteps, updateStep } from './resolution'

interface Listed {
  readonly name: string
  readonly kb: string
}

const named = (all: ReadonlyArray<{ readonly name: string | null; readonly kb: string | null }>) =>
  all.flatMap(({ name, kb }) => (kb === null ? [] : [{ name: name ?? kb, kb }]))

/** State 1 of a patch: applied. */
const applied = ({ patches }: InstalledUpdates): ReadonlyArray<Listed> =>
  named(patches.filter(({ state }) => state === '1'))

const updatesIn = ({ sections: { installedUpdates } }: Facts): InstalledUpdates | null =>
  E.isLeft(installedUpdates) ? null : installedUpdates.right

/** The first row of a Cumulative Update with an article's number: an update that was released again keeps it. */
const rowOf = (cu: CumulativeUpdate | null, kb: string): Release | undefined =>
  cu?.updates.find((release) => release.kb !== null && sameName(release.kb, kb))

interface Beyond {
  readonly kb: string
  readonly release: Release
}

/** The updates that the Windows Installer lists as applied, and that ExSetup.exe is older than. */
const beyond = ({ facts, product, build, table }: Installed): ReadonlyArray<Beyond> => {
  const cu = ownCumulativeUpdate(product, build, table)
  const found = updatesIn(facts)
  return (found === null ? [] : applied(found)).flatMap(({ kb }) => {
    const release = rowOf(cu, kb)
    return release !== undefined && compareBuilds(release.build, build) > 0 ? [{ kb, release }] : []
  })
}

const saying = ({ build }: Installed, { kb, release }: Beyond): string =>
  `The Windows Installer lists ${kb} (${release.name}, ${showBuild(release.build)}) as applied, and ExSetup.exe is only ${showBuild(build)}.`

/** That an update which is missing is listed as installed all the same. */
export const withListed = (installed: Installed, missing: Drift): Drift => ({
  ...missing,
  evidence: [...missing.evidence, ...beyond(installed).map((one) => saying(installed, one))]
})

const beyondDrift = (installed: Installed, cu: CumulativeUpdate, one: Beyond): Drift => {
  const { facts, product, build } = installed
  const { kb, release } = one
  return {
    path: ['installedUpdates', kb],
    actual: `is listed as installed, and ExSetup.exe is ${showBuild(build)}`,
    desired: `ExSetup.exe of ${showBuild(release.build)} or later`,
    evidence: [saying(installed, one), 'So that update did not replace all of its files, or older ones were put back.'],
    resolution: {
      summary: `Expected the files on ${facts.server} to be of ${release.name} (${kb}), which is listed as installed; install it again, or a newer one.`,
      steps: [
        downloadStep(product, cu, release),
        ...preparingSteps(facts),
        updateStep(release),
        ...finishingSteps(facts, release.build)
      ],
      link: buildNumbersLink
    },
    remediation: installation(facts)
  }
}

const isInterim = ({ name }: Listed): boolean => /\binterim update\b/i.test(name)

/** The articles of listed updates that the table has no row for; interim updates have none there. */
const unknownUpdates = (found: InstalledUpdates, table: BuildTable): ReadonlyArray<string> => {
  const all = [...named(found.registered), ...applied(found)].filter((one) => !isInterim(one))
  return [...new Set(all.map(({ kb }) => kb.toUpperCase()))].filter((kb) => !articlesIn(table).has(kb))
}

/** A build without an article's number in the table accounts for one of them. */
const accountsForOne = ({ product, build, table }: Installed): boolean => {
  const place = placeOf(product, build, table)
  return O.isNone(place) || place.value.release === null || place.value.release.kb === null
}

const noteOfUnknown = (installed: Installed): ReadonlyArray<Judgement> => {
  const { facts, build, table } = installed
  const found = updatesIn(facts)
  const kbs = found === null ? [] : unknownUpdates(found, table)
  return kbs.length <= (accountsForOne(installed) ? 1 : 0)
    ? []
    : [
        note(
          `${someOf(kbs, 5)}: listed as installed, and the table of builds of ${table.asOf} does not know ${kbs.length === 1 ? 'it' : 'them'}: ` +
            `so whether ExSetup.exe (${showBuild(build)}) is of the newest one is not known`
        )
      ]
}

/** What the lists of installed updates say of a server whose build is enough. */
export const judgeListed = (installed: Installed): ReadonlyArray<Judgement> => {
  const { facts, product, build, table } = installed
  const { installedUpdates } = facts.sections
  if (E.isLeft(installedUpdates))
    return unreadToo('installedUpdates', 'whether Windows lists a later update', installedUpdates.left)
  const cu = ownCumulativeUpdate(product, build, table)
  const drifts = cu === null ? [] : beyond(installed).map((one) => beyondDrift(installed, cu, one))
  return [...drifts.map((one) => drift(unlessWaiting(facts, one))), ...noteOfUnknown(installed)]
}
