import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { Language, type Node, Parser } from 'web-tree-sitter'

const root = join(__dirname, '../..')

/** Reads a script of the collector. */
export const readScript = (name: string): string => readFileSync(join(root, 'collector', name), 'utf8')

// The optimizing compiler would take seconds of a processor for a grammar that runs for milliseconds.
setFlagsFromString('--liftoff-only')

const grammar = Parser.init().then(() =>
  Language.load(require.resolve('tree-sitter-powershell/tree-sitter-powershell.wasm'))
)

/** Parses PowerShell by tree-sitter's grammar; it accepts what Windows PowerShell 5.1 does, and `&&` besides. */
export const parsePowerShell = async (text: string): Promise<Node> => {
  const language = await grammar
  const tree = new Parser().setLanguage(language).parse(text)
  if (tree === null) throw new Error('the parser gave no tree')
  return tree.rootNode
}

/** All nodes of some types below a node, in the order of the text. */
export const nodesOf = (node: Node, ...types: ReadonlyArray<string>): ReadonlyArray<Node> =>
  node.descendantsOfType([...types]).filter((found) => found !== null)

/** The texts of all nodes of some types below a node. */
export const textsOf = (node: Node, ...types: ReadonlyArray<string>): ReadonlyArray<string> =>
  nodesOf(node, ...types).map(({ text }) => text)

/** Where the grammar found no PowerShell. */
export const syntaxErrors = (node: Node): ReadonlyArray<string> =>
  nodesOf(node, 'ERROR').map(({ text, startPosition }) => `line ${startPosition.row + 1}: ${text}`)

/** The commands that are called below a node, by name or, as in `& $netsh`, by variable. */
export const commandsIn = (node: Node): ReadonlyArray<string> =>
  nodesOf(node, 'command').map((command) => command.childForFieldName('command_name')?.text ?? command.text)

/** The functions of a script by their names. */
export const functionsOf = (script: Node): ReadonlyMap<string, Node> =>
  new Map(nodesOf(script, 'function_statement').map((node) => [textsOf(node, 'function_name')[0] ?? '', node] as const))

const keyOf = (entry: Node): string => entry.namedChildren[0]?.text ?? ''

/** The entries of a hash literal itself, without those of the literals in it. */
const entriesOf = (literal: Node): ReadonlyArray<Node> =>
  (literal.namedChildren[0]?.namedChildren ?? []).filter((child) => child?.type === 'hash_entry')

/** The keys of a hash literal. */
export const keysOf = (literal: Node): ReadonlyArray<string> => entriesOf(literal).map(keyOf)

/** The hash literals below a node that are cast to [ordered]: by the collectors' convention, what goes into the facts. */
export const orderedLiterals = (node: Node): ReadonlyArray<Node> =>
  nodesOf(node, 'cast_expression')
    .filter((cast) => cast.namedChildren[0]?.text === '[ordered]')
    .flatMap((cast) => nodesOf(cast, 'hash_literal_expression').slice(0, 1))

/** The [ordered] table that a variable of the script is set to. */
export const tableOf = (script: Node, variable: string): ReadonlyMap<string, Node> => {
  const [assignment] = nodesOf(script, 'assignment_expression').filter(({ text }) =>
    text.startsWith(`${variable} = [ordered]`)
  )
  const [table] = assignment === undefined ? [] : orderedLiterals(assignment)
  return new Map(table === undefined ? [] : entriesOf(table).map((entry) => [keyOf(entry), entry] as const))
}

/** What a script puts into a table one by one, by statements such as `$sections.build = { Get-Build }`. */
export const addedTo = (script: Node, variable: string): ReadonlyMap<string, Node> =>
  new Map(
    nodesOf(script, 'assignment_expression').flatMap((assignment) => {
      const [, name] = /^(\$\w+\.(\w+)) = /.exec(assignment.text)?.slice(1) ?? []
      return name !== undefined && assignment.text.startsWith(`${variable}.`) ? [[name, assignment] as const] : []
    })
  )

/** A node and the functions of the script that it calls, directly or through others, but for some. */
export const reachedFrom = (script: Node, node: Node, except: ReadonlyArray<string>): ReadonlyArray<Node> => {
  const functions = functionsOf(script)
  const reached = new Map<string, Node>()
  const visit = (from: Node): void => {
    for (const name of commandsIn(from)) {
      const body = functions.get(name)
      if (body === undefined || reached.has(name) || except.includes(name)) continue
      reached.set(name, body)
      visit(body)
    }
  }
  visit(node)
  return [node, ...reached.values()]
}
