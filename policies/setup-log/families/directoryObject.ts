import type { Evidence } from '../knownIssue'

const distinguished = /(?:CN|OU)=[^'"\n]{1,400}?(?:,DC=[\w-]{1,64}){1,8}/i

const touched = /Used domain controller \S{1,255} to (?:read|write) object (.{3,400}?)\.?$/i

/** What a missing object stands below is not the object itself. */
const withoutParent = (text: string): string => text.replace(/best\s{1,4}match\s{1,4}of:\s{0,4}'[^']{0,400}'/gi, '')

interface Found {
  readonly name: string
  /** The line of the log that names it; null where the error itself does. */
  readonly line: number | null
}

/** The object of the directory that an error names; else the last one that setup read or wrote before it. */
const objectOf = ({ errors }: Evidence): Found | null => {
  const texts = errors.flatMap(({ message, exceptions }) => [message, ...exceptions.map((one) => one.message)])
  const [name] = distinguished.exec(withoutParent(texts.join('\n'))) ?? []
  if (name !== undefined) return { name, line: null }
  const before = errors.flatMap((error) => error.before.filter(({ line }) => line < error.line))
  const last = before.flatMap(({ line, text }) => {
    const [, object] = touched.exec(text.trim()) ?? []
    return object === undefined ? [] : [{ name: object, line }]
  })
  return last[last.length - 1] ?? null
}

/** The same as a part of a sentence; setup does not always stop at the object that it touched last. */
export const directoryObject = (found: Evidence, otherwise = 'the object that the error names'): string => {
  const object = objectOf(found)
  if (object === null) return otherwise
  return object.line === null
    ? object.name
    : `${object.name} (the last object before the error, line ${object.line}; the error itself names none)`
}
