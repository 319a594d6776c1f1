import type { Document } from 'yaml'

/** A text of YAML. `content` is null where there are faults, each with its line where it has one. */
export interface YamlText {
  readonly document: Document
  readonly content: unknown
  readonly lineAt: (offset: number) => number
  readonly faults: ReadonlyArray<{ readonly line: number | null; readonly text: string }>
}

export const parseYaml: (text: string) => YamlText

/** A key as Pulumi stores it: with its namespace. */
export const storedKey: (key: string, project: string) => string

/** The settings of a stack's file that stand there under two spellings of one key. */
export const settingsTwice: (
  parsed: YamlText,
  project: string
) => ReadonlyArray<{ readonly line: number | null; readonly key: string; readonly text: string }>
