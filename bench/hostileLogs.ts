const megabyte = 1024 * 1024

const stamp = '[11/03/2026 08:00:00.0123] '

/** What stands in the lines: pieces at which patterns could begin, or end, again and again. */
const pieces = [
  '1603 ',
  'Error code is 1603. ',
  '. ',
  ' ',
  '\\',
  '"',
  "'",
  '\'"',
  'a.',
  'CN=a,',
  'C:\\',
  'password',
  '-p ',
  ' ---> ',
  'x: ',
  '0x1'
] as const

/** How a line begins that is looked at more closely. */
const beginnings = [
  '[1] [ERROR] ',
  '[1] [WARNING] ',
  '[1] [REQUIRED] ',
  '[1] Failed [Rule:x] [Message:',
  '[1] Evaluated [Setting:SiteName] [Value:"',
  "[0] Command Line Parameter Name='sourcedir', Value='",
  '[0] RuntimeAssembly was started with the following command: ',
  '[0] Starting Microsoft Exchange Server 2019 Setup ',
  '[0] '
] as const

const filled = (piece: string, length: number): string =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length)

const logOf = (length: number, size: number): string => {
  const lines: Array<string> = ['[0] Starting Microsoft Exchange Server 2019 Setup']
  let written = 0
  for (let next = 0; written < size; next += 1) {
    const beginning = beginnings[next % beginnings.length] ?? ''
    const line = `${beginning}${next} ${filled(pieces[next % pieces.length] ?? ' ', length)}`
    lines.push(line)
    written += line.length
  }
  return lines.map((line) => stamp + line).join('\r\n')
}

const installerLog = (length: number, size: number): string =>
  [
    '=== Verbose logging started: 11/3/2026  8:00:00  Build type: SHIP UNICODE 5.00.10011.00  Calling process: x ===',
    ...Array.from({ length: Math.ceil(size / length) }, (_, next) => {
      const piece = pieces[next % pieces.length] ?? ' '
      const beginning = ['Property(S): constructor = ', 'Action ended 8:00:00: ', '*** ', 'x -- Error 1303. '][next % 4]
      return `${beginning}${next} ${filled(piece, length)}3.`
    })
  ].join('\r\n')

const serviceLog = (length: number, size: number): string =>
  [
    '[08:00:00] ServiceControl.ps1: 11/03/2026',
    ...Array.from({ length: Math.ceil(size / length) }, (_, next) => {
      const piece = pieces[next % pieces.length] ?? ' '
      return `[08:00:00] ${next % 2 === 0 ? "Stopping service '" : '[Error] '}${next}${filled(piece, length)}'`
    })
  ].join('\r\n')

/** Logs of 8 MB whose lines are slow to match, by what they are. */
export const hostileLogs: Readonly<Record<string, () => string>> = {
  'a setup log of long lines': () => logOf(megabyte, 8 * megabyte),
  'a setup log of lines of 4,000 characters': () => logOf(4_000, 8 * megabyte),
  'a setup log of short lines': () => logOf(60, 8 * megabyte),
  "an installer's log of long lines": () => installerLog(megabyte, 8 * megabyte),
  "an installer's log of short lines": () => installerLog(100, 8 * megabyte),
  'a log of services of long lines': () => serviceLog(megabyte, 8 * megabyte),
  'a log of services of short lines': () => serviceLog(60, 8 * megabyte)
}
