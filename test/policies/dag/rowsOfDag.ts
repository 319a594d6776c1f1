import type { DagChanges } from '../../support/dag'

/** What is said of EX01 in DAG1, a DAG of so many members. */
export type Row = readonly [name: string, size: number, changes: DagChanges, reasons: ReadonlyArray<string>]
