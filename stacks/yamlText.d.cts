import type { Document } from 'yaml'

/** A text of YAML. `content` is null where there are faults, each with its line where it has one. */
export interface YamlText {
  readonly document: Document
  readonly content: unknown
  readonly lineAt: (offset: number) => number
  readonly faults: ReadonlyArray<{ readonly line: number | null; readonly text: string }>
}

export const parseYaml: (text: string) => YamlText
