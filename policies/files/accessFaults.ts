import { isFullControl, isRead, union } from './accessRights'
import type { AccessList, Entry } from './sddl'
import { administrators, authenticatedUsers, everyone, system, users } from './sids'

/** What keeps Exchange's setup, or Exchange itself, out of a folder. */
export interface AccessFaults {
  readonly isNull: boolean
  readonly isProtected: boolean
  /** The SIDs that lack full control. */
  readonly withoutControl: ReadonlyArray<string>
  readonly isUnreadable: boolean
  readonly denials: ReadonlyArray<Entry>
  /** Whether nobody but Everyone has rights here. */
  readonly isEveryoneOnly: boolean
}

const nullList: AccessFaults = {
  isNull: true,
  isProtected: false,
  withoutControl: [],
  isUnreadable: false,
  denials: [],
  isEveryoneOnly: false
}

/** Entries that grant something on the folder itself, whatever the object or the caller's claims. */
const isGrant = ({ type, flags, object }: Entry): boolean =>
  (type === 'A' || (type === 'OA' && object === '')) && !flags.includes('IO')

/** Any of these brings reading to ordinary accounts; Windows itself grants it to Users below Program Files. */
const readers = [authenticatedUsers, users, everyone]

/** Judges an access control list by SID. Inheritance is on only where neither the list nor `inherits` says that it is off. */
export const accessFaults = (list: AccessList, inherits: boolean | null): AccessFaults => {
  if (list.entries === null) return nullList
  const grants = list.entries.filter(isGrant)
  const rightsOf = (sids: ReadonlyArray<string>) =>
    union(grants.flatMap(({ sid, rights }) => (sids.includes(sid) ? [rights] : [])))
  return {
    isNull: false,
    isProtected: list.isProtected || inherits === false,
    withoutControl: [system, administrators].filter((sid) => !isFullControl(rightsOf([sid]))),
    isUnreadable: !isRead(rightsOf(readers)),
    denials: list.entries.filter(({ type }) => type.includes('D')),
    isEveryoneOnly: grants.length > 0 && grants.every(({ sid }) => sid === everyone)
  }
}

const names: Readonly<Record<string, string>> = { [system]: 'SYSTEM', [administrators]: 'Administrators' }

export const deniedSids = ({ denials }: AccessFaults): ReadonlyArray<string> => [
  ...new Set(denials.map(({ sid }) => sid))
]

/** The faults in words; empty where there are none. */
export const showFaults = (faults: AccessFaults): string =>
  [
    ...(faults.isNull ? ['no access control list'] : []),
    ...(faults.isProtected ? ['inheritance off'] : []),
    ...faults.withoutControl.map((sid) => `no full control for ${names[sid]}`),
    ...(faults.isUnreadable ? ['no read for Authenticated Users'] : []),
    ...deniedSids(faults).map((sid) => `Deny for ${sid}`)
  ].join('; ')
