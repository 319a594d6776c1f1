/** A number with its noun, which takes an `s` for any other than one: `1 server`, `2 servers`. */
export const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`
