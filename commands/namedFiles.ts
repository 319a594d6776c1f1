import type { Stats } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, isAbsolute, resolve } from 'node:path'
import { isNode } from 'yaml'
import { isExpired } from '../judging/waivers'
import { sameName } from '../kernel/compare'
import { nearest } from '../kernel/suggest'
import { isObject } from '../stacks/settingsCodecs'
import { stacksFolder } from './paths'
import { filePath, type StackFault, whatOf } from './stackFaults'
import type { StackText } from './stackText'

type Path = ReadonlyArray<string>

/** A path that a setting names, and what must be there: a file, one of ssh, a folder, or the folder of an output. */
interface Named {
  readonly path: Path
  readonly value: string
  readonly kind: 'file' | 'ssh' | 'folder' | 'output'
}

const valueAt = (text: StackText, path: Path): unknown => {
  const node: unknown = text.document.getIn([...filePath(text, path)], true)
  return isNode(node) ? node.toJS(text.document) : undefined
}

/** The entries of a list in the settings. */
export const entriesAt = (text: StackText, name: string): ReadonlyArray<unknown> => {
  const value = valueAt(text, [name])
  return Array.isArray(value) ? value : []
}

const named = (path: Path, value: unknown, kind: Named['kind']): ReadonlyArray<Named> =>
  typeof value === 'string' && value.trim() !== '' ? [{ path, value, kind }] : []

const ofServer = (entry: unknown, index: number): ReadonlyArray<Named> => {
  const connection = isObject(entry) && isObject(entry.connection) ? entry.connection : {}
  const path = ['servers', String(index), 'connection']
  switch (connection.type) {
    case 'recorded':
      return named([...path, 'path'], connection.path, 'file')
    case 'captures':
      return named([...path, 'path'], connection.path, 'folder')
    case 'ssh':
      return named([...path, 'config'], connection.config, 'ssh')
    default:
      return []
  }
}

const namedIn = (text: StackText): ReadonlyArray<Named> => {
  const [organization, reports] = [valueAt(text, ['organization']), valueAt(text, ['reports'])]
  return [
    ...entriesAt(text, 'servers').flatMap(ofServer),
    ...named(['baseline'], valueAt(text, ['baseline']), 'folder'),
    ...named(['buildTable'], valueAt(text, ['buildTable']), 'file'),
    ...(isObject(organization) ? named(['organization', 'recorded'], organization.recorded, 'file') : []),
    ...Object.entries(isObject(reports) ? reports : {}).flatMap(([format, file]) =>
      named(['reports', format], file, 'output')
    )
  ]
}

const look = (path: string): Promise<Stats | null> => stat(path).catch(() => null)

const missing = async (value: string, place: string): Promise<string> => {
  const names = await readdir(dirname(place)).catch(() => [])
  const meant = nearest(basename(place), names)
  const advice = meant === null ? 'a path is relative to stacks/' : `did you mean ${meant}?`
  return `${JSON.stringify(value)} does not exist; ${advice}`
}

/** A key that ssh would look for in vain; names with tokens, and those relative to where ssh is started, are its own. */
const missingKey = async (place: string): Promise<string | null> => {
  const text = await readFile(place, 'utf8').catch(() => '')
  const keys = [...text.matchAll(/^[ \t]*IdentityFile[ \t=]+"?([^"\r\n%$]+?)"?[ \t]*$/gim)].map(([, key = '']) => key)
  const places = keys
    .map((key) => ({ key, at: key.replace(/^~(?=[\\/])/, homedir()) }))
    .filter(({ at }) => isAbsolute(at))
  const found = await Promise.all(places.map(({ at }) => look(at)))
  const lost = places.find((_, index) => found[index] === null)
  return lost === undefined ? null : `its IdentityFile ${JSON.stringify(lost.key)} does not exist`
}

const whyNot = async ({ value, kind }: Named): Promise<string | null> => {
  const place = resolve(stacksFolder, value)
  if (kind === 'output')
    return (await look(dirname(place))) === null
      ? `the folder of ${JSON.stringify(value)} does not exist; make it`
      : null
  const found = await look(place)
  if (found === null) return missing(value, place)
  if (kind === 'folder' && !found.isDirectory()) return `${JSON.stringify(value)} is a file; name a folder`
  if (kind !== 'folder' && found.isDirectory()) return `${JSON.stringify(value)} is a folder; name a file in it`
  return kind === 'ssh' ? missingKey(place) : null
}

/** The files and folders that the settings name and that can't be what is meant. */
export const faultsOfFiles = async (text: StackText): Promise<ReadonlyArray<StackFault>> => {
  const faults = await Promise.all(
    namedIn(text).map(async (one) => {
      const why = await whyNot(one)
      return why === null ? [] : [{ line: text.lineOf(filePath(text, one.path)), what: whatOf(text, one.path), why }]
    })
  )
  return faults.flat()
}

/** The waivers that have run out by a day (`YYYY-MM-DD`): no fault, since the settings can be used, but good to know. */
export const expiredIn = (text: StackText, today: string): ReadonlyArray<StackFault> =>
  entriesAt(text, 'waivers').flatMap((entry, index) => {
    const waiver = isObject(entry) ? entry : {}
    const { server, policy, expires } = waiver
    if (typeof expires !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(expires)) return []
    if (!isExpired(today)({ expires })) return []
    const path = ['waivers', String(index), 'expires']
    const why = `the waiver of ${server} for ${policy} expired on ${expires} and covers nothing; renew it or remove it`
    return [{ line: text.lineOf(filePath(text, path)), what: whatOf(text, path), why }]
  })

/** The servers of which the folder of baselines has no facts: before the update that is as it should be. */
export const withoutBaseline = async (text: StackText): Promise<ReadonlyArray<StackFault>> => {
  const folder = valueAt(text, ['baseline'])
  if (typeof folder !== 'string') return []
  const files = await readdir(resolve(stacksFolder, folder)).catch(() => null)
  const names = entriesAt(text, 'servers').flatMap((entry) =>
    isObject(entry) && typeof entry.name === 'string' ? [entry.name] : []
  )
  const missing = names.filter((name) => files?.some((file) => sameName(file, `${name}.json`)) === false)
  if (missing.length === 0) return []
  const why = `it holds no facts of ${missing.join(', ')}; record them by collect before the update`
  return [{ line: text.lineOf(filePath(text, ['baseline'])), what: 'baseline', why }]
}
