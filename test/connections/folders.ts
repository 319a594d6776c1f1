import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Files by their path, with text or bytes. */
export type Files = Readonly<Record<string, string | Uint8Array>>

/** Gives a test a temporary folder with some files in it, and removes that afterwards. */
export const withFolder = async <A>(files: Files, test: (folder: string) => Promise<A>): Promise<A> => {
  const folder = mkdtempSync(join(tmpdir(), 'connections-'))
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), content)
    }
    return await test(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A CLIXML document around some objects. */
export const cliXml = (...objects: ReadonlyArray<string>): string =>
  `<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">${objects.join('')}</Objs>`

/** Text as UTF-16LE with its byte order mark, as Windows PowerShell's redirection writes it. */
export const utf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, 'utf16le')
