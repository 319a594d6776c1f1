import * as E from 'fp-ts/Either'
import { SaxesParser, type SaxesTagNS } from 'saxes'

/** An element of an XML document; `name` is without prefix, `text` is its own text alone. */
export interface XmlElement {
  readonly name: string
  readonly namespace: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: ReadonlyArray<XmlElement>
  readonly text: string
}

const deepest = 200

const explain = (error: unknown): string => {
  const message = error instanceof Error ? error.message : ''
  const [, line, column, fault] = /^(\d+):(\d+): (.*?)\.?$/s.exec(message) ?? []
  return fault === undefined ? 'not well-formed' : `line ${line}, column ${column}: ${fault.slice(0, 80)}`
}

interface Listener {
  readonly open: (tag: SaxesTagNS) => void
  readonly close: () => void
  readonly text: (text: string) => void
}

// saxes knows no entities but the predefined ones, so that a document can't grow by declaring its own. What it spends
// on a namespace grows with the depth, though, so that a hostile depth would cost minutes.
const scan = (text: string, { open, close, text: addText }: Listener): E.Either<string, unknown> => {
  const parser = new SaxesParser({ xmlns: true })
  let depth = 0
  parser.on('opentagstart', () => {
    depth += 1
    if (depth > deepest) parser.fail(`elements are nested more than ${deepest} deep`)
  })
  parser.on('opentag', open)
  parser.on('closetag', () => {
    depth -= 1
    close()
  })
  parser.on('text', addText)
  parser.on('cdata', addText)
  return E.tryCatch(() => parser.write(text).close(), explain)
}

interface Open extends XmlElement {
  readonly children: Array<XmlElement>
  text: string
}

const openElement = ({ local, uri, attributes }: SaxesTagNS): Open => ({
  name: local,
  namespace: uri,
  attributes: new Map(Object.values(attributes).map(({ name, value }) => [name, value])),
  children: [],
  text: ''
})

/** Parses a well-formed document into its root element; else says where and why it is none. */
export const parseXml = (text: string): E.Either<string, XmlElement> => {
  const document: Open = { name: '', namespace: '', attributes: new Map(), children: [], text: '' }
  const open = [document]
  const current = (): Open => open[open.length - 1] ?? document
  const scanned = scan(text, {
    open: (tag) => {
      const element = openElement(tag)
      current().children.push(element)
      open.push(element)
    },
    close: () => {
      open.pop()
    },
    text: (added) => {
      current().text += added
    }
  })
  return E.chain(() => E.fromNullable('no root element')(document.children[0]))(scanned)
}
