import type { SetupError } from '../../facts/sections/setupLog'

/** Sentences of the Windows Installer by their numbers: setup repeats the last error of a package without its number. */
const sentences: ReadonlyArray<readonly [code: string, words: ReadonlyArray<string>]> = [
  ['1306', ['Another application has exclusive access to the file']],
  ['1316', ['A network error occurred while attempting to read from the file']],
  ['1317', ['An error occurred while attempting to create the directory']],
  ['1321', ['insufficient privileges to modify', 'file']],
  ['1327', ['Invalid Drive:']],
  ['1330', ['cabinet file', 'has an invalid digital signature']],
  ['1335', ['cabinet file', 'is corrupt and cannot be used']],
  ['1500', ['Another installation is in progress']],
  ['1606', ['Could not access network location']],
  ['1706', ['No valid source could be found for product']],
  ['1706', ['An installation package for the product', 'cannot be found']],
  ['1714', ['The older version of', 'cannot be removed']],
  ['1720', ['A script required for this install to complete could not be run']],
  ['1722', ['A program run as part of the setup did not finish as expected']],
  ['1723', ['A DLL required for this install to complete could not be run']],
  ['1730', ['You must be an Administrator to remove this application']],
  ['1904', ['Module', 'failed to register', 'HRESULT']],
  ['1935', ['An error occurred during the installation of assembly']]
]

const packed = (text: string): string => text.toLowerCase().replace(/\s+/g, '')

const table = sentences.map(([value, words]) => ({ value, words: words.map(packed) }))

type Code = SetupError['codes'][number]

/** The numbers that the words of a package's error stand for; only an error of the Windows Installer has any. */
export const sentenceCodes = ({ codes }: SetupError, packedText: string): ReadonlyArray<Code> =>
  codes.some(({ kind }) => kind === 'msi')
    ? table
        .filter(({ words }) => words.every((one) => packedText.includes(one)))
        .map(({ value }) => ({ kind: 'msi', value }))
    : []
