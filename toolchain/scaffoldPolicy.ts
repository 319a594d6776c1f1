import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'

/** The file that lists all policies. */
export const catalogue = 'policies/catalogue.ts'

const templates = join(__dirname, 'new-policy')

/** `a-name-2` as `aName2`. */
const identifierOf = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

const kebab = (name: string): string => name.replace(/[A-Z]|\d+/g, (part) => `-${part.toLowerCase()}`)

const checked = (root: string, name: string): E.Either<string, string> => {
  if (!/^[a-z]+(?:-(?:[a-z]+|\d+))*$/.test(name) || kebab(identifierOf(name)) !== name)
    return E.left(`"${name}" is no name of a policy: use words of small letters and numbers, with - between them`)
  return existsSync(join(root, 'policies', name)) ? E.left(`policies/${name} is there already`) : E.right(name)
}

const importLine = (name: string): string => `import { ${identifierOf(name)} } from './${name}/policy'`

const pathIn = (line: string): string => /from '(\.\/[^']+)'/.exec(line)?.[1] ?? ''

/** Imports stand in the order of their paths. */
const withImport = (lines: ReadonlyArray<string>, name: string): ReadonlyArray<string> => {
  const own = lines.filter((line) => line.startsWith('import ') && pathIn(line) !== '')
  const next = own.find((line) => pathIn(line) > `./${name}/policy`)
  const at = next === undefined ? lines.indexOf(own.at(-1) ?? '') + 1 : lines.indexOf(next)
  return [...lines.slice(0, at), importLine(name), ...lines.slice(at)]
}

/** The catalogue's text with one more policy, at its end. */
const enlisted = (text: string, name: string): E.Either<string, string> => {
  const list = /^export const policies: ReadonlyArray<Policy> = \[\n[\s\S]*?(?=\n\]$)/m
  return list.test(text)
    ? E.right(
        withImport(text.replace(list, (found) => `${found},\n  ${identifierOf(name)}`).split('\n'), name).join('\n')
      )
    : E.left(`${catalogue} has no list named policies that ends with ] on a line of its own`)
}

const filled = (template: string, name: string): string =>
  readFileSync(join(templates, `${template}.txt`), 'utf8')
    .replaceAll('{{identifier}}', identifierOf(name))
    .replaceAll('{{name}}', name)

const filesOf = (name: string): Readonly<Record<string, string>> => ({
  [`policies/${name}/policy.ts`]: filled('policy.ts', name),
  [`policies/${name}/resolution.ts`]: filled('resolution.ts', name),
  [`policies/${name}/example.json`]: filled('example.json', name),
  [`test/policies/${name}/policy.test.ts`]: filled('policy.test.ts', name)
})

/** What to do with what was written. */
export const nextSteps = (name: string): string => filled('next', name)

/** Writes the files of a new policy and its lines in the catalogue, below `root`: gives what was written, or why not. */
export const scaffoldPolicy = (root: string, name: string): E.Either<string, ReadonlyArray<string>> =>
  pipe(
    checked(root, name),
    E.chain(() => enlisted(readFileSync(join(root, catalogue), 'utf8'), name)),
    E.map((list) => {
      const files = Object.entries({ ...filesOf(name), [catalogue]: list })
      for (const [file, text] of files) {
        mkdirSync(dirname(join(root, file)), { recursive: true })
        writeFileSync(join(root, file), text)
      }
      return files.map(([file]) => file)
    })
  )
