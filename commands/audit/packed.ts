/** The names of files that hold others. */
export const packedName = /\.(?:zip|7z|cab|gz|tar|rar)$/i
