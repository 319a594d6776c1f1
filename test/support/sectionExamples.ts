import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Section, sectionNames } from '../../facts/registry'

const folder = join(__dirname, '../../facts/sections')

/** Conformance tests that each page has this block, and that the codec decodes it. */
const exampleOf = (name: Section): unknown =>
  JSON.parse(/^```json\n([\s\S]+?)\n```$/m.exec(readFileSync(join(folder, `${name}.md`), 'utf8'))?.[1] ?? 'null')

/** What the page of each fact section shows as its recorded value. */
export const sectionExamples: Readonly<Record<string, unknown>> = Object.fromEntries(
  sectionNames.map((name) => [name, exampleOf(name)])
)
