import { realpath } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import type { ReportFiles } from '../reports/formats'
import { isOwn } from './ownFiles'
import type { Settings } from './settings'

/** What an answer may not be written over: files, and folders with what is in them. */
export interface Inputs {
  readonly files: ReadonlyArray<string>
  readonly folders: ReadonlyArray<string>
}

/** All that settings name to be read; their paths are relative to `base`. */
export const inputsOfSettings = (settings: Settings, base: string): Inputs => {
  const { servers, organization, buildTable, baseline } = settings
  const connections = servers.map(({ connection }) => connection)
  const paths = (type: string): ReadonlyArray<string> =>
    connections.flatMap((one) => ('path' in one && one.type === type ? [one.path] : []))
  const named = [
    ...paths('recorded'),
    ...connections.flatMap((one) => (one.type === 'ssh' && one.config !== null ? [one.config] : [])),
    ...(organization?.type === 'recorded' ? [organization.path] : []),
    ...(buildTable === null ? [] : [buildTable]),
    ...(baseline === null ? [] : servers.map(({ name }) => join(baseline, `${name}.json`)))
  ]
  const from = (path: string): string => resolve(base, path)
  return { files: named.map(from), folders: paths('captures').map(from) }
}

/** The place that a path leads to in the end, whether anything is there or not. */
export const canonical = (path: string): Promise<string> =>
  realpath(path).catch(() =>
    realpath(dirname(path)).then(
      (folder) => join(folder, basename(path)),
      () => resolve(path)
    )
  )

/** Some systems take two names for one that differ in case alone. */
const placesOf = async (paths: ReadonlyArray<string>): Promise<ReadonlyArray<string>> =>
  (await Promise.all(paths.map(canonical))).map((path) => path.toLowerCase())

/** Whether a canonical place is one that is read. */
export const isOverInput = async (place: string, { files, folders }: Inputs): Promise<boolean> => {
  const [read, within] = await Promise.all([placesOf(files), placesOf(folders)])
  const wanted = place.toLowerCase()
  return read.includes(wanted) || within.some((folder) => wanted.startsWith(folder + sep))
}

/** Whether two of these paths lead to one file, whatever their spelling. */
export const isSameTwice = async (paths: ReadonlyArray<string>): Promise<boolean> =>
  new Set(await placesOf(paths)).size < paths.length

/** Why report files of the settings can't be where they are named: over what is read, in the project's own files, or two in one place. */
export const reportPlaceFaults = async (
  files: ReportFiles | null,
  base: string,
  inputs: Inputs
): Promise<ReadonlyArray<string>> => {
  const named = Object.values(files ?? {}).flatMap((file) => (file == null ? [] : [file]))
  const places = await Promise.all(named.map((file) => canonical(resolve(base, file))))
  const over = await Promise.all(places.map((place) => isOverInput(place, inputs)))
  const root = await canonical(resolve(base, '..'))
  const isTwice = await isSameTwice(named.map((file) => resolve(base, file)))
  return [
    ...named
      .filter((_, index) => over[index])
      .map((file) => `${file} is read, and would be overwritten: name another file`),
    ...named
      .filter((_, index) => !over[index] && isOwn(relative(root, places[index] ?? root)))
      .map((file) => `${file} is among this project's own files: name one elsewhere`),
    ...(isTwice ? ['two reports have one file: name another'] : [])
  ]
}
