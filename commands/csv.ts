import { CsvError, parse } from 'csv-parse/sync'
import * as E from 'fp-ts/Either'
import { nearest, suggest } from '../kernel/suggest'

/** A row by the names of its columns, and the line of the file on which it begins. */
export interface Row {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
}

/** Windows PowerShell 5.1 writes a line on the type of its objects first, and Excel may write one on the separator. */
const withoutPreamble = (text: string): string => text.replace(/^\ufeff?(?:#TYPE .*|"?sep=."?)(?=\r?\n)/i, '')

/** Excel separates by semicolons where commas are decimal; a list copied from it has tabs. */
const separatorOf = (text: string): string => {
  const heading = text.split('\n').find((line) => line.trim() !== '') ?? ''
  return [',', ';', '\t'].reduce((best, one) => (heading.split(one).length > heading.split(best).length ? one : best))
}

/** A list's rows, and the columns that stand in it besides those that are known. */
export interface Rows {
  readonly rows: ReadonlyArray<Row>
  readonly ignored: ReadonlyArray<string>
}

/** A line of a list that isn't empty; its number is that of the line on which it ends. */
interface Line {
  readonly line: number
  readonly fields: ReadonlyArray<string>
}

const linesOf = (text: string): E.Either<string, ReadonlyArray<Line>> =>
  E.tryCatch(
    () => {
      const numbers: Array<number> = []
      const fields: Array<Array<string>> = parse(text, {
        bom: true,
        delimiter: separatorOf(text),
        trim: true,
        relax_column_count: true,
        skip_empty_lines: true,
        on_record: (record: Array<string>, { lines }) => {
          numbers.push(lines)
          return record
        }
      })
      return fields
        .map((one, index) => ({ line: numbers[index] ?? 0, fields: one }))
        .filter((one) => one.fields.some((field) => field !== ''))
    },
    (error) =>
      error instanceof CsvError && error.code.startsWith('CSV_')
        ? `is no list that can be read: ${error.message.split('\n')[0]}`
        : 'is no list that can be read'
  )

/** Reads a list with a heading; `names` are the columns that it may have, each by all its names, without case. */
export const readRows = (
  whole: string,
  names: Readonly<Record<string, ReadonlyArray<string>>>
): E.Either<string, Rows> => {
  const read = linesOf(withoutPreamble(whole))
  if (E.isLeft(read)) return read
  const [heading, ...rows] = read.right
  if (heading === undefined) return E.left('is empty')
  const columns = heading.fields.map(
    (field) =>
      Object.entries(names).find(([, words]) => words.includes(field.toLowerCase().replace(/[\s_-]/g, '')))?.[0] ?? null
  )
  const known = Object.keys(names)
  const fault = (text: string): E.Either<string, never> => E.left(`line ${heading.line}: ${text}`)
  const [first = ''] = heading.fields
  const words = Object.values(names).flat()
  if (columns.every((column) => column === null) && nearest(first, words) === null)
    return fault(`the list has no heading; name the columns in its first line, such as ${known.slice(0, 3).join(',')}`)
  const ignored = heading.fields.filter((field, index) => field !== '' && columns[index] === null)
  const misspelt = ignored.find((field) => nearest(field, words) !== null)
  if (misspelt !== undefined) return fault(`the column ${misspelt} is not known; ${suggest(misspelt, words)}`)
  const twice = columns.find((column, index) => column !== null && columns.indexOf(column) < index)
  if (twice !== undefined && twice !== null) return fault(`two columns are for ${twice}`)
  const width = heading.fields.length
  const long = rows.find(({ fields }) => fields.length > width)
  if (long !== undefined)
    return E.left(
      `line ${long.line}: it has ${long.fields.length} cells, and the heading has ${width}; put a value that holds a separator in quotes`
    )
  return E.right({
    ignored,
    rows: rows.map(({ line, fields }) => ({
      line,
      cells: Object.fromEntries(
        columns.flatMap((column, index) => (column === null ? [] : [[column, fields[index] ?? '']]))
      )
    }))
  })
}
