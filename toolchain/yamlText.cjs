const { isMap, isScalar, LineCounter, parseDocument, visit } = require('yaml')

/** @import { Document, YAMLParseError } from 'yaml' */

/**
 * A text of YAML. `content` is null where there are faults, each with its line where it has one.
 * @typedef {{ line: number | null, text: string }} Fault
 * @typedef {{ document: Document, content: unknown, lineAt: (offset: number) => number, faults: ReadonlyArray<Fault> }} YamlText
 */

const tab = 'a line begins with a tab; YAML wants blanks'

/**
 * What the parser's messages mean, in words of whoever writes the file.
 * @type {ReadonlyArray<readonly [RegExp, string]>}
 */
const meanings = [
  [/^Tabs are not allowed/, tab],
  [/^Source contains multiple documents/, 'a second document begins (---); keep one'],
  [/^Missing closing/, 'a quotation mark is not closed'],
  [/^Block collections are not/, 'in brackets or braces a comma is missing here, or a list with hyphens begins'],
  [/^Unexpected flow-\S+-end/, 'a bracket or brace is closed here that was not opened'],
  [/^Flow |^Missing ,/, 'a bracket or brace is not closed, or lacks a comma before this place'],
  [/^Implicit map keys need/, 'a key lacks its colon'],
  [/^Nested mappings are not/, 'a value with a colon in it needs quotes'],
  [/^Invalid escape/, 'a backslash in double quotes begins an escape; use single quotes'],
  [/^Plain value cannot start|^Unresolved alias/, 'a value that begins with such a sign needs quotes'],
  [/^Block scalar header/, 'nothing may follow | or > on its line; begin the text on the next line'],
  [/^All |^A block sequence|^Implicit keys|without - indicator/, 'the line is not indented as those around it'],
  [/^Unexpected /, 'the value is complete before this place, and more follows; put all of it in quotes']
]

/** @param {string} text */
const firstLine = (text) => text.split('\n')[0] ?? ''

/** @param {string} message */
const textOf = (message) =>
  meanings.find(([pattern]) => pattern.test(message))?.[1] ??
  firstLine(message).replace(/ at line \d+, column \d+:?$/, '')

/** @param {string} key */
const shownKey = (key) => key.replace(/[^\w.:-]/g, '?').slice(0, 80)

/**
 * A key whose colon has no blank after it, which YAML takes for a part of the key; `namespace:name` alone is none.
 * @param {string} line
 */
const unspaced = (line) => {
  const [, key, value] = /^\s*(?:- +)?((?:[\w-]+:(?=[\w-]+:))?[\w-]+):(\S+)\s*$/.exec(line) ?? []
  const isWhole = /^\s*(?:- +)?exchange-compliance:[\w-]+\s*$/.test(line)
  return key === undefined || value === undefined || isWhole ? null : `${shownKey(key)}: ${shownKey(value)}`
}

/**
 * A key with a value and no colon between them, which YAML takes for a text that goes on in the next line.
 * @param {string} line
 */
const withoutColon = (line) => {
  const [, key, value] =
    /^\s*(?:- +)?((?:exchange-compliance:)?[A-Za-z][\w-]*)(?: +([^\s:].*))?$/.exec(line.trimEnd()) ?? []
  if (key === undefined) return null
  return value !== undefined && /^[\w./-]+$/.test(value) ? `${shownKey(key)}: ${shownKey(value)}` : `${shownKey(key)}:`
}

const codesOfKeys = ['MISSING_CHAR', 'MULTILINE_IMPLICIT_KEY', 'BLOCK_AS_IMPLICIT_KEY']

/**
 * @param {YAMLParseError} error
 * @param {string} text
 * @param {ReadonlyArray<YAMLParseError>} errors
 */
const meaningOf = ({ code, message, linePos, pos }, text, errors) => {
  const line = text.split('\n')[(linePos?.[0].line ?? 0) - 1] ?? ''
  const spaced = unspaced(line)
  if (spaced !== null && ['MISSING_CHAR', 'MULTILINE_IMPLICIT_KEY'].includes(code))
    return `the colon of a key needs a blank after it; write ${spaced}`
  const whole = codesOfKeys.includes(code) ? withoutColon(line) : null
  if (whole !== null) return `a key lacks its colon; write ${whole}`
  // The parser sees one key over two lines there.
  const isDeeper = errors.some((other) => other.code === 'MULTILINE_IMPLICIT_KEY' && other.pos[0] === pos[0])
  return code === 'BLOCK_AS_IMPLICIT_KEY' && isDeeper
    ? 'the next line is indented further than this one; indent both alike'
    : textOf(message)
}

/**
 * Each key that stands in a map before already, by where the parser found it.
 * @param {Document} document
 * @param {(offset: number) => number} lineAt
 */
const repeatedKeys = (document, lineAt) => {
  /** @type {Map<number, string>} */
  const texts = new Map()
  visit(document, {
    Map: (_, { items }) => {
      /** @type {Map<string, number>} */
      const first = new Map()
      for (const { key } of items) {
        if (!isScalar(key) || !key.range) continue
        const [name, offset] = [String(key.value), key.range[0]]
        const line = first.get(name)
        if (line === undefined) first.set(name, lineAt(offset))
        else texts.set(offset, `${shownKey(name)} stands on line ${line} already; keep one`)
      }
    }
  })
  return texts
}

/**
 * The line of the setting that is not indented as the others: the parser stumbles only where the next ones begin.
 * @param {string} text
 */
const oddSetting = (text) => {
  const settings = text.split('\n').flatMap((line, index) => {
    const [, blanks] = /^( *)exchange-compliance:[\w-]+:/.exec(line) ?? []
    return blanks === undefined ? [] : [{ line: index + 1, blanks: blanks.length }]
  })
  const alike = settings.map(({ blanks }) => settings.filter((one) => one.blanks === blanks).length)
  const odd = settings.filter((_, index) => (alike[index] ?? 0) * 2 < settings.length)
  return odd.length === 1 ? (odd[0]?.line ?? null) : null
}

/**
 * One slip makes the parser stumble several times: the first one counts, or the tab that is behind it.
 * @param {string} text
 * @param {Document} document
 * @param {(offset: number) => number} lineAt
 * @returns {ReadonlyArray<Fault>}
 */
const faultsOf = (text, document, lineAt) => {
  const { errors } = document
  const repeated = repeatedKeys(document, lineAt)
  const all = errors.map((error) => ({
    line: error.linePos?.[0].line ?? null,
    text: repeated.get(error.pos[0]) ?? meaningOf(error, text, errors),
    code: error.code
  }))
  const twice = all.filter(({ code }) => code === 'DUPLICATE_KEY')
  if (twice.length === all.length) return twice
  const first = all
    .filter(({ code }) => code !== 'DUPLICATE_KEY')
    .reduce((a, b) => ((b.line ?? 0) < (a.line ?? 0) ? b : a))
  const tabbed = text.split('\n').findIndex((line) => /^ *\t\s*\S/.test(line)) + 1
  const isTab = tabbed > 0 && tabbed <= (first.line ?? 0) + 1
  if (isTab) return [{ line: tabbed, text: tab }]
  const odd = /indented/.test(first.text) ? oddSetting(text) : null
  return [odd === null ? first : { line: odd, text: 'the setting is not indented as the other settings' }]
}

/**
 * @param {Document} document
 * @param {string} text
 * @returns {{ content: unknown, faults: ReadonlyArray<Fault> }}
 */
const contentOf = (document, text) => {
  try {
    return { content: document.toJS(), faults: [] }
  } catch (error) {
    const message = firstLine(error instanceof Error ? error.message : String(error))
    const [, alias] = /^Unresolved alias.*: (.+)$/.exec(message) ?? []
    const line = alias === undefined ? 0 : text.split('\n').findIndex((one) => one.includes(`*${alias}`)) + 1
    return { content: null, faults: [{ line: line > 0 ? line : null, text: textOf(message) }] }
  }
}

/**
 * Reads YAML as Pulumi does. The launcher loads it too, which is plain JavaScript.
 * @param {string} text
 * @returns {YamlText}
 */
const parseYaml = (text) => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, schema: 'core', merge: true })
  /** @param {number} offset */
  const lineAt = (offset) => lines.linePos(offset).line
  const { content, faults } =
    document.errors.length > 0 ? { content: null, faults: faultsOf(text, document, lineAt) } : contentOf(document, text)
  return { document, content, lineAt, faults: faults.map(({ line, text: why }) => ({ line, text: why })) }
}

/**
 * A key as Pulumi stores it: without a namespace it belongs to the project, and a `config` in between is the old form.
 * @param {string} key
 * @param {string} project
 */
const storedKey = (key, project) => (key.includes(':') ? key.replace(/^([^:]*):config:/, '$1:') : `${project}:${key}`)

/**
 * The settings of a stack's file that stand there under two spellings of one key, each with its line.
 * @param {YamlText} parsed
 * @param {string} project
 * @returns {ReadonlyArray<Fault & { readonly key: string }>}
 */
const settingsTwice = ({ document, content, lineAt }, project) => {
  const config = isMap(document.contents) ? document.contents.get('config', true) : undefined
  /** @type {Map<string, number>} */
  const lines = new Map()
  for (const { key } of isMap(config) ? config.items : [])
    if (isScalar(key)) lines.set(String(key.value), lineAt(key.range?.[0] ?? 0))
  const settings = typeof content === 'object' && content !== null && 'config' in content ? content.config : null
  const keys = Object.keys(settings ?? {})
  return keys.flatMap((key, index) => {
    const first = keys.slice(0, index).find((one) => storedKey(one, project) === storedKey(key, project))
    if (first === undefined) return []
    const where = lines.has(first) ? `on line ${lines.get(first)} already, as ${first}` : `already, as ${first}`
    return [{ line: lines.get(key) ?? null, key, text: `is set ${where}: Pulumi takes one by chance; keep one` }]
  })
}

module.exports = { parseYaml, settingsTwice, storedKey }
