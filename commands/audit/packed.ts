/** Whether a file holds others, by its name. */
export const isPacked = (path: string): boolean => /\.(?:zip|7z|cab|gz|tar|rar)$/i.test(path)
