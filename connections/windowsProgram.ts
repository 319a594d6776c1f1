import { existsSync } from 'node:fs'
import { win32 } from 'node:path'

/** A folder that is the same wherever one stands. */
const isWhole = (folder: string): boolean => /^(?:[A-Za-z]:[\\/]|\\\\)/.test(folder)

/**
 * Where a program lies on Windows, by the variable PATH; `otherwise` where it names none. Windows would look for a bare name
 * in the current folder first, and run whatever lies there.
 */
export const windowsProgram = (
  file: string,
  path: string,
  otherwise: string,
  isThere: (file: string) => boolean = existsSync
): string =>
  path
    .split(';')
    .map((folder) => folder.replaceAll('"', ''))
    .filter(isWhole)
    .map((folder) => win32.join(folder, file))
    .find(isThere) ?? otherwise
