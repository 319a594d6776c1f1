import { isFullControl, isRead, isUseOfFiles, isWrite, union } from '../../kernel/acl/accessRights'
import type { AccessList, Entry } from '../../kernel/acl/sddl'
import { administrators, authenticatedUsers, everyone, system, users } from '../../kernel/acl/sids'
import { rememberedRecently } from '../../kernel/remembered'
import { isOrdinary, showTrustee, trusteeOf } from './trustees'

/** What keeps Exchange's setup, or Exchange itself, out of a folder, or lets in whom it should keep out. */
export interface AccessFaults {
  readonly isNull: boolean
  readonly isProtected: boolean
  /** The SIDs that lack full control. */
  readonly withoutControl: ReadonlyArray<string>
  readonly isUnreadable: boolean
  /** Deny entries for accounts that setup or Exchange uses, for the folder or for what is below it. */
  readonly denials: ReadonlyArray<Entry>
  /** Entries by which every user may change what a web folder holds. */
  readonly writers: ReadonlyArray<Entry>
  /** Whether nobody but Everyone has rights here. */
  readonly isEveryoneOnly: boolean
  /** What can't be told from the list, each as a full clause; it may hide a fault. */
  readonly doubts: ReadonlyArray<string>
  /** SIDs of domain or local accounts with a Deny entry, of which nothing tells whether setup uses them. */
  readonly unjudged: ReadonlyArray<string>
}

const nullList: AccessFaults = {
  isNull: true,
  isProtected: false,
  withoutControl: [],
  isUnreadable: false,
  denials: [],
  writers: [],
  isEveryoneOnly: false,
  doubts: [],
  unjudged: []
}

const unique = <A>(all: ReadonlyArray<A>): ReadonlyArray<A> => (all.length < 2 ? all : [...new Set(all)])

const isDeny = ({ type }: Entry): boolean => type.includes('D')
const isInheritOnly = ({ flags }: Entry): boolean => flags.includes('IO')
const reachesBelow = ({ flags }: Entry): boolean => flags.includes('OI') || flags.includes('CI')

/** An entry for an object, or under a condition: whether it counts depends on what the facts don't hold. */
const isConditional = ({ type, object, condition }: Entry): boolean =>
  /^[XZ]/.test(type) || condition !== null || (type.startsWith('O') && object !== '')

/** Entries that grant something on the folder itself. */
const isGrant = (entry: Entry): boolean => !isDeny(entry) && !isInheritOnly(entry) && entry.rights !== 0

/** Any of these brings reading to ordinary accounts; Windows itself grants it to Users below Program Files. */
const readers = [authenticatedUsers, users, everyone]

/** Whether a Deny entry takes rights away that setup or Exchange may use, if it is for one of their accounts. */
const isEffective = (entry: Entry): boolean =>
  isInheritOnly(entry) ? reachesBelow(entry) && isUseOfFiles(entry.rights) : entry.rights !== 0

interface Missing {
  readonly withoutControl: ReadonlyArray<string>
  readonly isUnreadable: boolean
}

const missing = (grants: ReadonlyArray<Entry>): Missing => {
  const rightsOf = (sids: ReadonlyArray<string>) =>
    union(grants.filter(({ sid }) => sids.includes(sid)).map(({ rights }) => rights))
  return {
    withoutControl: [system, administrators].filter((sid) => !isFullControl(rightsOf([sid]))),
    isUnreadable: !isRead(rightsOf(readers))
  }
}

const names: Readonly<Record<string, string>> = { [system]: 'SYSTEM', [administrators]: 'Administrators' }

/** What only conditional entries grant is doubtful; what not even they grant is missing. */
const doubtsOfGrants = (sure: Missing, atMost: Missing): ReadonlyArray<string> => [
  ...sure.withoutControl
    .filter((sid) => !atMost.withoutControl.includes(sid))
    .map((sid) => `only an entry for an object or under a condition gives ${names[sid]} full control`),
  ...(sure.isUnreadable && !atMost.isUnreadable
    ? ['only an entry for an object or under a condition lets Authenticated Users read']
    : [])
]

const doubtsOfDenials = (denials: ReadonlyArray<Entry>): ReadonlyArray<string> =>
  denials.flatMap((entry) => {
    const trustee = trusteeOf(entry.sid)
    if (trustee === 'unclear')
      return [`whether setup or Exchange uses ${entry.sid}, for which a Deny entry stands, is not known`]
    return trustee === 'needed' && isConditional(entry)
      ? [`a Deny entry for ${entry.sid} counts only for an object or under a condition`]
      : []
  })

const mayWrite = ({ sid, rights }: Entry): boolean => isOrdinary(sid) && isWrite(rights)

/** What entries mean, whatever the folder: most folders of a fleet have the same ones. */
const meaningOf = rememberedRecently((entries: ReadonlyArray<Entry>) => {
  const grants = entries.filter(isGrant)
  const sureGrants = grants.filter((entry) => !isConditional(entry))
  const sure = missing(sureGrants)
  const atMost = missing(grants)
  const denials = entries.filter((entry) => isDeny(entry) && isEffective(entry))
  const writers = entries.filter((entry) => !isDeny(entry) && mayWrite(entry))
  return {
    faults: {
      ...atMost,
      denials: denials.filter((entry) => trusteeOf(entry.sid) === 'needed' && !isConditional(entry)),
      isEveryoneOnly: sureGrants.length > 0 && sureGrants.every(({ sid }) => sid === everyone),
      doubts: unique([...doubtsOfGrants(sure, atMost), ...doubtsOfDenials(denials)]),
      unjudged: unique(denials.flatMap(({ sid }) => (trusteeOf(sid) === 'account' ? [sid] : [])))
    },
    writers: writers.filter((entry) => !isConditional(entry)),
    doubtsOfWriters: unique(
      writers.filter(isConditional).map(({ sid }) => `an entry for an object or under a condition lets ${sid} write`)
    )
  }
})

/**
 * Judges an access control list by SID. Inheritance is on only where neither the list nor `inherits` says that it is
 * off. On a web folder ordinary accounts must not write.
 */
export const accessFaults = (list: AccessList, inherits: boolean | null, isWeb: boolean): AccessFaults => {
  if (list.entries === null) return nullList
  const { faults, writers, doubtsOfWriters } = meaningOf(list.entries)
  return {
    isNull: false,
    isProtected: list.isProtected || inherits === false,
    ...faults,
    writers: isWeb ? writers : [],
    doubts: isWeb ? [...faults.doubts, ...doubtsOfWriters] : faults.doubts
  }
}

/** The SIDs of entries, each once. */
export const sidsOf = (entries: ReadonlyArray<Entry>): ReadonlyArray<string> => unique(entries.map(({ sid }) => sid))

const showDenials = (denials: ReadonlyArray<Entry>): ReadonlyArray<string> => {
  const here = sidsOf(denials.filter((entry) => !isInheritOnly(entry)))
  const below = sidsOf(denials.filter(isInheritOnly)).filter((sid) => !here.includes(sid))
  return [
    ...here.map((sid) => `Deny for ${showTrustee(sid)}`),
    ...below.map((sid) => `Deny for ${showTrustee(sid)} on what is below`)
  ]
}

/** The faults in words; empty where there are none. */
export const showFaults = (faults: AccessFaults): string =>
  [
    ...(faults.isNull ? ['no access control list'] : []),
    ...(faults.isProtected ? ['inheritance off'] : []),
    ...faults.withoutControl.map((sid) => `no full control for ${names[sid]}`),
    ...(faults.isUnreadable ? ['no read for Authenticated Users'] : []),
    ...showDenials(faults.denials),
    ...sidsOf(faults.writers).map((sid) => `write for ${showTrustee(sid)}`)
  ].join('; ')
