import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import { exSetupBuild } from '../../facts/exSetupBuild'
import type { Facts } from '../../facts/facts'
import type { CodePage } from '../../facts/sections/codePage'
import { appliesWhere } from '../../judging/kind'
import {
  type Applicability,
  compliant,
  drift,
  type Judgement,
  notApplicable,
  note,
  type Policy,
  unknown
} from '../../judging/policy'
import { type Build, compareBuilds, showBuild } from '../../kernel/compare'
import { dbcsWindowsHeadline } from './headline'
import { changeLocale, changing, link, restartFirst, section } from './resolution'

const path = ['codePage', 'acp'] as const

/** The update of which the article speaks: the last one for Exchange Server 2010. */
const update: Build = [14, 3, 513, 0]
const updateName = 'Update Rollup 32 for Exchange Server 2010 SP3'

/** The code pages in which a character may take two bytes, by their languages. */
const doubleByte: Readonly<Record<string, string>> = {
  '932': 'Japanese',
  '936': 'Chinese (Simplified)',
  '949': 'Korean',
  '950': 'Chinese (Traditional)'
}

const isDoubleByte = (codePage: string): boolean => doubleByte[codePage] !== undefined

const named = (codePage: string): string => `${doubleByte[codePage] ?? 'another language'}, code page ${codePage}`

/** Windows Server 2012 is 6.2; the article does not name 2012 R2, which is 6.3. */
const isWindows2012 = (os: string): boolean => /^6\.2(?:\.|$)/.test(os)

const driftOf = (server: string, installed: Build, { acp, inUse, os }: CodePage): Judgement => {
  const isSet = acp !== null && isDoubleByte(acp)
  const codePage = isSet ? acp : `${inUse}`
  return drift({
    path,
    actual: isSet ? named(acp) : `${named(codePage)}, until the next restart`,
    desired: 'English (United States), code page 1252',
    evidence: [
      `The registry holds ACP ${acp}, and Windows ${os} uses ${inUse === null ? 'a code page that was not read' : `the code page ${inUse}`}.`,
      `ExSetup.exe is ${showBuild(installed)}, which is older than ${showBuild(update)} (${updateName}).`
    ],
    resolution: (isSet ? changeLocale : restartFirst)(server, named(codePage), updateName),
    remediation: changing
  })
}

const judgeCodePage = (server: string, installed: Build, found: CodePage): ReadonlyArray<Judgement> => {
  const { acp, inUse } = found
  const pages = [...(acp === null ? [] : [acp]), ...(inUse === null ? [] : [`${inUse}`])]
  const double = pages.find(isDoubleByte)
  if (compareBuilds(installed, update) >= 0)
    return [
      compliant(path, `${showBuild(installed)}: ${updateName} is installed`),
      ...(double === undefined
        ? []
        : [note(`Before ${updateName} is uninstalled, set the system locale from ${named(double)} to English.`)])
    ]
  if (acp !== null && double !== undefined) return [driftOf(server, installed, found)]
  if (acp === null) return [unknown(path, 'the value ACP of the code page was not read')]
  return [
    inUse === null
      ? unknown(path, `the registry holds ACP ${acp}, but the code page that Windows uses was not read`)
      : compliant(path, `code page ${acp}`)
  ]
}

const ofProduct = appliesWhere(({ product }) =>
  product === '2010' ? null : 'only an update of Exchange Server 2010 depends on the code page'
)

const ofWindows = ({ sections: { codePage } }: Facts): Applicability | null => {
  const os = E.isRight(codePage) ? codePage.right.os : null
  return os === null || isWindows2012(os)
    ? null
    : notApplicable(`only Windows Server 2012 (6.2) is concerned, and this is Windows ${os}`)
}

/** The last update of Exchange Server 2010 does not install on Windows Server 2012 while a double-byte code page is set. */
export const dbcsWindows: Policy = {
  name: 'dbcs-windows',
  title:
    'No double-byte code page is set on Windows Server 2012 while Update Rollup 32 of Exchange Server 2010 is installed',
  headline: dbcsWindowsHeadline,
  section,
  link,
  stage: 'before-update',
  level: 'mandatory',
  decides: ['codePage', 'build'],
  supports: ['identity'],
  automation: {
    automated: [],
    byHand: ['All of it, because an administrator chooses the language of a server, and restarts it.']
  },
  applies: (facts) => {
    const product = ofProduct(facts)
    return product._tag === 'Applicable' ? (ofWindows(facts) ?? product) : product
  },
  evaluate: (facts) => {
    const { codePage } = facts.sections
    if (E.isLeft(codePage) || E.isLeft(facts.sections.build)) return []
    const installed = O.toNullable(exSetupBuild(facts))
    if (installed === null) return [unknown(path, 'the version of ExSetup.exe is not known')]
    if (codePage.right.os === null) return [unknown(path, 'the version of Windows was not read')]
    return judgeCodePage(facts.server, installed, codePage.right)
  }
}
