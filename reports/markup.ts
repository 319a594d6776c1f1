import { printable } from '../kernel/printable'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;'
}

/** Text for an element or a quoted attribute of HTML or SVG; what can't be seen stands as its code. */
export const markupText = (text: string): string =>
  printable(text).replace(/[&<>"']/g, (character) => entities[character] ?? '')

/** JSON that may stand in a script element of HTML: nothing in it can end the element or begin a comment. */
export const embeddedJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
