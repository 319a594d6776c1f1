import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import open from './new-fact/open.json'
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

/** A value of the registry, below HKLM: the key, and the value's name. */
interface Place {
  readonly key: string
  readonly value: string
}

const placeIn = (path: string): E.Either<string, Place> => {
  const [, key = '', value = ''] = /^(?:HKLM:?\\)?((?:SOFTWARE|SYSTEM)(?:\\[\w .-]+)+)\\(\w+)$/i.exec(path) ?? []
  return key === ''
    ? E.left(`"${path}" is no value of the registry: write its key and name, like SOFTWARE\\Microsoft\\Key\\Value`)
    : E.right({ key, value })
}

/** What the templates say of the place; of one that is not known yet, what is to be filled in. */
const wordsOf = (place: Place | null): Readonly<Record<string, string>> => {
  const named = place === null ? '' : `The value ${place.value} of HKLM\\${place.key}.`
  const words =
    place === null
      ? open
      : { ...place, reads: named, is: named, places: `${named.slice(0, -1)}, and what may befall it.` }
  return { ...words, escapedKey: words.key.replaceAll('\\', '\\\\') }
}

/**
 * The files of a new fact section, by their paths from `root`, or why there are none. The section is a value of the registry,
 * whose path may be given.
 */
export const factFiles = (
  root: string,
  section: string,
  path: string | null
): E.Either<string, Readonly<Record<string, string>>> => {
  const capital = section.replace(/^[a-z]/, (letter) => letter.toUpperCase())
  return pipe(
    checked(root, section),
    E.chain(() => (path === null ? E.right(null) : placeIn(path))),
    E.bindTo('place'),
    E.bind('list', () => registered(root, section)),
    E.let(
      'text',
      ({ place }) =>
        (template: string): string =>
          filled(`new-fact/${template}`, { section, Section: capital, ...wordsOf(place) })
    ),
    E.map(({ list, text }) => ({
      [codecOf(section)]: text('section.ts'),
      [`facts/sections/${section}.md`]: text('section.md'),
      [`collector/sections/${section}.ps1`]: text('section.ps1'),
      [`test/windows-mock/collectorOf${capital}.ts`]: text('rows.ts'),
      [registry]: list
    }))
  )
}
