import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { type Document, isMap, isNode, isScalar, isSeq, type Node } from 'yaml'
import { readText } from '../connections/text'
import { isObject } from '../kernel/settingCodecs'
import { nearest } from '../kernel/suggest'
import { parseYaml, settingsTwice, storedKey } from '../toolchain/yamlText.cjs'
import { root } from './paths'
import type { StackFile } from './stackFile'

/** A fault in the text of a stack's file, with its line; null where it has none. */
export interface TextFault {
  readonly line: number | null
  /** The key that is wrong; null where the text is no YAML at all, and nothing else of it is known. */
  readonly key: string | null
  readonly text: string
}

/** A stack's file, parsed as Pulumi does. */
export interface StackText {
  readonly document: Document
  /** The settings that aren't encrypted, by their names with namespace, each as the text that Pulumi hands on. */
  readonly texts: Readonly<Record<string, string>>
  /** Whether only Pulumi itself knows all settings: some are encrypted, or come from elsewhere. */
  readonly isPartial: boolean
  /** The line of what stands at a path; else of the nearest thing around it. */
  readonly lineOf: (path: ReadonlyArray<string>) => number | null
  readonly faults: ReadonlyArray<TextFault>
}

const project = 'exchange-compliance'

const knownKeys = ['config', 'environment', 'secretsprovider', 'encryptedkey', 'encryptionsalt']

const adviceOn = (key: string): string => {
  const meant = nearest(key, knownKeys)
  return meant === null ? 'settings stand below config:, indented' : `did you mean ${meant}?`
}

/** Pulumi keeps a value as a text: what has a structure as JSON. */
const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

const hasSecret = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.some(hasSecret)
    : isObject(value) && ('secure' in value || Object.values(value).some(hasSecret))

/** Settings of the project itself hold for all stacks. */
const hasProjectSettings = (): boolean => {
  const { content } = parseYaml(readFileSync(join(root, 'Pulumi.yaml'), 'utf8'))
  return isObject(content) && content.config !== undefined
}

const keyNode = (map: Node | null, key: string): Node | null => {
  if (!isMap(map)) return null
  const pair = map.items.find(({ key: one }) => isScalar(one) && String(one.value) === key)
  return isNode(pair?.key) ? pair.key : null
}

const child = (node: Node | null, key: string): Node | null => {
  if (!isMap(node) && !isSeq(node)) return null
  const found = node.get(isSeq(node) ? Number(key) : key, true)
  return isNode(found) ? found : null
}

const lineFinder =
  (document: Document, lineAt: (offset: number) => number) =>
  (path: ReadonlyArray<string>): number | null => {
    const contents = isNode(document.contents) ? document.contents : null
    const nodes = path.reduce<{ readonly at: Node | null; readonly last: Node | null }>(
      ({ at, last }, key) => {
        const next = child(at, key)
        return { at: next, last: keyNode(at, key) ?? next ?? last }
      },
      { at: contents, last: null }
    )
    const offset = nodes.last?.range?.[0]
    return offset === undefined ? null : lineAt(offset)
  }

/** Parses the text of a stack's file; what can't be parsed is a fault, with its line. */
export const parseStackText = (text: string): StackText => {
  const parsed = parseYaml(text)
  const { document, content, lineAt, faults } = parsed
  const syntax = faults.map((fault) => ({ ...fault, key: null }))
  const lineOf = lineFinder(document, lineAt)
  const config = isObject(content) && isObject(content.config) ? content.config : {}
  const stray = (isObject(content) ? Object.keys(content) : [])
    .filter((key) => !knownKeys.includes(key))
    .map((key) => ({ line: lineOf([key]), key, text: `Pulumi ignores it; ${adviceOn(key)}` }))
  return {
    document,
    texts: Object.fromEntries(
      Object.entries(config)
        .filter(([, value]) => value !== null && value !== undefined && !hasSecret(value))
        .map(([key, value]) => [storedKey(key, project), asText(value)])
    ),
    isPartial: hasSecret(config) || (isObject(content) && 'environment' in content) || hasProjectSettings(),
    lineOf,
    faults: [...syntax, ...(syntax.length > 0 ? [] : settingsTwice(parsed, project)), ...stray]
  }
}

/** Reads and parses a stack's file. */
export const readStackText = async ({ file, shown }: StackFile): Promise<E.Either<string, StackText>> =>
  E.map(parseStackText)(await readText(file, shown)())
