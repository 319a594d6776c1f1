// Parses PowerShell by tree-sitter's grammar into plain nodes: {type, text, start, end, line, children, named}.
// The optimizing compiler would take seconds of a processor for a grammar that runs for milliseconds.
require('node:v8').setFlagsFromString('--liftoff-only')
const { Language, Parser } = require('web-tree-sitter')

/** @typedef {{ type: string, text: string, start: number, end: number, line: number, isNamed: boolean, children: Array<Plain>, named: Array<Plain> }} Plain */
/** @import { Node } from 'web-tree-sitter' */

/** @type {(source: string) => (node: Node) => Plain} */
const plain = (source) => (node) => {
  const children = node.children.map(plain(source))
  return {
    type: node.type,
    text: source.slice(node.startIndex, node.endIndex),
    start: node.startIndex,
    end: node.endIndex,
    line: node.startPosition.row + 1,
    isNamed: node.isNamed,
    children,
    named: children.filter((child) => child.isNamed && child.type !== 'comment')
  }
}

/**
 * Gives a function that parses a text, or throws a SyntaxError where it isn't PowerShell.
 * @returns {Promise<(source: string) => Plain>}
 */
const loadGrammar = async () => {
  await Parser.init()
  const language = await Language.load(require.resolve('tree-sitter-powershell/tree-sitter-powershell.wasm'))
  const parser = new Parser()
  parser.setLanguage(language)
  return (source) => {
    // PowerShell takes them for plain quotes and dashes, the grammar doesn't.
    if (/[\u2013-\u2015\u2018-\u201e]/.test(source)) throw new SyntaxError('typographic quotes or dashes are not known')
    const tree = parser.parse(source)
    if (tree === null || tree.rootNode.hasError) throw new SyntaxError('the script is not PowerShell')
    return plain(source)(tree.rootNode)
  }
}

module.exports = { loadGrammar }
