import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome.exe', 'msedge.exe']

const isThere = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The Chromium of this computer, by the variable CHROME_PATH or on PATH; null where there is none. */
export const chromium = (environment: NodeJS.ProcessEnv): string | null => {
  const { CHROME_PATH: named, PATH: path = '' } = environment
  const found = path.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  return [...(named ? [named] : []), ...found].find(isThere) ?? null
}
