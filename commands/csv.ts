import { CsvError, parse } from 'csv-parse/sync'
import * as E from 'fp-ts/Either'
import { printable } from '../kernel/printable'
import { nearMiss } from '../kernel/suggest'

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

/** A list's rows, the columns that are not used, and what is wrong with the heading or with single rows. */
export interface Rows {
  readonly rows: ReadonlyArray<Row>
  readonly ignored: ReadonlyArray<string>
  readonly faults: ReadonlyArray<string>
}

/** A column that a list may have. */
export interface Column {
  /** All its names, in small letters without blanks; of several such columns the earliest name counts. */
  readonly words: ReadonlyArray<string>
  /** Names that other columns have as well: these hold it only where one of their cells is such a value. */
  readonly vague?: { readonly words: ReadonlyArray<string>; readonly holds: (cell: string) => boolean }
}

/** The columns of a list: without one of `needed`, a row has no name. */
export interface Columns {
  readonly known: Readonly<Record<string, Column>>
  readonly needed: ReadonlyArray<string>
}

/** A line of a list that isn't empty; its number is that of the line on which it ends. */
interface Line {
  readonly line: number
  readonly fields: ReadonlyArray<string>
}

/** Where a quote that nobody closes was probably opened: all that follows is one value. */
const openedAt = (text: string): string => {
  const line = text.split('\n').findIndex((one) => one.split('"').length % 2 === 0)
  return line < 0 ? '' : `line ${line + 1}: `
}

const whyUnreadable = (text: string, error: unknown): string => {
  const code = error instanceof CsvError ? String(error.code) : ''
  const line = error instanceof CsvError && typeof error.lines === 'number' ? `line ${error.lines}: ` : ''
  if (code === 'CSV_QUOTE_NOT_CLOSED') return `${openedAt(text)}a quote (") is opened and never closed`
  if (/QUOTE/.test(code))
    return `${line}a quote (") stands inside a value; put the value in quotes and write "" for each quote in it`
  return line === '' ? 'is no list that can be read' : `${line}from here it can't be read as a list`
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
    (error) => whyUnreadable(text, error)
  )

/** A column of the heading: where it stands, and which known column it is by which of its names. */
interface Meant {
  readonly index: number
  readonly field: string
  readonly column: string
  readonly rank: number
}

/** As the names of columns are compared: in small letters, without what may stand between their words. */
const columnWord = (field: string): string => field.toLowerCase().replace(/[\s_-]/g, '')

const meantBy = (
  fields: ReadonlyArray<string>,
  rows: ReadonlyArray<Line>,
  known: Columns['known']
): ReadonlyArray<Meant> =>
  fields.flatMap((field, index) => {
    const word = columnWord(field)
    return Object.entries(known).flatMap(([column, { words, vague }]) => {
      const isVague = vague?.words.includes(word) && rows.some((row) => vague.holds(row.fields[index] ?? ''))
      const rank = isVague ? words.length : words.indexOf(word)
      return rank < 0 ? [] : [{ index, field, column, rank }]
    })
  })

/** Of several columns for one thing, the first of the earliest name; the others tell it in another way. */
const firstOfEach = (meant: ReadonlyArray<Meant>): ReadonlyArray<Meant> =>
  meant.filter((one) =>
    meant.every(
      ({ index, column, rank }) => column !== one.column || rank > one.rank || (rank === one.rank && index >= one.index)
    )
  )

/** Which of two columns for the names is right, nobody knows; nor which of two of the same heading. */
const twiceIn = (meant: ReadonlyArray<Meant>, needed: ReadonlyArray<string>): ReadonlyArray<string> =>
  [...new Set(meant.map(({ column }) => column))].flatMap((column) => {
    const all = meant.filter((one) => one.column === column)
    const isDouble = column === needed[0] ? all.length > 1 : new Set(all.map(({ rank }) => rank)).size < all.length
    const names = all.map(({ field }) => printable(field)).join(' and ')
    return isDouble ? [`${all.length === 2 ? 'two' : all.length} columns are for ${column}: ${names}; keep one`] : []
  })

/** Other columns are left out; but a slip in a column that is missing must not be. */
const misspeltIn = (
  others: ReadonlyArray<string>,
  meant: ReadonlyArray<Meant>,
  { known, needed }: Columns
): ReadonlyArray<string> => {
  const isThere = (column: string): boolean => meant.some((one) => one.column === column)
  const isNamed = needed.some(isThere)
  const missing = Object.entries(known).filter(([column]) => !isThere(column))
  const [names, rest] = [
    needed.slice(0, 1),
    Object.keys(known).filter((column) => !needed.slice(0, 1).includes(column))
  ]
  const wordsOf = (columns: ReadonlyArray<string>): ReadonlyArray<string> =>
    missing.flatMap(([column, { words }]) => (columns.includes(column) ? words : []))
  return others.flatMap((field) => {
    const near =
      (isNamed ? null : nearMiss(columnWord(field), wordsOf(names), 4)) ?? nearMiss(columnWord(field), wordsOf(rest))
    return near === null ? [] : [`the column ${printable(field)} is not known; did you mean ${near}?`]
  })
}

const longRows = (rows: ReadonlyArray<Line>, width: number): ReadonlyArray<string> =>
  rows
    .filter(({ fields }) => fields.length > width)
    .map(
      ({ line, fields }) =>
        `line ${line}: it has ${fields.length} cells, and the heading has ${width}; put a value that holds a separator in quotes`
    )

/** Reads a list with a heading; a fault that leaves no rows is the left side. */
export const readRows = (whole: string, columns: Columns): E.Either<string, Rows> => {
  const read = linesOf(withoutPreamble(whole))
  if (E.isLeft(read)) return read
  const [heading, ...rows] = read.right
  if (heading === undefined) return E.left('is empty')
  const meant = meantBy(heading.fields, rows, columns.known)
  const used = firstOfEach(meant)
  const others = heading.fields.filter((field, index) => field !== '' && !meant.some((one) => one.index === index))
  const misspelt = misspeltIn(others, meant, columns)
  const some = Object.keys(columns.known).slice(0, 3).join(',')
  if (meant.length === 0 && misspelt.length === 0)
    return E.left(`line ${heading.line}: the list has no heading; name the columns in its first line, such as ${some}`)
  const faults = [...misspelt, ...twiceIn(meant, columns.needed)].map((fault) => `line ${heading.line}: ${fault}`)
  return E.right({
    faults: [...faults, ...longRows(rows, heading.fields.length)],
    ignored: heading.fields.filter((field, index) => field !== '' && !used.some((one) => one.index === index)),
    rows: rows.map(({ line, fields }) => ({
      line,
      cells: Object.fromEntries(used.map(({ column, index }) => [column, fields[index] ?? '']))
    }))
  })
}
