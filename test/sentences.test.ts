import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lexer, type Token, type Tokens } from 'marked'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { policies } from '../policies/catalogue'
import { pages } from './support/pages'
import { longSentences, mostWords, oddWords } from './support/sentences'

const isList = (token: Token): token is Tokens.List => token.type === 'list'

/** What a reader sees of inline text; code counts as one word, for it is a name. */
const shown = (tokens: ReadonlyArray<Token>): string =>
  tokens
    .map((token) => {
      if (token.type === 'codespan') return 'code'
      return 'tokens' in token && token.tokens !== undefined ? shown(token.tokens) : 'text' in token ? token.text : ''
    })
    .join('')

/** The paragraphs of a page and of its lists. Tables and blocks of code are looked up, not read. */
const prose = (tokens: ReadonlyArray<Token>): ReadonlyArray<string> =>
  tokens.flatMap((token) => {
    if (isList(token)) return token.items.flatMap((item) => prose(item.tokens))
    const isText = token.type === 'paragraph' || token.type === 'text'
    return isText && 'tokens' in token && token.tokens !== undefined ? [shown(token.tokens)] : []
  })

const proseOf = (markdown: string): ReadonlyArray<string> => prose(lexer(markdown))

/** Tables stay: their words are read as well. */
const withoutCode = (markdown: string): string => markdown.replaceAll(/^ *```[\s\S]*?^ *```$|`[^`]*`/gm, '')

/** The history of changes is made of entries, and is no page to be read. */
for (const page of pages.filter((name) => name !== 'CHANGELOG.md'))
  test(`${page} has sentences of at most ${mostWords} words, in plain English`, () => {
    const text = readFileSync(join(__dirname, '..', page), 'utf8')
    assert.equal(proseOf(text).flatMap(longSentences), [])
    assert.equal(oddWords(withoutCode(text)), [])
  })

for (const { name, title, automation } of policies)
  test(`what ${name} says of itself has sentences of at most ${mostWords} words, in plain English`, () => {
    const texts = [title, ...automation.automated, ...automation.byHand]
    assert.equal(texts.flatMap(longSentences), [])
    assert.equal(texts.flatMap(oddWords), [])
  })

const nine = 'one two three four five six seven eight nine'

const found: ReadonlyArray<readonly [markdown: string, long: number]> = [
  [`${nine} ${nine} ${nine}.`, 1],
  [`${nine}.\n${nine}.\n${nine}.`, 0],
  [`- ${nine}:\n  ${nine}; ${nine}.\n- ${nine}.`, 1],
  [`1. ${nine}.\n   - ${nine} ${nine} ${nine}`, 1],
  [`\`${nine} ${nine}\` ${nine}`, 0],
  [`[${nine}](a.md) **${nine}** ${nine}`, 1],
  [`| a |\n| --- |\n| ${nine} ${nine} ${nine} |`, 0],
  [`\`\`\`text\n${nine} ${nine} ${nine}\n\`\`\``, 0]
]

for (const [markdown, long] of found)
  test(`a page ${JSON.stringify(markdown.replaceAll(nine, '9'))} has ${long} sentences that are too long`, () => {
    assert.is(proseOf(markdown).flatMap(longSentences).length, long)
  })

test('odd words are found out', () => {
  assert.equal(oddWords('It is told anew, and mends a recommended one.'), ['told', 'anew', 'mends'])
})

test.run()
