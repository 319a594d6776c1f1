/** Whether an exclusion covers a folder; `unsure` where what it means is not known here, such as a variable of the server. */
type Covers = 'yes' | 'no' | 'unsure'

const partsOf = (path: string): ReadonlyArray<string> =>
  path
    .toLowerCase()
    .split('\\')
    .filter((part) => part !== '')

/** One folder's name against a part of an exclusion, in which one star stands for any text. */
const coversPart = (part: string, name: string): Covers => {
  const [before = '', after, ...more] = part.split('*')
  if (part.includes('?') || more.length > 0) return 'unsure'
  if (after === undefined) return part === name ? 'yes' : 'no'
  return name.length >= before.length + after.length && name.startsWith(before) && name.endsWith(after) ? 'yes' : 'no'
}

/** The variables of an exclusion that mean the same on every server of this installation folder. */
const expanded = (exclusion: string, installFolder: string): string =>
  exclusion.replace(/%ExchangeInstallPath%\\?/gi, () => installFolder)

const coversOne = (parts: ReadonlyArray<string>, folder: ReadonlyArray<string>): Covers => {
  if (parts.length === 0 || parts.length > folder.length) return 'no'
  // A star stands for a folder; nothing tells that it stands for a drive, too.
  if (parts[0]?.includes('*')) return 'unsure'
  const all = parts.map((part, index) => coversPart(part, folder[index] ?? ''))
  if (all.includes('no')) return 'no'
  return all.includes('unsure') ? 'unsure' : 'yes'
}

/** An exclusion of a folder holds for all below it. */
const covers = (exclusion: string, folder: ReadonlyArray<string>, installFolder: string): Covers => {
  const written = expanded(exclusion.trim(), installFolder).replace(/\\\*$/, '')
  return written.includes('%') ? 'unsure' : coversOne(partsOf(written), folder)
}

/** Which of the folders no exclusion covers, and which may be covered by one that is not understood here. */
export const uncovered = (
  folders: ReadonlyArray<string>,
  exclusions: ReadonlyArray<string>,
  installFolder: string
): { readonly missing: ReadonlyArray<string>; readonly unsure: ReadonlyArray<string> } => {
  const judged = folders.map((folder) => {
    const parts = partsOf(folder)
    const all = exclusions.map((one) => covers(one, parts, installFolder))
    return { folder, covers: all.includes('yes') ? 'yes' : all.includes('unsure') ? 'unsure' : 'no' }
  })
  const of = (kind: Covers) => judged.filter((one) => one.covers === kind).map(({ folder }) => folder)
  return { missing: of('no'), unsure: of('unsure') }
}
