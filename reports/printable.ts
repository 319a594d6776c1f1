/** Control and format characters (direction, invisible ones, halves of pairs): what a hostile server could send. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu

const escaped = (character: string): string => {
  const digits = (character.codePointAt(0) ?? 0).toString(16)
  return digits.length > 4 ? `\\u{${digits}}` : `\\u${digits.padStart(4, '0')}`
}

/** Makes text that a server reported safe to show on a terminal, in one line. */
export const printable = (text: string): string => text.replace(unprintable, escaped)
