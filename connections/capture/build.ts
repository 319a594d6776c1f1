import * as E from 'fp-ts/Either'
import type { Fact } from '../../facts/fact'
import { textOf } from '../clixml'
import { damaged, type Output } from './objects'

/** The output of Get-Command for ExSetup.exe: its file version. */
export const exSetupFile = 'Exchange/ExSetup.xml'

/** The section `build`, in its recorded form. */
export const readBuild = ([file]: Output): Fact<unknown> => {
  const exSetup = textOf('FileVersion')(file)
  return exSetup === null
    ? E.left(damaged(exSetupFile, 'it holds no FileVersion'))
    : E.right({ exSetup, binaries: null })
}

/** The installation folder, with a backslash at its end, by the place of ExSetup.exe; null where that is unusual. */
export const installPathOf = ([file]: Output): string | null =>
  /^([A-Za-z]:\\.*\\)bin\\ExSetup\.exe$/i.exec(textOf('FileName')(file) ?? '')?.[1] ?? null
