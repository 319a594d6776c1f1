/** What facts/sections/NAME.md says of a section of facts. */
export interface FactPage {
  readonly name: string
  /** What the account of the connection needs to read it. */
  readonly rights: string
  /** An example of its value, as JSON. */
  readonly example: string
  readonly notes: string
}

const form = /^Rights: (.+)\n\n```json\n([\s\S]+?)\n```\n\n([\s\S]+)$/

/** Reads such a page; throws where it has another form, which a test would show. */
export const factPage = (name: string, markdown: string): FactPage => {
  const [, rights, example, notes] = form.exec(markdown) ?? []
  if (rights === undefined || example === undefined || notes === undefined)
    throw new Error(`facts/sections/${name}.md has no line "Rights: …", JSON block and notes, in this order`)
  return { name, rights, example, notes: notes.trim() }
}

/** The sections of docs/recorded-facts.md. */
export const sectionsText = (pages: ReadonlyArray<FactPage>): string =>
  pages
    .map(({ name, example, notes }) => `### ${name}\n\n\`\`\`json\n"${name}": ${example}\n\`\`\`\n\n${notes}\n`)
    .join('\n')

/** The table of rights in docs/connections.md. */
export const rightsTable = (pages: ReadonlyArray<FactPage>): string =>
  [
    '| section | what the account needs on the server |',
    '| --- | --- |',
    '| to be let in | ssh: `Administrators` or an `AllowGroups` of sshd. remoting: `Administrators` or `Remote Management Users` |',
    ...pages.map(({ name, rights }) => `| \`${name}\` | ${rights} |`),
    ''
  ].join('\n')

/** A page with new text between the two comments of a block. */
export const withBlock = (page: string, name: string, text: string): string => {
  const block = new RegExp(`(<!-- ${name}: .*? -->\\n)[\\s\\S]*?(?=<!-- end of ${name} -->)`)
  if (!block.test(page)) throw new Error(`the page has no block "${name}"`)
  return page.replace(block, (_, start: string) => `${start}\n${text}\n`)
}
