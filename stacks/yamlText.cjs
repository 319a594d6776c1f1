const { isMap, isScalar, LineCounter, parseDocument } = require('yaml')

const tab = 'a line begins with a tab; YAML wants blanks'

/** What the parser's messages mean, in words of whoever writes the file. */
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

const textOf = ({ message }) =>
  meanings.find(([pattern]) => pattern.test(message))?.[1] ??
  message.split('\n')[0].replace(/ at line \d+, column \d+:?$/, '')

/** One slip makes the parser stumble several times: the first one counts, or the tab that is behind it. */
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

const contentOf = (document) => {
  try {
    return { content: document.toJS(), faults: [] }
  } catch (error) {
    return { content: null, faults: [{ line: null, text: error.message.split('\n')[0] }] }
  }
}

/** Reads YAML as Pulumi does. The launcher loads it too, which is plain JavaScript. */
const parseYaml = (text) => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, schema: 'core', merge: true })
  const { content, faults } =
    document.errors.length > 0 ? { content: null, faults: faultsOf(text, document.errors) } : contentOf(document)
  const lineAt = (offset) => lines.linePos(offset).line
  return { document, content, lineAt, faults: faults.map(({ line, text: why }) => ({ line, text: why })) }
}

/** A key as Pulumi stores it: without a namespace it belongs to the project, and a `config` in between is the old form. */
const storedKey = (key, project) => (key.includes(':') ? key.replace(/^([^:]*):config:/, '$1:') : `${project}:${key}`)

/** The settings of a stack's file that stand there under two spellings of one key, each with its line: { line, key, text }. */
const settingsTwice = ({ document, content, lineAt }, project) => {
  const config = isMap(document.contents) ? document.contents.get('config', true) : undefined
  const lines = new Map(
    (isMap(config) ? config.items : []).flatMap(({ key }) =>
      isScalar(key) ? [[String(key.value), lineAt(key.range[0])]] : []
    )
  )
  const keys = Object.keys(content?.config ?? {})
  return keys.flatMap((key, index) => {
    const first = keys.slice(0, index).find((one) => storedKey(one, project) === storedKey(key, project))
    if (first === undefined) return []
    const where = lines.has(first) ? `on line ${lines.get(first)} already, as ${first}` : `already, as ${first}`
    return [{ line: lines.get(key) ?? null, key, text: `is set ${where}: Pulumi takes one by chance; keep one` }]
  })
}

module.exports = { parseYaml, settingsTwice, storedKey }
