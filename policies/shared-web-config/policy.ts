import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import { installPath } from '../../facts/installation'
import type { SharedWebConfig } from '../../facts/sections/sharedWebConfig'
import { appliesWhere, type ServerKind, serverKind } from '../../judging/kind'
import { compliant, drift, type Judgement, type Policy, unknown } from '../../judging/policy'
import { overdueRestart } from '../iis/overdueRestart'
import { sharedWebConfigHeadline } from './headline'
import { generation } from './remediation'
import { type Damage, type Location, link, regenerate } from './resolution'

const hasLocations = ({ product, frontEnd, backEnd }: ServerKind): boolean =>
  product !== '2010' && (frontEnd || backEnd)

const locations = ({ frontEnd, backEnd }: ServerKind): ReadonlyArray<Location> => [
  ...(backEnd ? [{ name: 'clientAccess', folder: 'ClientAccess' } as const] : []),
  ...(frontEnd ? [{ name: 'httpProxy', folder: 'FrontEnd\\HttpProxy' } as const] : [])
]

const seen: Readonly<Record<Damage, string>> = {
  absent: 'does not exist',
  empty: 'is empty',
  malformed: 'is not well-formed XML',
  other: 'is XML, and not the configuration that belongs there',
  unexpanded: 'holds a variable that nothing expands in its paths',
  elsewhere: 'names no file below the installation folder'
}

const judgeLocation =
  (facts: Facts, files: SharedWebConfig) =>
  (location: Location): Judgement => {
    const path = ['sharedWebConfig', location.name] as const
    const state = files[location.name]
    const found = files.found?.[location.name] ?? null
    const file = `${installPath(facts)}${location.folder}\\SharedWebConfig.config`
    const more = found === null ? '' : `: ${found}`
    if (state === null) return unknown(path, `whether ${file} exists was not read${more}`)
    if (state === 'present') return compliant(path, state)
    if (state === 'unfilled')
      return unknown(path, `the assembly binding in ${file} holds no entry, so that a person must look what made it so`)
    return drift({
      path,
      actual: state,
      desired: 'present',
      evidence: [`The file ${file} ${seen[state]}${more}.`],
      resolution: regenerate(facts, location, state),
      remediation: generation(facts, location)
    })
  }

/** The web applications below both folders take their assembly redirections from SharedWebConfig.config. */
export const sharedWebConfig: Policy = {
  name: 'shared-web-config',
  title: 'SharedWebConfig.config exists and is valid below ClientAccess and FrontEnd\\HttpProxy',
  section: 'cant-access-eac-or-owa-after-exchange-installation',
  link,
  stage: 'always',
  level: 'mandatory',
  decides: ['sharedWebConfig'],
  supports: ['identity', 'build', 'setupState', 'journal'],
  automation: {
    automated: [
      "DependentAssemblyGenerator generates the file again, in this server's own installation folder.",
      'The new file is made beside the old one and checked first. The old file is saved. IIS is restarted afterwards.'
    ],
    byHand: [
      'All of it, if the installation folder is not known.',
      'All of it, if the name of the installation folder has special characters, because a command line may change them.',
      'A file whose assembly binding has no entry, because the generated file may have none either.',
      'An unfinished setup, shown by a watermark, because only setup itself may finish it. Nothing is done on such a server.'
    ]
  },
  headline: sharedWebConfigHeadline,
  owed: overdueRestart('shared-web-config', link),
  applies: appliesWhere((kind) =>
    hasLocations(kind) ? null : 'only Mailbox and Client Access servers of 2013 and later have SharedWebConfig.config'
  ),
  evaluate: (facts) => {
    const kind = serverKind(facts)
    const files = facts.sections.sharedWebConfig
    return E.isLeft(kind) || E.isLeft(files) ? [] : locations(kind.right).map(judgeLocation(facts, files.right))
  }
}
