import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { unwritten } from '../stacks/reportFiles'
import type { Settings } from '../stacks/settings'
import { root, stacksFolder, userPath } from './paths'
import type { StackFile } from './stackFile'

/** What an answer may not be written over: files, and folders with what is in them. */
export interface Inputs {
  readonly files: ReadonlyArray<string>
  readonly folders: ReadonlyArray<string>
}

const fromStacks = (path: string): string => resolve(stacksFolder, path)

/** All that a stack's settings are read from, and that they name to be read. */
export const inputsOf = ({ file }: StackFile, settings: Settings | null): Inputs => {
  if (settings === null) return { files: [file], folders: [] }
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
  return { files: [file, ...named.map(fromStacks)], folders: paths('captures').map(fromStacks) }
}

const ownFolders =
  /^(?:\.git|\.github|\.ci|bench|collector|commands|connections|docs|examples|facts|judging|kernel|node_modules|policies|remediation|reports|resources|setup-log|test|toolchain)[\\/]/
const ownFiles =
  /^(?:package(?:-lock)?\.json|tsconfig\.json|biome\.json|Pulumi\.yaml|(?:README|CHANGELOG|CONTRIBUTING)\.md|LICENSE|compliance(?:\.cmd)?|\.(?:gitignore|gitattributes|npmrc))$/
const ownInStacks = /^stacks[\\/](?:demo-fleet[\\/]|.*\.[cm]?[jt]s$|Pulumi\.[^\\/]+\.(?:ya?ml|json)$)/

/** Whether a path below the checkout's root belongs to the project. */
export const isOwn = (path: string): boolean => [ownFolders, ownFiles, ownInStacks].some((one) => one.test(path))

const device = /^(?:con|nul|aux|prn|com\d|lpt\d)(?:\..*)?$/i

/** The place that a path leads to in the end, whether anything is there or not. */
const canonical = (path: string): Promise<string> =>
  realpath(path).catch(() =>
    realpath(dirname(path)).then(
      (folder) => join(folder, basename(path)),
      () => resolve(path)
    )
  )

/** Some systems take two names for one that differ in case alone. */
const overInput = async (place: string, { files, folders }: Inputs): Promise<boolean> => {
  const lower = async (paths: ReadonlyArray<string>) =>
    (await Promise.all(paths.map(canonical))).map((path) => path.toLowerCase())
  const [read, within] = await Promise.all([lower(files), lower(folders)])
  const wanted = place.toLowerCase()
  return read.includes(wanted) || within.some((folder) => wanted.startsWith(folder + sep))
}

const placeFault = async (file: string): Promise<string | null> => {
  try {
    const folder = await stat(dirname(file))
    if (!folder.isDirectory()) return unwritten(Object.assign(new Error('no folder'), { code: 'ENOTDIR' }))
    const found = await stat(file).catch(() => null)
    if (found?.isDirectory()) return unwritten(Object.assign(new Error('a folder'), { code: 'EISDIR' }))
    // Whoever opens a pipe or a socket waits for somebody at its other end, maybe for ever.
    const waits = found !== null && (found.isFIFO() || found.isSocket()) && dirname(file) !== '/dev'
    return waits ? 'is a pipe or a socket: name a file' : null
  } catch (error) {
    return unwritten(error)
  }
}

/** Why an answer can't be written to a file, in a sentence, before anything is read for it; null where it can be. */
export const outFault = async (out: string | undefined, inputs: Inputs): Promise<string | null> => {
  if (out === undefined) return null
  if (out === '') return '--out names no file'
  if (process.platform === 'win32' && device.test(basename(out))) return `${out} is a device of Windows: name a file`
  const file = userPath(out)
  const fault = await placeFault(file)
  if (fault !== null) return `${out} ${fault}`
  const place = await canonical(file)
  if (await overInput(place, inputs))
    return `${out} is read for this answer and would be overwritten: name another file`
  const own = isOwn(relative(await canonical(root), place))
  return own ? `${out} is among this project's own files: name one elsewhere` : null
}
