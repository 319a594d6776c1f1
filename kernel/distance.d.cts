export const distance: (a: string, b: string) => number
