import { createHash, randomUUID } from 'node:crypto'
import { readFileSync, type Stats } from 'node:fs'
import { chmod, lstat, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { explainSystemError } from '../connections/text'
import type { Fleet } from '../reports/fleet'
import { fleetJson } from '../reports/fleetJson'
import { type ReportFiles, type ReportFormat, reportFormats } from '../reports/formats'
import { html, type PageAssets } from '../reports/html'
import { junit } from '../reports/junit'
import { markdown } from '../reports/markdown'
import { sarif } from '../reports/sarif'

const page = join(__dirname, '..', 'reports', 'page')

const digest = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`

/** A checkout on Windows may have other line ends; a browser counts them as one, and the digest must be of what it counts. */
const pageFile = (name: string): string => readFileSync(join(page, name), 'utf8').replaceAll('\r\n', '\n')

const pageAssets = (): PageAssets => {
  const script = ['elements.js', 'details.js', 'matrix.js', 'page.js'].map(pageFile).join('\n')
  const style = pageFile('page.css')
  return { script, scriptHash: digest(script), style, styleHash: digest(style) }
}

const hex = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The text of a report. */
export const renderReport = (format: ReportFormat, fleet: Fleet): string => {
  switch (format) {
    case 'html':
      return html(pageAssets(), fleet)
    case 'junit':
      return junit(fleet)
    case 'sarif':
      return `${sarif(hex, fleet)}\n`
    case 'markdown':
      return markdown(fleet)
    case 'json':
      return `${fleetJson(fleet)}\n`
  }
}

/** What to do where a file can't be written, as the rest of a sentence that begins with its name. */
export const unwritten = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return "can't be written, its folder does not exist: make the folder first"
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return "can't be written, access is denied: name another file or give this account write permission"
  if (code === 'EISDIR') return 'is a folder: name a file in it'
  return explainSystemError(error, 'written')
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** What stands in a place; null where nothing does. */
const standing = async (file: string): Promise<Stats | null> => {
  try {
    return await lstat(file)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/** Replaces a file with another one of its mode. */
const replace = async (file: string, text: string, mode: number | null): Promise<void> => {
  const unfinished = join(dirname(file), `.${randomUUID()}.tmp`)
  try {
    await writeFile(unfinished, text)
    if (mode !== null) await chmod(unfinished, mode & 0o7777)
    await rename(unfinished, file)
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined)
    throw error
  }
}

const writeTo = async (file: string, text: string): Promise<void> => {
  const found = await standing(file)
  if (found === null) return replace(file, text, null)
  if (found.isSymbolicLink()) {
    const target = await realpath(file).catch((error: unknown) => {
      if (isMissing(error)) return null
      throw error
    })
    // A link to nothing yet: writing makes the file that it names.
    return target === null ? writeFile(file, text) : writeTo(target, text)
  }
  // Windows would only say that access is denied.
  if (found.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' })
  return found.isFile() ? replace(file, text, found.mode) : writeFile(file, text)
}

/**
 * Writes a file, in UTF-8, so that it is there whole or not at all, with the mode of the one before; through a link to its file,
 * and into a device or a pipe as it stands. Gives the sentence of a failure, else null.
 */
export const writeWhole = async (file: string, text: string): Promise<string | null> => {
  try {
    await writeTo(file, text)
    return null
  } catch (error) {
    return `${file} ${unwritten(error)}`
  }
}

/** Writes each report that is wanted; gives a sentence for each file that could not be written. */
export const writeReports = async (files: ReportFiles, fleet: Fleet): Promise<ReadonlyArray<string>> => {
  const faults: Array<string> = []
  for (const format of reportFormats) {
    const file = files[format]
    const fault = file == null ? null : await writeWhole(file, renderReport(format, fleet))
    if (fault !== null) faults.push(fault)
  }
  return faults
}
