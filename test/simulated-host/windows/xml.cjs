// XML documents as .NET has them, just as much as scripts of ours ask of one.
const { SaxesParser } = require('saxes')
const { fail, unknown } = require('../language/values.cjs')

const parse = (source) => {
  const document = { name: '', namespace: '', attributes: [], children: [] }
  const open = [document]
  const parser = new SaxesParser({ xmlns: true })
  parser.on('opentag', ({ local, uri, attributes }) => {
    const element = { name: local, namespace: uri, attributes: Object.values(attributes), children: [] }
    open.at(-1).children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => open.pop())
  try {
    parser.write(source).close()
  } catch (error) {
    fail(error.message)
  }
  return document
}

const step = /^\/\*\[local-name\(\) = '([^']+)'(?: and namespace-uri\(\) = '([^']+)')?\]/

const attributesOf = (element, name) => [
  ...element.attributes
    .filter(({ local }) => local === name)
    .map(({ value }) => ({ get_Value: () => value, get_LocalName: () => name })),
  ...element.children.flatMap((child) => attributesOf(child, name))
]

/** Elements by their names from the root on, and then all attributes of a name below them. */
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
  let document = null
  return {
    XmlResolver: null,
    Load: (reader) => {
      document = parse(reader.source)
    },
    SelectNodes: (paths) => paths.split(' | ').flatMap((path) => select([document], path)),
    get_DocumentElement: () => ({ get_LocalName: () => document.children[0].name })
  }
}

module.exports = { createDocument }
