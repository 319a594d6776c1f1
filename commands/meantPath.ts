import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { sameName } from '../kernel/compare'
import { nearest } from '../kernel/suggest'

const namesIn = (folder: string): Promise<ReadonlyArray<string> | null> => readdir(folder).catch(() => null)

/** The first part of a path that isn't there, and what lies beside it; null where all is there, or nothing is. */
const firstMissing = async (
  place: string
): Promise<{ readonly name: string; readonly folder: string; readonly names: ReadonlyArray<string> } | null> => {
  const folder = dirname(place)
  if (folder === place) return null
  const names = await namesIn(folder)
  return names === null ? firstMissing(folder) : { name: basename(place), folder, names }
}

/** Whether a file or a folder has the name of a server, as a recording and a capture have. */
const isNamed = (name: string, server: string | null): boolean =>
  server !== null && sameName(name.replace(/\.json$/i, ''), server)

/**
 * What was probably meant by a path that leads nowhere, as it was written: `did you mean ../recordings/EX01.json?`. `place` is
 * where the path leads to, and `server` is the one whose facts should be there, if any.
 */
export const meantPath = async (
  written: string,
  place: string,
  server: string | null = null
): Promise<string | null> => {
  const missing = await firstMissing(place)
  const ofServer = missing?.name === basename(place) ? missing.names.find((name) => isNamed(name, server)) : undefined
  const meant = missing === null ? null : (ofServer ?? nearest(missing.name, missing.names))
  if (missing === null || meant === null || meant === missing.name) return null
  const rest = place.slice(join(missing.folder, missing.name).length)
  const wrong = `${missing.name}${rest}`.replaceAll('\\', '/')
  const given = written.replaceAll('\\', '/').replace(/\/+$/, '')
  const before = given.endsWith(wrong) ? given.slice(0, given.length - wrong.length) : ''
  return `did you mean ${before}${meant}${rest.replaceAll('\\', '/')}?`
}

/** A sentence on a file that could not be read, with what was probably meant where it isn't there. */
export const withMeantPath = async (fault: string, written: string, place: string): Promise<string> => {
  if (!fault.includes('does not exist')) return fault
  const meant = await meantPath(written, place)
  return meant === null ? fault : `${written} does not exist; ${meant}`
}
