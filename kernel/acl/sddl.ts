import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import { rememberedText } from '../remembered'
import { parseRights } from './accessRights'
import { sidOfAbbreviation } from './sids'

/** An entry of an access control list, in SDDL's codes; `sid` is an abbreviation where its SID varies by domain. */
export interface Entry {
  readonly type: string
  readonly flags: ReadonlyArray<string>
  readonly rights: number
  readonly object: string
  readonly inheritedObject: string
  readonly sid: string
  /** The condition of a conditional entry, in its parentheses. */
  readonly condition: string | null
}

/** A discretionary access control list; `entries` is null where there is none, so that everybody may do everything. */
export interface AccessList {
  /** Whether it shuts out what the folder above hands down. */
  readonly isProtected: boolean
  readonly entries: ReadonlyArray<Entry> | null
}

/** A security descriptor as far as access depends on it; `dacl` is null where the text has no such part. */
export interface Descriptor {
  readonly owner: string | null
  readonly group: string | null
  readonly dacl: AccessList | null
}

const sid = String.raw`S-1-(?:\d+|0x[0-9a-fA-F]+)(?:-\d+)*|[A-Z]{2}`
const noAccessControl = 'NO_ACCESS_CONTROL'

const resolved = (text: string): string => sidOfAbbreviation[text] ?? text

const entryPattern = new RegExp(
  `^(A|D|OA|OD|XA|XD|ZA);((?:CI|OI|NP|IO|ID|SA|FA|CR)*);([^;]*);([^;]*);([^;]*);(${sid})(?:;(\\(.*\\)))?$`,
  's'
)

const noFlags: Entry['flags'] = []

const parseEntry = (text: string): E.Either<string, Entry> => {
  const [match, type = '', flags = '', rights = '', object = '', inheritedObject = '', trustee = '', condition = null] =
    entryPattern.exec(text) ?? []
  const mask = match === undefined ? O.none : parseRights(rights)
  if (O.isNone(mask)) return E.left(`"(${text})" is no entry of an access control list`)
  return E.right({
    type,
    flags: flags === '' ? noFlags : (flags.match(/../g) ?? noFlags),
    rights: mask.value,
    object,
    inheritedObject,
    sid: resolved(trustee),
    condition
  })
}

/** The length of the parentheses with which a text begins, with what is nested or quoted in them; 0 for none. */
const parenthesesLength = (text: string): number => {
  if (!text.startsWith('(')) return 0
  let depth = 0
  for (const { 0: token, index } of text.matchAll(/"[^"]*"|[()]/g)) {
    if (token === '(') depth += 1
    if (token === ')') depth -= 1
    if (depth === 0) return index + 1
  }
  return 0
}

const splitEntries = (text: string): readonly [entries: ReadonlyArray<string>, rest: string] => {
  const entries: Array<string> = []
  // Most entries hold no parentheses and no quotation marks.
  const plain = /\([^()"]*\)/y
  const lengthAt = (at: number): number => {
    plain.lastIndex = at
    return plain.test(text) ? plain.lastIndex - at : parenthesesLength(text.slice(at))
  }
  let at = 0
  for (let length = lengthAt(at); length > 0; length = lengthAt(at)) {
    entries.push(text.slice(at + 1, at + length - 1))
    at += length
  }
  return [entries, text.slice(at)]
}

/** Windows keeps a list in 64 KB, of which an entry takes 20 bytes at least ([MS-DTYP] 2.4.4 and 2.4.5). */
const mostEntries = 3_276

const head = new RegExp(`^(?:O:(${sid}))?(?:G:(${sid}))?(?:D:((?:P|AR|AI|${noAccessControl})*))?`)

const parseList = (flags: string | null, entries: ReadonlyArray<string>): E.Either<string, AccessList | null> =>
  pipe(
    entries,
    E.traverseArray(parseEntry),
    E.map((parsed) =>
      flags === null
        ? null
        : { isProtected: flags.includes('P'), entries: flags.includes(noAccessControl) ? null : parsed }
    )
  )

/** Reads a security descriptor in SDDL ([MS-DTYP] 2.5.1); what follows `S:` (auditing) isn't looked at. */
export const parseSddl = rememberedText((text): E.Either<string, Descriptor> => {
  const [start = '', owner = null, group = null, flags = null] = head.exec(text) ?? []
  const [entries, rest] = splitEntries(text.slice(start.length))
  if ((rest !== '' && !rest.startsWith('S:')) || (flags === null && entries.length > 0))
    return E.left(`"${(rest === '' ? text : rest).slice(0, 40)}" is not understood`)
  if (entries.length > mostEntries)
    return E.left(`it has ${entries.length} entries, and an access control list of Windows has at most ${mostEntries}`)
  return pipe(
    parseList(flags, entries),
    E.map((dacl) => ({ owner: owner && resolved(owner), group: group && resolved(group), dacl }))
  )
})
