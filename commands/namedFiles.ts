import type { Stats } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, isAbsolute, relative, resolve } from 'node:path'
import * as E from 'fp-ts/Either'
import { isNode } from 'yaml'
import { listBaselines, readBaseline } from '../connections/baseline'
import { createTableReader } from '../connections/buildTable'
import { readCapture } from '../connections/capture'
import { organizationSeconds, readOrganization } from '../connections/organization'
import { asAskedFor, whyUnreadable } from '../connections/reading'
import { readRecorded } from '../connections/recorded'
import { isExpired } from '../judging/waivers'
import { sameName } from '../kernel/compare'
import { isObject } from '../kernel/settingCodecs'
import { canonical, type Inputs, isOverInput } from '../stacks/inputs'
import { isOwn } from '../stacks/ownFiles'
import { meantPath } from './meantPath'
import { root, stacksFolder } from './paths'
import { filePath, type StackFault, whatOf } from './stackFaults'
import type { StackText } from './stackText'

type Path = ReadonlyArray<string>

/** A path that a setting names, and what must be there: a file, one of ssh, a folder, or the folder of an output. */
interface Named {
  readonly path: Path
  readonly value: string
  readonly kind: 'file' | 'ssh' | 'folder' | 'output'
  /** The server whose facts are there; null for other files. */
  readonly server?: string | null
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

const nameIn = (entry: unknown): string | null =>
  isObject(entry) && typeof entry.name === 'string' && entry.name.trim() !== '' ? entry.name : null

const ofServer = (entry: unknown, index: number): ReadonlyArray<Named> => {
  const connection = isObject(entry) && isObject(entry.connection) ? entry.connection : {}
  const path = ['servers', String(index), 'connection']
  switch (connection.type) {
    case 'recorded':
      return named([...path, 'path'], connection.path, 'file').map((one) => ({ ...one, server: nameIn(entry) }))
    case 'captures':
      return named([...path, 'path'], connection.path, 'folder').map((one) => ({ ...one, server: nameIn(entry) }))
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

const namesOfServers = (text: StackText): ReadonlyArray<string> =>
  entriesAt(text, 'servers').flatMap((entry) => nameIn(entry) ?? [])

/** What the settings name to be read; of the folder of baselines, a file of each server. */
export const inputsNamedIn = (text: StackText): Inputs => {
  const placed = namedIn(text).map(({ value, ...one }) => ({ ...one, place: resolve(stacksFolder, value) }))
  const isBaseline = ({ path }: { readonly path: Path }): boolean => path[0] === 'baseline'
  const names = namesOfServers(text)
  return {
    files: [
      ...placed.filter(({ kind }) => kind === 'file' || kind === 'ssh').map(({ place }) => place),
      ...placed.filter(isBaseline).flatMap(({ place }) => names.map((name) => resolve(place, `${name}.json`)))
    ],
    folders: placed.filter((one) => one.kind === 'folder' && !isBaseline(one)).map(({ place }) => place)
  }
}

const look = (path: string): Promise<Stats | null> => stat(path).catch(() => null)

/** The path for one that was written from the project's folder, as people stand there. */
const fromStacks = async (value: string): Promise<string | null> => {
  const place = resolve(root, value)
  if ((await look(place)) === null) return null
  return `a path is relative to stacks/; did you mean ${relative(stacksFolder, place).replaceAll('\\', '/')}?`
}

const missing = async ({ value, server = null }: Named, place: string): Promise<string> => {
  const meant = (await fromStacks(value)) ?? (await meantPath(value, place, server))
  const advice = meant ?? 'a path is relative to stacks/'
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

/** Why facts can't be used, or are not of the server that they are named for; how old they are is said when they are judged. */
const whyNoFacts = async (place: string, { value, kind, server = null }: Named): Promise<string | null> => {
  if (server === null) return null
  const reading = await (kind === 'folder' ? readCapture(place) : readRecorded(place))()
  const asked = asAskedFor(server, value)(reading)
  return asked.readable ? null : whyUnreadable(asked).replaceAll(place, value)
}

/** Why a file can't be what the setting of its path names; null where it can. */
const whyNoSource = async ({ path: [setting] }: Named, place: string): Promise<string | null> => {
  if (setting === 'buildTable') {
    const table = await createTableReader()(place)
    return table !== undefined && E.isLeft(table) ? table.left : null
  }
  if (setting !== 'organization') return null
  const bounds = { seconds: organizationSeconds, signal: new AbortController().signal }
  const facts = await readOrganization({ type: 'recorded', path: place, maxAge: null }, bounds)()
  return E.isLeft(facts) ? facts.left : null
}

const whyNoOutput = async (value: string, place: string, inputs: Inputs): Promise<string | null> => {
  if ((await look(dirname(place))) === null) return `the folder of ${JSON.stringify(value)} does not exist; make it`
  const real = await canonical(place)
  if (await isOverInput(real, inputs))
    return `${JSON.stringify(value)} is read, and would be overwritten; name another file`
  return isOwn(relative(await canonical(root), real))
    ? `${JSON.stringify(value)} is among this project's own files; name one elsewhere`
    : null
}

const whyNot = async (one: Named, inputs: Inputs): Promise<string | null> => {
  const { value, kind } = one
  const place = resolve(stacksFolder, value)
  if (kind === 'output') return whyNoOutput(value, place, inputs)
  const found = await look(place)
  if (found === null) return missing(one, place)
  if (kind === 'folder' && !found.isDirectory()) return `${JSON.stringify(value)} is a file; name a folder`
  if (kind !== 'folder' && found.isDirectory()) return `${JSON.stringify(value)} is a folder; name a file in it`
  if (kind === 'ssh') return missingKey(place)
  return (await whyNoFacts(place, one)) ?? (await whyNoSource(one, place))?.replaceAll(place, value) ?? null
}

/** The facts in the folder of baselines that can't be used. */
const faultsOfBaselines = async (text: StackText): Promise<ReadonlyArray<StackFault>> => {
  const folder = valueAt(text, ['baseline'])
  if (typeof folder !== 'string') return []
  const place = resolve(stacksFolder, folder)
  const find = await listBaselines(place)()
  if (E.isLeft(find)) return []
  const read = await Promise.all(namesOfServers(text).map((name) => readBaseline(name, find.right(name))()))
  return read.flatMap((one) =>
    E.isLeft(one)
      ? [{ line: text.lineOf(filePath(text, ['baseline'])), what: 'baseline', why: one.left.replaceAll(place, folder) }]
      : []
  )
}

/** The files and folders that the settings name and that can't be what is meant. */
export const faultsOfFiles = async (text: StackText): Promise<ReadonlyArray<StackFault>> => {
  const inputs = inputsNamedIn(text)
  const faults = await Promise.all(
    namedIn(text).map(async (one) => {
      const why = await whyNot(one, inputs)
      return why === null ? [] : [{ line: text.lineOf(filePath(text, one.path)), what: whatOf(text, one.path), why }]
    })
  )
  return [...faults.flat(), ...(await faultsOfBaselines(text))]
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
  const missing = namesOfServers(text).filter((name) => files?.some((file) => sameName(file, `${name}.json`)) === false)
  if (missing.length === 0) return []
  const why = `it holds no facts of ${missing.join(', ')}; record them by collect before the update`
  return [{ line: text.lineOf(filePath(text, ['baseline'])), what: 'baseline', why }]
}
