import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import type { Facts } from '../../facts/facts'
import { appliesWhere } from '../../judging/kind'
import { compliant, type Desired, drift, type Judgement, type Policy, unknown } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { type BuildTable, ownTable } from '../../kernel/builds/buildTable'
import { interimUpdatesHeadline } from './headline'
import { link, remove, section } from './resolution'
import { type Installed, installedOf, sortOf, type Update, updatesOf, whyIncomplete } from './updates'

const path = ({ kb, name }: Update) => ['installedUpdates', kb ?? name] as const

const judgeUpdate =
  (facts: Facts, installed: Installed) =>
  (update: Update): Judgement => {
    const sort = sortOf(update, installed)
    switch (sort._tag) {
      case 'Public':
        return compliant(path(update), sort.release)
      case 'Open':
        return unknown(path(update), sort.reason)
      case 'Interim':
        return drift({
          path: path(update),
          actual: 'interim update',
          desired: 'removed',
          evidence: [
            `${update.name} is installed${update.date === null ? '' : `, since ${update.date}`}.`,
            'A Security Update or Cumulative Update is refused while an interim update is installed.'
          ],
          resolution: remove(facts.server, update.name, update.kb),
          remediation: byHand('the fault that it fixes comes back until the next update is installed')
        })
    }
  }

const judge = (facts: Facts, table: BuildTable): ReadonlyArray<Judgement> => {
  const found = facts.sections.installedUpdates
  if (E.isLeft(found)) return []
  const installed = installedOf(facts, table)
  if (O.isNone(installed))
    return [unknown(['build'], 'the installed build is not known, so no update can be identified by it')]
  const updates = updatesOf(found.right)
  const incomplete = whyIncomplete(updates, installed.value)
  if (incomplete !== null) return [unknown(['installedUpdates'], incomplete)]
  return updates.length === 0
    ? [compliant(['installedUpdates'], 'none')]
    : updates.map(judgeUpdate(facts, installed.value))
}

/** An update that Microsoft gave to a single organization must be removed before a public one can be installed. */
export const interimUpdates: Policy = {
  name: 'interim-updates',
  title: 'No interim update is installed that would make the next update fail',
  headline: interimUpdatesHeadline,
  section,
  link,
  stage: 'before-update',
  level: 'mandatory',
  decides: ['installedUpdates', 'build'],
  supports: [],
  automation: {
    automated: [],
    byHand: ['All of it, because the fault that an interim update fixes comes back when it is removed.']
  },
  applies: appliesWhere(() => null),
  evaluate: (facts, { table }: Desired) => {
    const known = table ?? E.right(ownTable)
    return E.isLeft(known) ? [unknown(['build'], known.left)] : judge(facts, known.right)
  }
}
