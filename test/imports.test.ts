import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { filesBelow, rooms } from './support/rooms'

const test = suite('imports')
const root = join(__dirname, '..')

const files = [...rooms, 'toolchain', 'docs', 'bench', 'test'].flatMap(filesBelow)

const texts = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]))

/** Names that one file takes from another one; null for all that it has. */
interface Import {
  readonly from: string
  readonly target: string
  readonly names: ReadonlyArray<string> | null
}

const targetOf = (file: string, path: string): string => {
  const target = join(dirname(file), path).replaceAll('\\', '/')
  return ['', '.ts', '/index.ts'].map((end) => `${target}${end}`).find((one) => texts.has(one)) ?? target
}

/** `{ type A, b as c, d: e }` as A, b and d. */
const namesIn = (braces: string): ReadonlyArray<string> =>
  [...braces.matchAll(/(?:^|[{,])\s*(?:type )?(\w+)/g)].map(([, name]) => name ?? '')

const forms = [
  /import (?:type )?(?:\w+, )?(?:(?<braces>\{[^}]*\})|[^'{}]*?) ?from '(?<path>\.[^']+)'/g,
  /(?:const (?<braces>\{[^}]*\}) = |\b)(?:require|import)\('(?<path>\.[^']+)'\)(?!\.)/g,
  /\b(?:require|import)\('(?<path>\.[^']+)'\)(?=\.)/g
]

const importsOf = (file: string, text: string): ReadonlyArray<Import> =>
  forms.flatMap((form) =>
    [...text.matchAll(form)].map(({ groups: { braces, path = '' } = {} }) => ({
      from: file,
      target: targetOf(file, path),
      names: braces === undefined ? null : namesIn(braces)
    }))
  )

const imports = [...texts].flatMap(([file, text]) => importsOf(file, text))

const exportsOf = (text: string): ReadonlyArray<string> => [
  ...[...text.matchAll(/^export (?:async )?(?:const|function\*?|class|interface|type) (\w+)/gm)].map(
    ([, name]) => name ?? ''
  ),
  ...[...text.matchAll(/^module\.exports = (\{[\s\S]*\})/gm)].flatMap(([, all = '']) =>
    namesIn(all.replaceAll('...{', ''))
  )
]

/** Loaded by a path that a text holds, so that the name of the file stands there without its folder. */
const isLoadedByPath = (file: string, name: string): boolean =>
  [...texts].some(
    ([other, text]) => other !== file && text.includes(`${basename(file)}'`) && new RegExp(`\\b${name}\\b`).test(text)
  )

/** The rows of the collector are read from their folder. */
const isLoadedByFolder = (file: string): boolean => file.startsWith('test/windows-mock/collectorOf')

/** A type is exported with what takes or gives it, whether somebody names it or not. */
const isShapeIn = (text: string, name: string): boolean =>
  new RegExp(`^export (?:interface|type) ${name}\\b`, 'm').test(text) &&
  [...text.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].length > 1

test('whatever a file exports is imported somewhere', () => {
  const isImported = (file: string, name: string): boolean =>
    imports.some(({ target, names }) => target === file && (names === null || names.includes(name)))
  const dead = [...texts].flatMap(([file, text]) =>
    exportsOf(text)
      .filter(
        (name) =>
          !isImported(file, name) && !isLoadedByPath(file, name) && !isLoadedByFolder(file) && !isShapeIn(text, name)
      )
      .map((name) => `${file}: ${name}`)
  )
  assert.equal(dead, [])
})

test('every file that is imported is there', () => {
  const missing = imports.filter(({ from, target }) => !from.startsWith('test/') && !existsSync(join(root, target)))
  assert.equal(missing, [])
})

const isWithin = (inner: string, outer: string): boolean => inner === outer || inner.startsWith(`${outer}/`)

/** A nested folder belongs to the folder above it: what both take from each other is no circle. Nobody imports a test. */
const arrows = (): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>()
  for (const { from, target } of imports.filter(({ from }) => !from.endsWith('.test.ts'))) {
    const [start, end] = [dirname(from), dirname(target)]
    if (isWithin(start, end) || isWithin(end, start)) continue
    found.set(start, (found.get(start) ?? new Set()).add(end))
  }
  return found
}

/** The way from one folder to another one along the arrows, or null where there is none. */
const wayTo = (
  all: ReadonlyMap<string, ReadonlySet<string>>,
  start: string,
  end: string,
  passed = new Set<string>()
): ReadonlyArray<string> | null => {
  if (passed.has(start)) return null
  passed.add(start)
  const next = [...(all.get(start) ?? [])]
  if (next.includes(end)) return [start, end]
  for (const one of next) {
    const rest = wayTo(all, one, end, passed)
    if (rest !== null) return [start, ...rest]
  }
  return null
}

test('no folders import from each other in a circle', () => {
  const all = arrows()
  const circles = [...all.keys()].map((folder) => wayTo(all, folder, folder)).filter((way) => way !== null)
  assert.equal(
    circles.map((way) => way.join(' > ')),
    []
  )
})

test.run()
