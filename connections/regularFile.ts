import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'

const notRegular = 'ENOTREGULAR'

/** The code of the error with which `openRegular` refuses what is no regular file. */
export const isNotRegular = (code: unknown): boolean => code === notRegular

/** Opens a file for reading; a pipe or a device, which could block or never end, is refused instead. */
export const openRegular = async (file: string): Promise<FileHandle> => {
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  const found = await handle.stat()
  if (found.isFile() || found.isDirectory()) return handle
  await handle.close()
  throw Object.assign(new Error(`${file} is not a regular file`), { code: notRegular })
}
