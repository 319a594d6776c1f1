import { stat } from 'node:fs/promises'
import { basename, dirname, relative } from 'node:path'
import { canonical, type Inputs, inputsOfSettings, isOverInput } from '../stacks/inputs'
import { isOwn } from '../stacks/ownFiles'
import { unwritten } from '../stacks/reportFiles'
import type { Settings } from '../stacks/settings'
import { root, stacksFolder, userPath } from './paths'
import type { StackFile } from './stackFile'

/** All that a stack's settings are read from, and that they name to be read. */
export const inputsOf = ({ file }: StackFile, settings: Settings | null): Inputs => {
  const { files, folders } = settings === null ? { files: [], folders: [] } : inputsOfSettings(settings, stacksFolder)
  return { files: [file, ...files], folders }
}

const device = /^(?:con|nul|aux|prn|com\d|lpt\d)(?:\..*)?$/i

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
  if (await isOverInput(place, inputs))
    return `${out} is read for this answer and would be overwritten: name another file`
  const own = isOwn(relative(await canonical(root), place))
  return own ? `${out} is among this project's own files: name one elsewhere` : null
}
