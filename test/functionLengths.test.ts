import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { filesBelow, rooms } from './support/rooms'

const test = suite('functions')
const root = join(__dirname, '..')
const longest = 39

interface Long {
  readonly file: string
  readonly line: number
  readonly lines: number
}

/** The functions of a file that have too many lines, the innermost of nested ones alone. */
const longFunctions = (file: string): ReadonlyArray<Long> => {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true)
  const lineAt = (position: number): number => source.getLineAndCharacterOfPosition(position).line
  const inside = (node: ts.Node): ReadonlyArray<Long> => {
    const found = node.getChildren(source).flatMap(inside)
    const lines = lineAt(node.end) - lineAt(node.getStart(source)) + 1
    return found.length === 0 && ts.isFunctionLike(node) && lines > longest
      ? [{ file, line: lineAt(node.getStart(source)) + 1, lines }]
      : found
  }
  return inside(source)
}

test('functions do one thing: fewer than 40 lines', () => {
  const files = [...rooms, 'docs', 'toolchain', 'bench'].flatMap(filesBelow)
  assert.ok(files.length > 400, 'the files were not found')
  assert.equal(files.flatMap(longFunctions), [])
})

test.run()
