import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'

/** A file of this folder with its names filled in: each stands there between doubled braces. */
export const filled = (template: string, names: Readonly<Record<string, string>>): string =>
  Object.entries(names).reduce(
    (text, [name, value]) => text.replaceAll(`{{${name}}}`, value),
    readFileSync(join(__dirname, `${template}.txt`), 'utf8')
  )

const pathIn = (line: string): string => /from '(\.\/[^']+)'/.exec(line)?.[1] ?? ''

/** Imports stand in the order of their paths. */
const withImport = (lines: ReadonlyArray<string>, added: string): ReadonlyArray<string> => {
  const own = lines.filter((line) => line.startsWith('import ') && pathIn(line) !== '')
  const next = own.find((line) => pathIn(line) > pathIn(added))
  const at = next === undefined ? lines.indexOf(own.at(-1) ?? '') + 1 : lines.indexOf(next)
  return [...lines.slice(0, at), added, ...lines.slice(at)]
}

/** The text of a file with one more import, and one more entry at the end of the list that begins and ends with these lines. */
export const enlisted = (
  {
    file,
    text,
    from,
    to
  }: { readonly file: string; readonly text: string; readonly from: string; readonly to: string },
  { line, entry }: { readonly line: string; readonly entry: string }
): E.Either<string, string> => {
  const end = text.indexOf(`\n${to}\n`, text.indexOf(`\n${from}\n`))
  return text.includes(`\n${from}\n`) && end !== -1
    ? E.right(withImport(`${text.slice(0, end)},\n  ${entry}${text.slice(end)}`.split('\n'), line).join('\n'))
    : E.left(`${file} has no line "${from}" with the line "${to}" after it`)
}
