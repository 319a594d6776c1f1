/** Control characters, and those that turn the direction of text or hide it: what a hostile server could send. */
const unprintable = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** Makes text that a server reported safe to show on a terminal, in one line. */
export const printable = (text: string): string => text.replace(unprintable, escaped)
