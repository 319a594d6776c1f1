import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import type { Facts } from '../../facts/facts'
import type { Build as BuildFacts } from '../../facts/sections/build'
import { type Build, compareBuilds, parseBuild, showBuild } from '../compare'
import { applicable, type BuildTarget, compliant, drift, type Judgement, note, type Policy, unknown } from '../policy'
import { type Product, productOf } from '../product'
import { binaryDrift, buildDrift } from './buildDrift'
import { tableNote } from './buildNames'
import { endOfSupport } from './endOfSupport'
import { isOlder, leastVersion } from './halfUpdated'
import { buildNumbersLink } from './installSteps'
import { requirement } from './requirement'

const judgeBuild = (facts: Facts, product: Product, installed: Build, target: BuildTarget): ReadonlyArray<Judgement> =>
  pipe(
    requirement(target, product, installed),
    E.match(
      (reason): ReadonlyArray<Judgement> => [unknown(['build'], reason)],
      (required) => {
        const enough = compareBuilds(installed, required.minimum) >= 0
        return [
          enough ? compliant(['build'], showBuild(installed)) : drift(buildDrift(facts, product, installed, required)),
          note(tableNote(product, installed, enough))
        ]
      }
    )
  )

const judgeBinaries = (
  facts: Facts,
  product: Product,
  installed: Build,
  binaries: BuildFacts['binaries']
): ReadonlyArray<Judgement> => {
  if (binaries === null || binaries.length === 0) return [note('other binaries were not read')]
  const least = leastVersion(product, installed)
  return binaries.map(({ path, version }) =>
    isOlder(version, least)
      ? drift(binaryDrift(facts, product, installed, { path, version, least: least.slice(0, 3).join('.') }))
      : compliant(['binaries', path], version)
  )
}

const judgeSupport = (facts: Facts, product: Product): ReadonlyArray<Judgement> => {
  if (facts.collectedAt === null) return facts.clock === null ? [] : [note(facts.clock)]
  const ended = endOfSupport(product, facts.collectedAt.slice(0, 10))
  return ended === null ? [] : [note(ended)]
}

const judge = (facts: Facts, found: BuildFacts, target: BuildTarget): ReadonlyArray<Judgement> => {
  if (found.exSetup === null) return [unknown(['build'], 'the file version of ExSetup.exe is not known')]
  const installed = parseBuild(found.exSetup)
  const product = O.chain(productOf)(installed)
  if (O.isNone(installed) || O.isNone(product))
    return [unknown(['build'], `${found.exSetup} belongs to no version of Exchange Server that is known here`)]
  return [
    ...judgeBuild(facts, product.value, installed.value, target),
    ...judgeBinaries(facts, product.value, installed.value, found.binaries),
    ...judgeSupport(facts, product.value)
  ]
}

/** The installed Cumulative and Security Update, by the file version of ExSetup.exe, against what the settings ask. */
export const build: Policy = {
  name: 'build',
  title: 'The required Cumulative and Security Update is installed',
  section: 'verify-the-installation-of-cus--sus',
  link: buildNumbersLink,
  stage: 'after-update',
  level: 'mandatory',
  decides: ['build'],
  supports: ['identity'],
  automation: {
    automated: [],
    byHand: [
      'The installation of a Cumulative or Security Update, since it takes the server out of service, possibly for hours, and a Cumulative Update cannot be uninstalled. The resolution names the package, the exact command line and the order within a DAG.'
    ]
  },
  applies: () => applicable,
  evaluate: (facts, { build: target }) =>
    pipe(
      facts.sections.build,
      E.match(
        () => [],
        (found) => judge(facts, found, target)
      )
    )
}
