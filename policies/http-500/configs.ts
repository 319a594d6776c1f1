import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import type { Facts } from '../../facts/facts'
import { installPath, knownInstallPath } from '../../facts/installation'
import type { ConfigReference, WebConfig } from '../../facts/sections/webConfigs'
import { compliant, drift, type Judgement, note, unknown } from '../../judging/policy'
import { sameName } from '../../kernel/compare'
import type { PropertyPath } from '../../kernel/propertyPath'
import { others, pages } from './applications'
import { byAPerson, installAgain, mendConfig } from './resolution'

const kinds = {
  binSearchFolder: 'BinSearchFolders names',
  linkedConfiguration: 'it is linked to',
  codeBase: 'a code base is'
} as const

const states = {
  there: 'which is not below the installation folder of Exchange',
  absent: 'which is not there',
  unexpanded: 'which holds a variable that nothing expands',
  other: 'which is no local path'
} as const

const said = ({ kind, value, state }: ConfigReference): string =>
  `${kinds[kind]} ${value ?? 'nothing'}, ${state === null ? 'which could not be looked for' : states[state]}`

/** A code base that isn't there matters only when it is loaded, and then ASP.NET says so. */
const isFault = ({ kind, state }: ConfigReference): boolean =>
  state === 'unexpanded' || (state === 'absent' && kind !== 'codeBase')

const isBelow = (folder: string, path: string): boolean =>
  `${folder.replaceAll('/', '\\')}\\`.toLowerCase().startsWith(path.toLowerCase())

/** The folders of assemblies where none is of this installation, as after a move to another drive; a short name can't be compared. */
const foldersElsewhere = (facts: Facts, places: ReadonlyArray<ConfigReference>): ReadonlyArray<ConfigReference> => {
  const installed = knownInstallPath(facts)
  const folders = places.filter(({ kind, state }) => kind === 'binSearchFolder' && state === 'there')
  const isOwn = ({ value }: ConfigReference): boolean =>
    O.isNone(installed) || value === null || value.includes('~') || isBelow(value, installed.value)
  return folders.some(isOwn) ? [] : folders
}

const isDoubt = ({ kind, state }: ConfigReference): boolean =>
  (state === null || state === 'other') && kind !== 'codeBase'

const ofFaults = (faults: ReadonlyArray<ConfigReference>): string => {
  const [first] = faults
  return first === undefined ? '' : `${said(first)}${faults.length > 1 ? ` (and ${faults.length - 1} more)` : ''}`
}

const nameOf = ({ application, file }: WebConfig): string => application ?? file

/** What setup gives a web.config of its own, with what it is made of; other applications work by that of their site. */
const needsOne = ({ application }: WebConfig): boolean =>
  [...pages, ...others].some(({ path }) => sameName(application?.replace(/^[^/]+/, '') ?? '', path))

const judgeLost = (facts: Facts, config: WebConfig): Judgement =>
  drift({
    path: ['webConfigs', nameOf(config)],
    actual: 'absent',
    desired: 'present',
    evidence: [`${config.file} is not there, and ${nameOf(config)} does not load without it.`],
    resolution: installAgain(facts, config.file),
    remediation: byAPerson
  })

const judgeConfig =
  (facts: Facts) =>
  (config: WebConfig): ReadonlyArray<Judgement> => {
    const { file, state, unreadable, places } = config
    const path: PropertyPath = ['webConfigs', nameOf(config)]
    const faults = [...places.filter(isFault), ...foldersElsewhere(facts, places)]
    const broken = (actual: string): Judgement =>
      drift({
        path,
        actual,
        desired: 'a configuration whose files and folders are there',
        evidence: [`${file}: ${unreadable ?? actual}.`, ...faults.slice(1).map((one) => `${file}: ${said(one)}.`)],
        resolution: mendConfig(facts, file, faults),
        remediation: byAPerson
      })
    if (state === null) return [unknown(path, `${file} could not be read: ${unreadable ?? 'no reason was given'}`)]
    if (state === 'malformed') return [broken('not well-formed XML')]
    if (state === 'absent') return [needsOne(config) ? judgeLost(facts, config) : note(`${file} is not there`)]
    if (faults.length > 0) return [broken(ofFaults(faults))]
    const doubts = places.filter(isDoubt)
    const lost = places.filter(({ kind, state: found }) => kind === 'codeBase' && found === 'absent')
    return [
      doubts.length > 0 ? unknown(path, `${file}: ${ofFaults(doubts)}`) : compliant(path, 'sound'),
      ...(lost.length === 0 ? [] : [note(`${file}: ${ofFaults(lost)}; no harm unless it is loaded`)])
    ]
  }

/** The two files that the policy shared-web-config judges, and can make again. */
const isJudgedThere = (facts: Facts, { file }: WebConfig): boolean =>
  ['ClientAccess', 'FrontEnd\\HttpProxy'].some((folder) =>
    sameName(file, `${installPath(facts)}${folder}\\SharedWebConfig.config`)
  )

/** Judges the web.config files of Exchange, and what they are linked to. */
export const judgeConfigs = (facts: Facts): ReadonlyArray<Judgement> => {
  const { webConfigs } = facts.sections
  if (E.isLeft(webConfigs)) return []
  return webConfigs.right.some(
    ({ application, state }) => application !== null && (state === 'present' || state === 'malformed')
  )
    ? webConfigs.right.filter((one) => !isJudgedThere(facts, one)).flatMap(judgeConfig(facts))
    : [unknown(['webConfigs'], 'no web.config of Exchange was found')]
}
