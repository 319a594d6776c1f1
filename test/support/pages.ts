import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const root = join(__dirname, '../..')

const isMarkdown = (name: string): boolean => name.endsWith('.md')

/** The pages of this project for people, by their path from its folder. */
export const pages: ReadonlyArray<string> = [
  ...readdirSync(root).filter(isMarkdown),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter(isMarkdown)
    .map((name) => join('docs', name))
].sort()
