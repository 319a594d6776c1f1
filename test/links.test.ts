import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import GithubSlugger from 'github-slugger'
import { lexer, type Token, type Tokens, walkTokens } from 'marked'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { pages } from './support/pages'

const root = join(__dirname, '..')

const isMarkdown = (name: string): boolean => name.endsWith('.md')

const tokensOf = (markdown: string): ReadonlyArray<Token> => {
  const tokens: Array<Token> = []
  walkTokens(lexer(markdown), (token) => {
    tokens.push(token)
  })
  return tokens
}

const isHeading = (token: Token): token is Tokens.Heading => token.type === 'heading'
const isLink = (token: Token): token is Tokens.Link | Tokens.Image => token.type === 'link' || token.type === 'image'

/** The text of a heading, as GitHub takes it for the anchor: without the marks of links, code and stress. */
const textOf = (tokens: ReadonlyArray<Token>): string =>
  tokens
    .map((token) =>
      'tokens' in token && token.tokens !== undefined ? textOf(token.tokens) : 'text' in token ? token.text : ''
    )
    .join('')

/** The anchors of a page, as GitHub makes them: of two headings that are alike the second one gets a number. */
const anchorsOf = (markdown: string): ReadonlySet<string> => {
  const slugger = new GithubSlugger()
  return new Set(tokensOf(markdown).flatMap((token) => (isHeading(token) ? [slugger.slug(textOf(token.tokens))] : [])))
}

const isElsewhere = (link: string): boolean => /^[a-z][a-z0-9+.-]*:/i.test(link)

const fault = (page: string, link: string): string | null => {
  const [path = '', anchor = ''] = link.split('#').map(decodeURIComponent)
  const target = path === '' ? page : join(dirname(page), path)
  if (relative('.', target).startsWith('..')) return 'leaves the project'
  if (!existsSync(join(root, target))) return 'names no file'
  if (anchor === '' || !isMarkdown(target)) return anchor === '' ? null : 'names an anchor of a file that has none'
  if (statSync(join(root, target)).isDirectory()) return 'names an anchor of a folder'
  return anchorsOf(readFileSync(join(root, target), 'utf8')).has(anchor) ? null : 'names no heading'
}

/** The links of a page that lead nowhere, each with the reason. */
const brokenLinks = (page: string, markdown: string): ReadonlyArray<string> =>
  tokensOf(markdown).flatMap((token) => {
    if (!isLink(token) || isElsewhere(token.href)) return []
    const why = fault(page, token.href)
    return why === null ? [] : [`${token.href}: ${why}`]
  })

for (const page of pages)
  test(`each link of ${page} leads somewhere`, () => {
    assert.equal(brokenLinks(page, readFileSync(join(root, page), 'utf8')), [])
  })

const anchors: ReadonlyArray<readonly [heading: string, anchor: string]> = [
  ['What was not tested', 'what-was-not-tested'],
  ['The `--` that is lost, and why', 'the----that-is-lost-and-why'],
  ['a-policy, another-one', 'a-policy-another-one'],
  ['*Stress* and [a link](README.md)', 'stress-and-a-link'],
  ['Geänderte Rechte', 'geänderte-rechte']
]

for (const [heading, anchor] of anchors)
  test(`the anchor of "${heading}" is ${anchor}`, () => {
    assert.equal([...anchorsOf(`# ${heading}`)], [anchor])
  })

test('the second of two headings that are alike has a number', () => {
  assert.equal([...anchorsOf('# Again\n\n# Again')], ['again', 'again-1'])
})

const broken: ReadonlyArray<readonly [link: string, why: string]> = [
  ['docs/nowhere.md', 'names no file'],
  ['CONTRIBUTING.md#nowhere', 'names no heading'],
  ['#nowhere', 'names no heading'],
  ['../outside.md', 'leaves the project'],
  ['package.json#scripts', 'names an anchor of a file that has none']
]

for (const [link, why] of broken)
  test(`a link to ${link} is found out: it ${why}`, () => {
    assert.equal(brokenLinks('README.md', `See [there](${link}).`), [`${link}: ${why}`])
  })

test('what stands in a block of code is no link', () => {
  assert.equal(brokenLinks('README.md', '```text\n[a](nowhere.md)\n```\n\n`[a](nowhere.md)`'), [])
})

test.run()
