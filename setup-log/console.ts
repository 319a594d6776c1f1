/** What PowerShell puts around a line that a program writes to its error stream; a few of these words are never translated. */
const noise =
  /^\s{0,8}\+ (?:~{3}|CategoryInfo\s|FullyQualifiedErrorId\s)|^\+ .{0,200}\bsetup(?:\.exe|\.com)?["']? |^\p{L}[\p{L} ]{1,30}:\d{1,6} \p{L}{1,20} ?:\d{1,6}$/u

/** Whether a line is PowerShell's own, in the midst of what setup says. */
export const isConsoleNoise = (line: string): boolean =>
  line.length < 2_000 && !line.includes('$error') && noise.test(line.trimEnd())

const programPrefix = /^(?:(?:[A-Za-z]:)?[^":\n]{0,200}[\\/])?setup(?:\.exe|\.com)? : (?=\S)/i

/** A line without the name of the program that PowerShell puts before the first one. */
export const withoutProgram = (line: string): string => {
  const text = line.trimStart()
  return programPrefix.test(text.slice(0, 300)) ? text.replace(programPrefix, '') : line
}

const quotedCall = /\+ .{0,200}?\bsetup(?:\.exe|\.com)?["']? {1,5}(\/.{1,1000})$/i

/** The switches in the call of setup that PowerShell quotes; what it cuts off at the end of the line is left out. */
export const quotedSwitches = (line: string): string | null => {
  const [, switches] = quotedCall.exec(line.trimEnd().slice(0, 1_400)) ?? []
  return switches?.replace(/\s?\S*\s?\.{3}$/, '').trim() ?? null
}

const sentence = /(?:^|(?<=[.!?%:] )|(?<=\p{Lu}{4} ))\S[^.!?%]{3,160}["\u201c\u00ab\u300c\u300e]\s?\$error\.Clear\(\);/u

const ending = /["\u201d\u00bb\u300d][.\u3002] (?=\S)/g

const withoutRest = (error: string): ReadonlyArray<string> => {
  const ends = [...error.matchAll(ending)].filter(({ index }) => /Exception\b/.test(error.slice(0, index)))
  const last = ends[ends.length - 1]
  return last === undefined ? [error] : [error.slice(0, last.index + 2), error.slice(last.index + 2)]
}

/** The parts of a screen that was pasted as one line: what stands before an error, each error, and what follows it. */
export const partsOf = (line: string): ReadonlyArray<string> => {
  if (line.length < 200 || !line.includes('$error.Clear();')) return [line]
  const english = line.split(/(?=The following error was generated when )/)
  const from = sentence.exec(line)?.index ?? 0
  const parts = english.length > 1 ? english : [line.slice(0, from), line.slice(from)]
  return parts
    .flatMap((part) => (part.includes('$error.Clear();') ? withoutRest(part) : [part]))
    .filter((part) => part.trim() !== '')
}
