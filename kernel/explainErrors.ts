import type * as t from 'io-ts'

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}...` : text)

/** A value in a few words; what holds others is only named, since it may be nested without end. */
const shown = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' && value !== null ? 'an object' : shorten(JSON.stringify(value))
}

const isIndex = (key: string): boolean => /^\d+$/.test(key)

const pathOf = (context: t.Context): string =>
  context
    .filter(({ key }) => key !== '')
    .reduce((path, { key }) => (isIndex(key) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`), '')

/** The name of a codec, where it is no word of ours but the form of a value. */
const form = (name: string): string => {
  if (/^(?:Readonly<)?\(?\{/.test(name)) return 'an object'
  if (/^(?:Readonly)?Array</.test(name)) return 'a list'
  return name.length > 90 ? 'another form' : name.replace(/\bboolean\b/, 'true or false')
}

const explainOne = ({ context, value, message }: t.ValidationError): string => {
  if (message !== undefined) return `${pathOf(context)}${pathOf(context) === '' ? '' : ': '}${message}`
  const expected = context[context.length - 1]?.type.name ?? ''
  return `${pathOf(context) || 'the whole'}: expected ${form(expected)}, got ${shown(value)}`
}

/** The first faults of a decoding in words, with the number of those left out. */
export const explainErrors = (errors: t.Errors): string => {
  const told = errors.slice(0, 3).map(explainOne).join('; ')
  return errors.length > 3 ? `${told}; and ${errors.length - 3} more` : told
}
