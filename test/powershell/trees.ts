import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import * as t from 'io-ts'
import type { Engine } from './engine'

const texts = t.readonlyArray(t.string)

const treeCodec = t.readonly(
  t.type({
    errors: texts,
    /** The kinds of its nodes; each statement of the outermost try begins a line. */
    tree: t.string,
    /** Its quoted values as UTF-16 units, in their order. */
    values: t.readonlyArray(t.readonlyArray(t.number)),
    /** Each command with the parameters that are named. */
    commands: texts,
    /** Methods, and members of types: `Add()`, `[IO.File]::Exists()`. */
    members: texts,
    types: texts,
    operators: texts,
    /** The kinds of nodes that it has: `CommandAst`. */
    kinds: texts
  })
)

/** What PowerShell's own parser says of a text. */
export type Tree = t.TypeOf<typeof treeCodec>

/** Has PowerShell parse texts, in one start of it; they must be well-formed Unicode. */
export const readTrees = async (engine: Engine, scripts: ReadonlyArray<string>): Promise<ReadonlyArray<Tree>> => {
  const folder = mkdtempSync(join(tmpdir(), 'exchange-trees-'))
  try {
    const [file, out] = [join(folder, 'texts.jsonl'), join(folder, 'trees.jsonl')]
    writeFileSync(file, scripts.map((text) => JSON.stringify({ text })).join('\n'))
    const script = { file: join(__dirname, 'Read-Trees.ps1') }
    const { exitCode, stderr } = await engine.run({ script, args: [file, out], seconds: 540 })
    if (exitCode !== 0) throw new Error(stderr)
    return readFileSync(out, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => {
        const decoded = treeCodec.decode(JSON.parse(line))
        if (E.isLeft(decoded)) throw new Error(`the tree can't be read: ${line.slice(0, 200)}`)
        return decoded.right
      })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The values of a tree as texts. */
export const valuesOf = ({ values }: Tree): ReadonlyArray<string> =>
  values.map((units) => units.map((unit) => String.fromCharCode(unit)).join(''))

/** The names of the commands that a tree calls, its own functions among them; '' is one that no name tells. */
export const commandsUsed = ({ commands }: Tree): ReadonlyArray<string> => [
  ...new Set(commands.map((command) => command.split(' ')[0] ?? ''))
]
