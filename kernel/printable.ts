/** Control and format characters (direction, invisible ones, halves of pairs): what a hostile server could send. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu

/**
 * Pulumi's own colour tags begin with `<{%`. Its display leaves out what follows one that is cut off, and breaks down at one
 * that it doesn't know. Nor may a text end with the beginning of a tag, since another text may follow it.
 */
const tagBeginning = /<(?=\{|$)/g

/**
 * A pipeline obeys commands in its log: Azure Pipelines takes `##vso[` and `##[` anywhere in a line, GitHub Actions `::name`
 * where a line begins, and a line may be broken before any word. IPv6 addresses such as `::1` and `[::]:443` stay.
 */
const pipelineCommand = /(?<=#)#(?=(?:vso)?\[)|(?<!\S):(?=:\p{L})/giu

/** The same within JSON, where a text begins after its quote. */
const pipelineCommandInJson = /(?<=#)#(?=(?:vso)?\[)|(?<![^\s"]):(?=:\p{L})/giu

const unitCode = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

const escaped = (character: string): string => {
  const code = character.codePointAt(0) ?? 0
  return code > 0xffff ? `\\u{${code.toString(16)}}` : unitCode(character)
}

/** Makes text that a server reported safe to show on a terminal, by Pulumi and in a pipeline's log, in one line. */
export const printable = (text: string): string =>
  text.replace(unprintable, escaped).replace(tagBeginning, unitCode).replace(pipelineCommand, unitCode)

/** The same for a text of several lines: line breaks stay. */
export const printableLines = (text: string): string => text.split('\n').map(printable).join('\n')

/** A value as JSON that is safe to show in the same way, and still means that value. */
export const printableJson = (value: unknown, indent = 0): string =>
  JSON.stringify(value, null, indent)
    .split('\n')
    .map((line) =>
      line
        .replace(unprintable, (character) => character.split('').map(unitCode).join(''))
        .replace(tagBeginning, unitCode)
        .replace(pipelineCommandInJson, unitCode)
    )
    .join('\n')

/** A text as a sentence: with a full stop, and with no second one. */
export const sentence = (text: string): string => (text.endsWith('.') ? text : `${text}.`)

const mostCharacters = 200

/** What a server says of itself in a sentence, such as an error: printable, and no longer than one is read. */
export const shortened = (text: string, most = mostCharacters): string => {
  const shown = printable(text.length > 2 * most ? text.slice(0, 2 * most) : text)
  return shown.length > most ? printable(`${shown.slice(0, most - 3)}...`) : shown
}
