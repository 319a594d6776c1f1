// XML documents as .NET has them, just as much as scripts of ours ask of one.
const { SaxesParser } = require('saxes')
const { fail, unknown } = require('../language/values.cjs')

/** @import { SaxesAttributeNS } from 'saxes' */
/** @typedef {{ name: string, namespace: string, attributes: Array<SaxesAttributeNS>, children: Array<Element> }} Element */

/** @param {string} source */
const parse = (source) => {
  /** @type {Element} */
  const document = { name: '', namespace: '', attributes: [], children: [] }
  /** @type {Array<Element>} */
  const open = [document]
  const parser = new SaxesParser({ xmlns: true })
  parser.on('opentag', ({ local, uri, attributes }) => {
    const element = { name: local, namespace: uri, attributes: Object.values(attributes), children: [] }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => open.pop())
  try {
    parser.write(source).close()
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error))
  }
  return document
}

const step = /^\/\*\[local-name\(\) = '([^']+)'(?: and namespace-uri\(\) = '([^']+)')?\]/

/**
 * @param {Element} element
 * @param {string} name
 * @returns {Array<{ get_Value: () => string, get_LocalName: () => string }>}
 */
const attributesOf = (element, name) => [
  ...element.attributes
    .filter(({ local }) => local === name)
    .map(({ value }) => ({ get_Value: () => value, get_LocalName: () => name })),
  ...element.children.flatMap((child) => attributesOf(child, name))
]

/**
 * Elements by their names from the root on, and then all attributes of a name below them.
 * @param {ReadonlyArray<Element>} nodes
 * @param {string} path
 * @returns {Array<{ get_LocalName: () => string }>}
 */
const select = (nodes, path) => {
  if (path === '') return nodes.map(({ name }) => ({ get_LocalName: () => name }))
  const [, attribute] = /^\/\/@(\w+)$/.exec(path) ?? []
  if (attribute !== undefined) return nodes.flatMap((node) => attributesOf(node, attribute))
  const [all, name, namespace] = step.exec(path) ?? unknown(`the XPath ${path}`)
  const found = nodes.flatMap(({ children }) => children.filter((child) => child.name === name))
  return select(
    found.filter((one) => namespace === undefined || one.namespace === namespace),
    path.slice(all.length)
  )
}

const createDocument = () => {
  /** @type {Element | null} */
  let document = null
  const loaded = () => document ?? unknown('a document that was not loaded')
  return {
    XmlResolver: null,
    /** @param {{ source: string }} reader */
    Load: (reader) => {
      document = parse(reader.source)
    },
    /** @param {string} paths */
    SelectNodes: (paths) => paths.split(' | ').flatMap((path) => select([loaded()], path)),
    get_DocumentElement: () => ({
      get_LocalName: () => loaded().children[0]?.name ?? unknown('a document without an element')
    })
  }
}

module.exports = { createDocument }
