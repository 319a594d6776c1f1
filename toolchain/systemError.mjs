/**
 * The code of a system's error, such as ENOENT; undefined for any other.
 * @param {unknown} error
 */
export function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
