import * as E from 'fp-ts/Either'
import * as t from 'io-ts'
import type { Media } from '../connections/connection'
import { blank, closed } from '../kernel/settingCodecs'
import { localPath, nullable } from '../kernel/values'

/** A path as a person wrote it: no backslash stands there twice. */
const shown = (path: string): string => JSON.stringify(path).replaceAll('\\\\', '\\')

/** A server that is asked for a share of another one has no credentials to show there. */
const notLocal = (path: string, example: string): string | null => {
  if (E.isRight(localPath.decode(path))) return null
  if (/^[A-Za-z]:$/.test(path)) return `is a drive without its folder; write ${path}\\`
  return /^(?:\\\\|\/\/)/.test(path)
    ? `is on a share; copy it to a drive of each server, and write ${example}`
    : `is no path on a drive of the server; write one such as ${example}`
}

const folderFault = (path: string): string | null => {
  if (/\.(?:iso|img)$/i.test(path)) return 'is an image; mount it, and name its drive (D:\\)'
  if (/\.(?:exe|msp|msi|cab)$/i.test(path)) return 'is a file; name the folder that contains Setup.exe'
  return null
}

const packageFault = (path: string): string | null => {
  if (/\.(?:iso|img)$/i.test(path)) return 'is an image; mount it, and name its drive by the key setup'
  return /\.(?:exe|msp)$/i.test(path) ? null : 'is no package of an update; name its file, an .exe or .msp'
}

const ready = (name: string, example: string, faultOf: (path: string) => string | null) =>
  new t.Type<string, string, unknown>(
    name,
    t.string.is,
    (input, context) => {
      const empty = blank(input)
      if (empty !== null || typeof input !== 'string') return t.failure(input, context, empty ?? `is not ${name}`)
      const fault = notLocal(input, example) ?? faultOf(input)
      return fault === null ? t.success(input) : t.failure(input, context, `${shown(input)} ${fault}`)
    },
    t.identity
  )

const paths = closed('the media', {
  setup: nullable(ready('a folder of setup', 'D:\\', folderFault)),
  update: nullable(ready('a package of an update', 'C:\\Updates\\NAME.exe', packageFault))
})

/** What lies ready on each server for an update: the folder of a medium of setup, and the package of an update. */
export const media = new t.Type<Media, unknown, unknown>(
  'the media',
  (input): input is Media => paths.is(input),
  (input, context) => {
    const found = paths.validate(input, context)
    return E.isRight(found) && found.right.setup === null && found.right.update === null
      ? t.failure(input, context, 'names neither setup, the folder of a medium, nor update, the file of an update')
      : found
  },
  t.identity
)
