import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import { exSetupBuild } from '../../facts/exSetupBuild'
import type { Facts } from '../../facts/facts'
import { productOfServer } from '../../facts/productOfServer'
import { appliesWhere } from '../../judging/kind'
import { compliant, type Desired, drift, type Judgement, type Policy, unknown } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { placeOf } from '../../kernel/builds/buildNames'
import { ownTable } from '../../kernel/builds/buildTable'
import { compareBuilds } from '../../kernel/compare'
import { requirement } from '../build/requirement'
import { frameworkHeadline } from './headline'
import { link, section, updateFramework } from './resolution'
import { isNewer, supportedVersions, versionOf } from './supportedVersions'

const path = ['framework', 'release'] as const

/** A Cumulative Update, with the versions that it is supported with. */
interface Support {
  readonly cu: string
  readonly versions: ReadonlyArray<string>
}

const supportOf = (facts: Facts, { build: wanted, table }: Desired): E.Either<string, readonly [Support, Support]> => {
  const { framework } = facts.sections
  const os = E.isRight(framework) ? framework.right.os : null
  const product = productOfServer(facts)
  const installed = exSetupBuild(facts)
  if (O.isNone(product) || O.isNone(installed)) return E.left('the version of ExSetup.exe is not known')
  const used = table === undefined ? E.right(ownTable) : table
  if (E.isLeft(used)) return used
  const place = placeOf(product.value, installed.value, used.right)
  if (O.isNone(place)) return E.left('the table of builds does not list the installed Cumulative Update')
  const required = requirement(wanted, product.value, installed.value, used.right)
  if (E.isLeft(required)) return required
  const target = compareBuilds(installed.value, required.right.minimum) >= 0 ? place.value.cu : required.right.cu
  if (target === null) return E.left('the table of builds does not list the Cumulative Update to go to')
  const [now, next] = [place.value.cu.name, target.name].map(
    (cu): Support => ({ cu, versions: supportedVersions(product.value, cu, os) })
  )
  const open = [now, next].find((one) => one?.versions.length === 0)
  if (now === undefined || next === undefined || open !== undefined)
    return E.left(`which .NET Framework is supported with ${open?.cu} is not known`)
  return E.right([now, next])
}

const judge = (facts: Facts, release: number, now: Support, next: Support): Judgement => {
  const actual = versionOf(release)
  const isRight = [now, next].every(({ versions }) => actual !== null && versions.includes(actual))
  if (isRight) return compliant(path, `${actual}`)
  const both = next.versions.filter((version) => now.versions.includes(version))
  // What the next update is supported with stays: to go back for the time until then helps nobody.
  const isForNext = actual !== null && next.versions.includes(actual)
  const wanted = isForNext ? actual : (both[0] ?? next.versions[0] ?? '')
  const update = now.cu === next.cu ? null : next.cu
  return drift({
    path,
    actual: actual ?? 'none',
    desired: wanted,
    evidence: [
      `The .NET Framework has the Release ${release}. ${now.cu} is supported with ${now.versions.join(', ')}.`,
      ...(update === null
        ? []
        : [`${update}, to which the server is to go, is supported with ${next.versions.join(', ')}.`]),
      ...(both.length > 0
        ? []
        : [`No version is supported with both: between the two updates neither ${now.cu} nor ${next.cu} is supported.`])
    ],
    resolution: updateFramework({
      server: facts.server,
      actual,
      wanted,
      isTooNew: actual !== null && isNewer(actual, wanted),
      update
    }),
    remediation: byHand('only a person may install .NET or an update')
  })
}

/** Whether the .NET Framework is supported with the Cumulative Update that is there, and with the one to go to. */
export const framework: Policy = {
  name: 'framework',
  title: 'The .NET Framework is supported with the installed Cumulative Update, and with the required one',
  section,
  link,
  stage: 'always',
  level: 'mandatory',
  decides: ['framework', 'build'],
  supports: ['identity'],
  automation: {
    automated: [],
    byHand: ['All of it, because .NET and Cumulative Updates are only installed manually, with restarts between them.']
  },
  headline: frameworkHeadline,
  applies: appliesWhere(({ product }) =>
    product === '2010' ? 'Exchange Server 2010 does not use the .NET Framework 4' : null
  ),
  evaluate: (facts, desired) => {
    const { build, framework: read } = facts.sections
    if (E.isLeft(read) || E.isLeft(build)) return []
    const { release } = read.right
    if (release === null) return [unknown(path, 'the value Release of the .NET Framework was not read')]
    const support = supportOf(facts, desired)
    return [E.isLeft(support) ? unknown(path, support.left) : judge(facts, release, ...support.right)]
  }
}
