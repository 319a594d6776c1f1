import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { factFiles } from './scaffoldFact'
import { enlisted, filled } from './scaffoldText'

/** The file that lists all policies. */
export const catalogue = 'policies/catalogue.ts'

/** `a-name-2` as `aName2`. */
const identifierOf = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

const kebab = (name: string): string => name.replace(/[A-Z]|\d+/g, (part) => `-${part.toLowerCase()}`)

const checked = (root: string, name: string): E.Either<string, string> => {
  if (!/^[a-z]+(?:-(?:[a-z]+|\d+))*$/.test(name) || kebab(identifierOf(name)) !== name)
    return E.left(`"${name}" is no name of a policy: use words of small letters and numbers, with - between them`)
  return existsSync(join(root, 'policies', name)) ? E.left(`policies/${name} is there already`) : E.right(name)
}

const inCatalogue = (root: string, name: string): E.Either<string, string> =>
  enlisted(
    {
      file: catalogue,
      text: readFileSync(join(root, catalogue), 'utf8'),
      from: 'export const policies: ReadonlyArray<Policy> = [',
      to: ']'
    },
    { line: `import { ${identifierOf(name)} } from './${name}/policy'`, entry: identifierOf(name) }
  )

/** What is written of a policy: its name, and the fact section that is written with it; null for none. */
export interface Wanted {
  readonly name: string
  readonly section: string | null
  /** The value of the registry that the section is; null where that is not known yet. */
  readonly value: string | null
}

const textOf =
  ({ name, section }: Wanted) =>
  (template: string): string =>
    filled(`new-policy/${template}`, { identifier: identifierOf(name), name, section: section ?? 'identity' })

const policyFiles = (wanted: Wanted): Readonly<Record<string, string>> => {
  const text = textOf(wanted)
  const { name, section } = wanted
  const own = section === null ? '' : 'of-fact/'
  return {
    [`policies/${name}/policy.ts`]: text(`${own}policy.ts`),
    [`policies/${name}/resolution.ts`]: text('resolution.ts'),
    [`policies/${name}/headline.ts`]: text('headline.ts'),
    [`policies/${name}/example.json`]: text(`${own}example.json`),
    [`test/policies/${name}/policy.test.ts`]: text(`${own}policy.test.ts`)
  }
}

/** What to do with what was written. */
export const nextSteps = (wanted: Wanted): string => textOf(wanted)(wanted.section === null ? 'next' : 'of-fact/next')

/** Writes the files of a new policy and its lines in the lists, below `root`: gives what was written, or why not. */
export const scaffoldPolicy = (root: string, wanted: Wanted): E.Either<string, ReadonlyArray<string>> =>
  pipe(
    checked(root, wanted.name),
    E.chain((name) => inCatalogue(root, name)),
    E.bindTo('list'),
    E.bind('facts', () => (wanted.section === null ? E.right({}) : factFiles(root, wanted.section, wanted.value))),
    E.map(({ list, facts }) => {
      const files = Object.entries({ ...policyFiles(wanted), [catalogue]: list, ...facts })
      for (const [file, text] of files) {
        mkdirSync(dirname(join(root, file)), { recursive: true })
        writeFileSync(join(root, file), text)
      }
      return files.map(([file]) => file)
    })
  )
