import { lstatSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const isMade = (link: string): boolean => {
  try {
    symlinkSync('nowhere', link)
    return lstatSync(link).isSymbolicLink()
  } catch {
    return false
  }
}

const canLink = (): boolean => {
  const folder = mkdtempSync(join(tmpdir(), 'links-'))
  try {
    return isMade(join(folder, 'link'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Why there are no symbolic links here; null where there are: Windows lets only some accounts make them. */
export const linksMissing: string | null = canLink() ? null : 'symbolic links can not be made here'
