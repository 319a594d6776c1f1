import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A script as a file of this user's alone, for as long as it is used. */
export const withScriptFile = async <A>(script: string, use: (file: string) => Promise<A>): Promise<A> => {
  const folder = await mkdtemp(join(tmpdir(), 'exchange-compliance-'))
  try {
    const file = join(folder, 'script.ps1')
    await writeFile(file, script)
    return await use(file)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
