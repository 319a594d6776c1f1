import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { parseXml, type XmlElement } from './xml'

/** A value that Export-CliXml wrote; a scalar has but its text, Nil not even that. */
export interface CliObject {
  /** A scalar as text, else what ToString gave: for an enumeration the word. */
  readonly text: string | null
  /** Properties by name in lower case; those added to the object (MS) go before those of its type (Props). */
  readonly members: ReadonlyMap<string, CliObject>
  /** The elements of a list. */
  readonly items: ReadonlyArray<CliObject>
  /** The values of a dictionary by the key's text. */
  readonly entries: ReadonlyMap<string, CliObject>
}

const namespace = 'http://schemas.microsoft.com/powershell/2004/04'
const nil: CliObject = { text: null, members: new Map(), items: [], entries: new Map() }
const listElements = ['LST', 'IE', 'QUE', 'STK']

// What may stand in an Obj besides its one value.
const partElements = [...listElements, 'TN', 'TNRef', 'ToString', 'Props', 'MS', 'DCT']

/** Undoes CLIXML's escapes of characters that XML can't hold, such as `_x000D_`. */
export const unescapeCliXml = (text: string): string =>
  text.replace(/_[xX]([0-9A-Fa-f]{4})_/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))

const nameOf = (element: XmlElement): string => unescapeCliXml(element.attributes.get('N') ?? '')

const childrenOf = (element: XmlElement, names: ReadonlyArray<string>): ReadonlyArray<XmlElement> =>
  element.children.filter(({ name }) => names.includes(name)).flatMap(({ children }) => children)

const textOfObject = ({ children }: XmlElement): string | null => {
  const shown =
    children.find(({ name }) => name === 'ToString') ?? children.find(({ name }) => !partElements.includes(name))
  return shown === undefined ? null : unescapeCliXml(shown.text)
}

type Convert = (element: XmlElement) => CliObject

const keyAndValue = (convert: Convert, entry: XmlElement): ReadonlyArray<readonly [string, CliObject]> => {
  const key = entry.children.find((part) => nameOf(part) === 'Key')
  const value = entry.children.find((part) => nameOf(part) === 'Value')
  return key === undefined || value === undefined ? [] : [[convert(key).text ?? '', convert(value)]]
}

const createConvert = (): Convert => {
  const seen = new Map<string, CliObject>()
  const convertObject = (element: XmlElement): CliObject => {
    const members = new Map<string, CliObject>()
    const items: Array<CliObject> = []
    const entries = new Map<string, CliObject>()
    const object = { text: textOfObject(element), members, items, entries }
    // Known before its parts are, since a part may refer back to the whole.
    seen.set(element.attributes.get('RefId') ?? '', object)
    for (const member of childrenOf(element, ['Props', 'MS']))
      members.set(nameOf(member).toLowerCase(), convert(member))
    for (const item of childrenOf(element, listElements)) items.push(convert(item))
    for (const entry of childrenOf(element, ['DCT']))
      for (const [key, value] of keyAndValue(convert, entry)) entries.set(key, value)
    return object
  }
  const convert: Convert = (element) => {
    if (element.name === 'Nil') return nil
    if (element.name === 'Ref') return seen.get(element.attributes.get('RefId') ?? '') ?? nil
    return element.name === 'Obj' ? convertObject(element) : { ...nil, text: unescapeCliXml(element.text) }
  }
  return convert
}

/** A list that was exported as one object counts as its elements; a command without output gives Nil. */
const outputOf = (object: CliObject): ReadonlyArray<CliObject> => {
  if (object === nil) return []
  return object.items.length > 0 && object.members.size === 0 ? object.items : [object]
}

/** Reads what Export-CliXml wrote: the objects that a command put out, without those nested in them. */
export const parseCliXml = (text: string): E.Either<string, ReadonlyArray<CliObject>> =>
  pipe(
    parseXml(text),
    E.mapLeft((fault) => `it is not complete, well-formed XML (${fault})`),
    E.filterOrElse(
      (root) => root.name === 'Objs' && root.namespace === namespace,
      () => 'it is XML, but not of the kind that Export-CliXml writes'
    ),
    E.map((root) => root.children.map(createConvert()).flatMap(outputOf))
  )

/** A property as text, by its name without case; null where it is absent or Nil. */
export const textOf =
  (name: string) =>
  ({ members }: CliObject): string | null =>
    members.get(name.toLowerCase())?.text ?? null
