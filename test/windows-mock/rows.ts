/** What came out wrong: where, and what of it. */
export interface Row {
  /** The fixture, what befell it, and the claim that doesn't hold, with slashes between. */
  readonly id: string
  readonly claim: string
  readonly detail: string
}

/** Rows that fail today, by their ids, in which `*` stands for any text, and why: each must go on failing until it is taken out. */
export type NotYet = Readonly<Record<string, string>>

const matches = (pattern: string, id: string): boolean =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[^\w ]/g, '\\$&'))
      .join('[^]*')}$`
  ).test(id)

export const unexpected = (rows: ReadonlyArray<Row>, notYet: NotYet): ReadonlyArray<string> =>
  rows
    .filter(({ id }) => !Object.keys(notYet).some((pattern) => matches(pattern, id)))
    .map(({ id, detail }) => `${id}: ${detail}`)

/** The entries of which nothing fails any more: they have to be taken out. */
export const mended = (rows: ReadonlyArray<Row>, notYet: NotYet): ReadonlyArray<string> =>
  Object.keys(notYet).filter((pattern) => !rows.some(({ id }) => matches(pattern, id)))
