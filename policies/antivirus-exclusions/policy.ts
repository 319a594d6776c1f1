import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import type { Facts } from '../../facts/facts'
import { installPath, knownInstallPath } from '../../facts/installation'
import type { Antivirus, FilterDriver } from '../../facts/sections/antivirus'
import { appliesWhere, type ServerKind, serverKind } from '../../judging/kind'
import { compliant, drift, type Judgement, note, type Policy, unknown } from '../../judging/policy'
import { sameName } from '../../kernel/compare'
import { uncovered } from './covering'
import { antivirusHeadline } from './headline'
import { byAPerson, excludeFolders, link } from './resolution'

const path = ['antivirus', 'Defender'] as const

/** The filter driver of Microsoft Defender. */
const ofDefender = 'WdFilter'

const disabled = 4

/** Folders of Exchange, below its own, in which transport keeps its data. */
const transportFolders = [
  'TransportRoles\\Data\\IpFilter',
  'TransportRoles\\Data\\SenderReputation',
  'TransportRoles\\Data\\Temp',
  'TransportRoles\\Logs',
  'TransportRoles\\Pickup',
  'TransportRoles\\Replay'
]

/** Those that Microsoft lists besides for a server with mailboxes. */
const mailboxFolders = ['ClientAccess\\OAB', 'FIP-FS', 'GroupMetrics', 'Logging', 'Mailbox', 'Working\\OleConverter']

/** The queue may have been moved; then that is the folder. */
const queueFolder = ({ sections: { mailQueue } }: Facts, root: string): string =>
  (E.isRight(mailQueue) ? mailQueue.right?.database?.path : null) ?? `${root}TransportRoles\\Data\\Queue`

/** The default folder is judged where the real one was not read, and says nothing of that. */
const unreadQueue = ({ sections: { mailQueue } }: Facts, { edge, backEnd }: ServerKind): ReadonlyArray<Judgement> =>
  E.isLeft(mailQueue) && (edge || backEnd)
    ? [unknown(path, `whether Defender leaves out the mail queue is not known: ${mailQueue.left.reason}`)]
    : []

const expectedFolders = (facts: Facts, { edge, backEnd }: ServerKind): ReadonlyArray<string> => {
  const root = installPath(facts)
  const below = [
    ...(backEnd ? [...mailboxFolders, ...transportFolders] : []),
    ...(edge ? ['TransportRoles\\Data\\Adam', ...transportFolders] : []),
    ...(backEnd || edge ? [] : ['ClientAccess\\OAB', 'Logging'])
  ]
  return [...below.map((folder) => root + folder), ...(backEnd || edge ? [queueFolder(facts, root)] : [])]
}

/** What Microsoft has taken from its list, since intruders keep their pages and programs there. */
const noLonger = /(?:\\inetsrv|\\temporary asp\.net files|w3wp\.exe|powershell\.exe)\\?$/i

const dangerous = ({ paths, processes }: NonNullable<Antivirus['defender']>): ReadonlyArray<Judgement> => {
  const found = [...paths, ...processes].filter((one) => noLonger.test(one))
  return found.length === 0
    ? []
    : [note(`Defender leaves out ${found.slice(0, 5).join(', ')}, which Microsoft no longer advises: remove it there`)]
}

const unreadReason = ({ unread }: Antivirus, source: string): string =>
  unread.find((one) => one.source === source)?.reason ?? 'no reason was given'

/** Whether the service of Defender is stopped; where it is not listed, its driver says that it watches. */
const isStopped = ({ sections: { services } }: Facts): boolean =>
  E.isRight(services) && services.right.some(({ name, status }) => sameName(name, 'WinDefend') && status === 'Stopped')

const judgeDefender = (facts: Facts, found: Antivirus, kind: ServerKind): ReadonlyArray<Judgement> => {
  const { defender } = found
  if (defender === null)
    return [unknown(path, `what Microsoft Defender leaves out was not read: ${unreadReason(found, 'defender')}`)]
  if (defender.realTimeOff) return [compliant(path, 'does not watch files')]
  if (O.isNone(knownInstallPath(facts)))
    return [unknown(path, 'where Exchange is installed was not read, so that nobody knows which folders to leave out')]
  const folders = expectedFolders(facts, kind)
  const { missing, unsure } = uncovered(folders, defender.paths, installPath(facts))
  const [doubt] = unsure
  return [
    ...(missing.length === 0
      ? []
      : [
          drift({
            path,
            actual: `watches ${missing.length} of ${folders.length} folders of Exchange`,
            desired: 'leaves out the folders of Exchange',
            evidence: missing.map((folder) => `No exclusion of Microsoft Defender covers ${folder}.`),
            resolution: excludeFolders(facts, missing),
            remediation: byAPerson
          })
        ]),
    ...(doubt === undefined
      ? []
      : [
          unknown(
            path,
            `whether Defender leaves out ${doubt} is not known: an exclusion has a variable or pattern of its own`
          )
        ]),
    ...(missing.length + unsure.length === 0 ? [compliant(path, 'leaves out the folders of Exchange')] : []),
    ...unreadQueue(facts, kind),
    ...dangerous(defender)
  ]
}

const shown = ({ name, altitude }: FilterDriver): string => `${name} (${altitude})`

/** Another program tells nobody what it leaves out. */
const judgeOthers = (others: ReadonlyArray<FilterDriver>): ReadonlyArray<Judgement> =>
  others.length === 0
    ? []
    : [
        unknown(
          ['antivirus', 'others'],
          `another antivirus program watches files: ${others.slice(0, 5).map(shown).join(', ')}; see in its console that it leaves out the folders of Exchange, then waive this`
        )
      ]

const judge = (facts: Facts, found: Antivirus, kind: ServerKind): ReadonlyArray<Judgement> => {
  if (found.filters === null)
    return [
      unknown(['antivirus', 'filters'], `the filter drivers were not read: ${unreadReason(found, 'filters')}`),
      ...(found.defender === null ? judgeDefender(facts, found, kind) : [])
    ]
  const active = found.filters.filter(({ start }) => start !== disabled)
  const isWatching = active.some(({ name }) => sameName(name, ofDefender)) && !isStopped(facts)
  const others = active.filter(({ name }) => !sameName(name, ofDefender))
  return [
    ...(isWatching ? judgeDefender(facts, found, kind) : [compliant(path, 'does not watch files')]),
    ...judgeOthers(others)
  ]
}

/** An antivirus program that holds files of Exchange keeps services from stopping, and setup from replacing them. */
export const antivirusExclusions: Policy = {
  name: 'antivirus-exclusions',
  title: 'Antivirus programs exclude the folders of Exchange',
  headline: antivirusHeadline,
  section: 'installation-fails-due-to-services-not-stopping',
  link,
  stage: 'before-update',
  level: 'advisory',
  decides: ['antivirus'],
  supports: ['identity', 'services', 'mailQueue'],
  automation: {
    automated: [],
    byHand: [
      'All of it, because the security administrators decide what an antivirus program excludes.',
      'The folders of databases elsewhere, and the processes and file types that Microsoft also lists, because they are not judged.',
      'Antivirus programs other than Microsoft Defender, because they do not show their exclusions. Such a program is `unknown`.'
    ]
  },
  applies: appliesWhere(({ product }) => (product === '2010' ? 'the folders of Exchange 2010 are others' : null)),
  evaluate: (facts) => {
    const found = facts.sections.antivirus
    const kind = serverKind(facts)
    return E.isLeft(found) || E.isLeft(kind) ? [] : judge(facts, found.right, kind.right)
  }
}
