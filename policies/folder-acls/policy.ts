import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type { Facts } from '../../facts/facts'
import { installPath } from '../../facts/installation'
import type { Acl } from '../../facts/sections/acls'
import { type ServerKind, serverKind } from '../../judging/kind'
import {
  type Applicability,
  applicable,
  compliant,
  type Desired,
  drift,
  type Judgement,
  notApplicable,
  note,
  type Policy,
  undecided,
  unknown,
  veto
} from '../../judging/policy'
import { parseSddl } from '../../kernel/acl/sddl'
import { type AccessFaults, accessFaults, showFaults } from './accessFaults'
import { folderAclsHeadline } from './headline'
import { rightsProposal } from './remediation'
import { link, repairAccess } from './resolution'

const webFolders = ['FrontEnd\\HttpProxy\\owa\\auth', 'FrontEnd\\HttpProxy\\ecp\\auth']

const trimmed = (path: string): string => (path.endsWith('\\') ? path.replace(/(?<![:\\])\\+$|(?<=:\\)\\+$/, '') : path)

const needsWebFolders = ({ product, frontEnd }: ServerKind): boolean => product !== '2010' && frontEnd

const hasInstallPath = ({ sections: { identity } }: Facts): boolean =>
  E.isRight(identity) && identity.right.installPath !== null

const missingFolders = (facts: Facts, acls: ReadonlyArray<Acl>): ReadonlyArray<Judgement> => {
  const root = installPath(facts)
  const read = acls.map(({ path }) => trimmed(path).toLowerCase())
  const isRead = (folder: string): boolean =>
    hasInstallPath(facts)
      ? read.includes(`${root}${folder}`.toLowerCase())
      : read.some((path) => path.endsWith(`\\${folder}`.toLowerCase()))
  return webFolders
    .filter((folder) => !isRead(folder))
    .map((folder) => unknown(['acls', `${root}${folder}`], `the access rights of ${root}${folder} were not read`))
}

/** Below these folders lie the pages that IIS runs, with the rights of SYSTEM. */
const isWeb = (path: string): boolean => /\\(?:FrontEnd\\HttpProxy|ClientAccess)\\/i.test(`${path}\\`)

const evidenceOf = (path: string, sddl: string, faults: AccessFaults): ReadonlyArray<string> => [
  `The access rights of ${path} are ${sddl} (Get-Acl).`,
  ...(faults.writers.length > 0
    ? ['Every user may change pages there, which IIS runs with the rights of SYSTEM: anyone can take over the server.']
    : []),
  ...faults.doubts.map((doubt) => `Not judged: ${doubt}.`),
  ...(faults.isEveryoneOnly
    ? ['Only Everyone (S-1-1-0) has rights there: on the owa\\auth and ecp\\auth folders, a sign of intrusion in 2021.']
    : [])
]

const showDesired = ({ writers }: AccessFaults): string =>
  [
    'inheritance on; SYSTEM and Administrators full control; Authenticated Users read; no Deny',
    ...(writers.length > 0 ? ['no write for every user'] : [])
  ].join('; ')

/** A server, and its facts from before the update. */
interface Seen {
  readonly facts: Facts
  readonly baseline: Facts | null
}

const faulty = ({ facts, baseline }: Seen, path: string, sddl: string, faults: AccessFaults) => {
  return [
    drift({
      path: ['acls', path],
      actual: showFaults(faults),
      desired: showDesired(faults),
      evidence: evidenceOf(path, sddl, faults),
      resolution: repairAccess(path, faults),
      remediation: rightsProposal(facts, baseline, path, faults)
    }),
    ...(faults.isEveryoneOnly
      ? [veto(`only Everyone has rights on ${path}, so look for indicators of compromise first`)]
      : [])
  ]
}

const judgeFaults = (seen: Seen, path: string, sddl: string, faults: AccessFaults): ReadonlyArray<Judgement> => {
  if (showFaults(faults) !== '') return faulty(seen, path, sddl, faults)
  return faults.doubts.length > 0
    ? [unknown(['acls', path], `the access rights of ${path} can't be judged: ${faults.doubts.join('; ')}`)]
    : [compliant(['acls', path], 'sufficient')]
}

/** A Deny entry for a single account of a domain is no fault, unless setup runs as that account. */
const unjudged = (path: string, faults: AccessFaults): ReadonlyArray<Judgement> =>
  faults.unjudged.map((sid) =>
    note(
      `not judged: the Deny entry for ${sid} on ${path}, which matters only if setup runs as that account or a member of it`
    )
  )

const judgeFolder =
  (seen: Seen) =>
  ({ path: found, sddl, inherits, unreadable }: Acl): ReadonlyArray<Judgement> => {
    const path = trimmed(found)
    if (unreadable !== null)
      return [unknown(['acls', path], `the access rights of ${path} could not be read: ${unreadable}`)]
    const descriptor = parseSddl(sddl)
    if (E.isLeft(descriptor))
      return [unknown(['acls', path], `the access rights of ${path} can't be understood: ${descriptor.left}`)]
    const { dacl } = descriptor.right
    if (dacl === null)
      return [unknown(['acls', path], `what was read of ${path} holds no access control list (no D: part)`)]
    const faults = accessFaults(dacl, inherits, isWeb(path))
    return [...judgeFaults(seen, path, sddl, faults), ...unjudged(path, faults)]
  }

const applies = (facts: Facts): Applicability => {
  const { acls } = facts.sections
  if (E.isRight(acls) && acls.right.length > 0) return applicable
  return pipe(
    serverKind(facts),
    E.match(
      ({ path, reason }) => undecided(path, reason),
      (kind) =>
        needsWebFolders(kind)
          ? applicable
          : notApplicable('this server has no folder whose access rights were asked for')
    )
  )
}

const evaluate = (facts: Facts, { baseline }: Desired): ReadonlyArray<Judgement> => {
  const { acls } = facts.sections
  if (E.isLeft(acls)) return []
  const missing = pipe(
    serverKind(facts),
    E.match(
      ({ path, reason }): ReadonlyArray<Judgement> => [unknown(path, reason)],
      (kind) => (needsWebFolders(kind) ? missingFolders(facts, acls.right) : [])
    )
  )
  return [...acls.right.flatMap(judgeFolder({ facts, baseline })), ...missing]
}

/** Setup stops with error 1603 at folders into which the installer may not write. */
export const folderAcls: Policy = {
  name: 'folder-acls',
  title: 'The installer and Exchange have their rights on the folders that setup writes to',
  section: 'exchange-setup-fails-with-error-code-1603',
  link,
  stage: 'always',
  level: 'mandatory',
  decides: ['acls'],
  supports: ['identity', 'webRoots', 'iocTraces'],
  automation: {
    automated: [
      'On folders below FrontEnd\\HttpProxy and ClientAccess, inheritance is turned on.',
      'Missing rights of SYSTEM, Administrators and Authenticated Users are added there. No right is removed. The former rights are saved in SDDL.'
    ],
    byHand: [
      'Deny entries, because somebody may have set them intentionally. A Deny entry for an account that neither setup nor Exchange uses is no drift.',
      'Entries that let every user write to a web folder, because no right is ever removed here. Look for signs of an intruder.',
      'A missing list of rights, because the complete list must be replaced.',
      'Other folders, because read access for all could show their content.',
      'All folders, while it is not known whether an intruder was on the server, because a changed right may be a trace.',
      "A folder on which only Everyone has rights, because that was a sign of intrusion. Nothing at all is remediated on such a server. The same applies if the rights of a folder can't be read."
    ]
  },
  canVeto: 'always',
  headline: folderAclsHeadline,
  applies,
  evaluate
}
