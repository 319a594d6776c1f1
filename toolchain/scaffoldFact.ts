import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { enlisted, filled } from './scaffoldText'

/** The file that lists all fact sections. */
export const registry = 'facts/registry.ts'

const codecOf = (section: string): string => `facts/sections/${section}.ts`

const checked = (root: string, section: string): E.Either<string, string> => {
  if (!/^[a-z]+(?:[A-Z][a-z]*|\d+)*$/.test(section))
    return E.left(`"${section}" is no name of a fact section: use a form such as pendingRestart`)
  return existsSync(join(root, codecOf(section))) ? E.left(`${codecOf(section)} is there already`) : E.right(section)
}

const registered = (root: string, section: string): E.Either<string, string> =>
  enlisted(
    {
      file: registry,
      text: readFileSync(join(root, registry), 'utf8'),
      from: 'export const registry = {',
      to: '}'
    },
    { line: `import { ${section} } from './sections/${section}'`, entry: `${section}: factOf(${section})` }
  )

/** The files of a new fact section, by their paths from `root`: a value of the registry, to be changed. Or why there are none. */
export const factFiles = (root: string, section: string): E.Either<string, Readonly<Record<string, string>>> => {
  const capital = section.replace(/^[a-z]/, (letter) => letter.toUpperCase())
  const text = (template: string): string => filled(`new-fact/${template}`, { section, Section: capital })
  return pipe(
    checked(root, section),
    E.chain(() => registered(root, section)),
    E.map((list) => ({
      [codecOf(section)]: text('section.ts'),
      [`facts/sections/${section}.md`]: text('section.md'),
      [`collector/sections/${section}.ps1`]: text('section.ps1'),
      [`test/windows-mock/collectorOf${capital}.ts`]: text('rows.ts'),
      [registry]: list
    }))
  )
}
