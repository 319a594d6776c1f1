import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { decodeAnswer } from '../facts/decode'
import type { Ending } from './children/run'
import { byOperatorsClock } from './clock'
import { outputLimit } from './collector'
import { powershell } from './powershell'
import { asAskedFor, type Reading, unanswered } from './reading'
import { explainScriptPolicy } from './scriptPolicy'
import { withParsedLogs } from './setup-log/collected'
import { decodeText } from './text'

const parse = (text: string): E.Either<string, unknown> =>
  E.tryCatch(
    () => JSON.parse(text),
    () => 'the answer is not complete JSON'
  )

/** How every document of our scripts begins, each on a line of its own. */
const beginning = /^\ufeff?\{"[A-Za-z]+":/

/**
 * The document in what a script printed. Over ssh, what a profile or a module says stands beside it. A second document is
 * nobody's, so that neither of them is believed.
 */
export const parseAnswer = (text: string): E.Either<string, unknown> => {
  const whole = parse(text)
  if (E.isRight(whole)) return whole
  const [document, ...more] = text.split(/\r\n|\n|\r/).filter((line) => beginning.test(line))
  if (document === undefined) return text.trimStart().startsWith('{') ? whole : E.left('the answer is not JSON')
  return more.length > 0 ? E.left('the answer holds more than one document') : parse(document.replace(/^\ufeff/, ''))
}

/** What a script printed as one JSON document. */
export const jsonAnswer = (output: Uint8Array): E.Either<string, unknown> =>
  pipe(
    output.length === 0 ? E.left('the server gave no answer') : decodeText(output),
    E.mapLeft((fault) => fault.replace(/^is /, 'the answer is ')),
    E.chain(parseAnswer)
  )

/**
 * Turns what the collector printed for a server into its reading; `now` (milliseconds) is when the answer came. Whatever is
 * wrong with it, is wrong with the server.
 */
export const answered = (server: string, output: Uint8Array, now: number): Reading =>
  pipe(
    E.tryCatch(
      () =>
        pipe(
          jsonAnswer(output),
          E.map((json) => withParsedLogs(json).recording),
          E.chain(decodeAnswer)
        ),
      () => "the answer can't be used: it is nested too deep"
    ),
    E.flatten,
    E.match(
      (reason) => unanswered(server, reason),
      (facts) => {
        const reading = { facts: byOperatorsClock(now)(facts), errors: [], readable: true }
        return { ...asAskedFor(server)(reading), errors: [] }
      }
    )
  )

const decodeClixml = (text: string): string =>
  text
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')

const firstLine = (text: string): string | null => {
  const line = text.split(/[\r\n]/).find((one) => one.trim() !== '')
  return line === undefined ? null : line.trim().slice(0, 200)
}

const clixmlMark = '#< CLIXML'
const clixmlEnd = '</Objs>'

/** What stands beside the XML of PowerShell's streams; one that is cut off goes to the end. */
const withoutClixml = (text: string): string => {
  const [before = '', ...parts] = text.split(clixmlMark)
  const plain = parts.map((part) => {
    if (!part.trimStart().startsWith('<Objs')) return part
    const end = part.indexOf(clixmlEnd)
    return end < 0 ? '' : part.slice(end + clixmlEnd.length)
  })
  return [before, ...plain].join('')
}

/** The error stream in the XML, of which no more is decoded than can be shown. */
const clixmlErrors = (text: string): string =>
  text
    .split('<S S="Error">')
    .slice(1, 100)
    .map((part) => decodeClixml(part.split('<', 1)[0] ?? ''))
    .join('')

/** The first sentence on standard error, be it plain or in the XML that PowerShell wraps its error stream into. */
export const sentenceOf = (stderr: string): string | null => {
  const [plain, wrapped] = [withoutClixml(stderr), clixmlErrors(stderr)]
  return explainScriptPolicy(`${plain} ${wrapped}`) ?? firstLine(plain) ?? firstLine(wrapped)
}

const onWindows = 'this works only on Windows'

/** Whether a reason is that this computer is no Windows: nothing that could be installed or granted ends it. */
export const needsWindows = (reason: string): boolean => reason.includes(onWindows)

/** Why a run of PowerShell that only Windows can do gave no answer at all; `instead` is the way for other computers. */
export const windowsInterruption = (ending: Ending, seconds: number, instead: string): string | null =>
  ending.how === 'missing' && process.platform !== 'win32'
    ? `${onWindows}; on this computer use ${instead}`
    : interruption(ending, powershell, seconds)

/** Why a run gave no answer at all; null where it came to its end. */
export const interruption = ({ how }: Ending, program: string, seconds: number): string | null => {
  switch (how) {
    case 'exited':
      return null
    case 'late':
      return `no answer within ${Math.round(seconds)} s`
    case 'cut':
      return `the output was cut: it is larger than ${outputLimit / 1024 / 1024} MB`
    case 'cancelled':
      return 'the reading was cancelled'
    case 'failed':
      return `${program} could not be started; this computer may be out of memory or of open files`
    case 'missing':
      return `${program} can't be started on this computer; install it and see that it is on PATH`
  }
}
