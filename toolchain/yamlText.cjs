const { LineCounter, parseDocument } = require('yaml')

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
  [/^Map keys must be unique/, 'the key stands there before already; keep one'],
  [/^Source contains multiple documents/, 'a second document begins (---); keep one'],
  [/^Missing closing/, 'a quotation mark is not closed'],
  [/^Flow |^Missing ,/, 'a bracket or brace is not closed, or lacks a comma before this place'],
  [/^Implicit map keys need/, 'a key lacks its colon'],
  [/^Nested mappings are not/, 'a value with a colon in it needs quotes'],
  [/^Invalid escape/, 'a backslash in double quotes begins an escape; use single quotes'],
  [/^All |^A block sequence|^Implicit keys/, 'the line is not indented as those around it']
]

/** @param {string} text */
const firstLine = (text) => text.split('\n')[0] ?? ''

/** @param {YAMLParseError} error */
const textOf = ({ message }) =>
  meanings.find(([pattern]) => pattern.test(message))?.[1] ??
  firstLine(message).replace(/ at line \d+, column \d+:?$/, '')

/**
 * One slip makes the parser stumble several times: the first one counts, or the tab that is behind it.
 * @param {string} text
 * @param {ReadonlyArray<YAMLParseError>} errors
 * @returns {ReadonlyArray<Fault>}
 */
const faultsOf = (text, errors) => {
  const all = errors.map((error) => ({ line: error.linePos?.[0].line ?? null, text: textOf(error), code: error.code }))
  const twice = all.filter(({ code }) => code === 'DUPLICATE_KEY')
  if (twice.length === all.length) return twice
  const first = all
    .filter(({ code }) => code !== 'DUPLICATE_KEY')
    .reduce((a, b) => ((b.line ?? 0) < (a.line ?? 0) ? b : a))
  const tabbed = text.split('\n').findIndex((line) => /^ *\t\s*\S/.test(line)) + 1
  const isTab = tabbed > 0 && tabbed <= (first.line ?? 0) + 1
  return [isTab ? { line: tabbed, text: tab } : first]
}

/**
 * @param {Document} document
 * @returns {{ content: unknown, faults: ReadonlyArray<Fault> }}
 */
const contentOf = (document) => {
  try {
    return { content: document.toJS(), faults: [] }
  } catch (error) {
    return {
      content: null,
      faults: [{ line: null, text: firstLine(error instanceof Error ? error.message : String(error)) }]
    }
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
  const { content, faults } =
    document.errors.length > 0 ? { content: null, faults: faultsOf(text, document.errors) } : contentOf(document)
  /** @param {number} offset */
  const lineAt = (offset) => lines.linePos(offset).line
  return { document, content, lineAt, faults: faults.map(({ line, text: why }) => ({ line, text: why })) }
}

module.exports = { parseYaml }
