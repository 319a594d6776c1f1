import type { TraceHit, TraceRule } from '../../facts/sections/iocTraces'
import type { Step } from '../../judging/policy'
import { inPowerShell } from '../../judging/resolutionSteps'
import { counted } from '../../kernel/counted'
import { powershell } from '../../kernel/powershell'

/** What is said of the traces of a rule. */
interface Words {
  /** So many of them. */
  readonly many: (count: number) => string
  readonly why: string
  /** What the lines hold, as they stand in the log. */
  readonly sign: string
}

export const wordsOfRule: Readonly<Record<TraceRule, Words>> = {
  serverInfo: {
    many: (count) => `${counted(count, 'request')} through the proxy to a target that the client chose`,
    why: 'AnchorMailbox names a server and a path: such a request gets past the sign-in of a server without the updates of March 2021 (CVE-2021-26855).',
    sign: 'ServerInfo~'
  },
  resetDirectory: {
    many: (count) => `${counted(count, 'request')} that reset a virtual directory from outside`,
    why: "A reset writes a file to a path of the client's choice (CVE-2021-27065), and the server answered that it was done.",
    sign: 'VirtualDirectory#'
  },
  directoryUrl: {
    many: (count) => `${counted(count, 'URL')} of a virtual directory with a tag`,
    why: 'No URL of a virtual directory has a tag, unless somebody wants to write a page by it (CVE-2021-27065).',
    sign: 'VirtualDirectory'
  },
  oabDownload: {
    many: (count) => `${counted(count, 'address book')} in a folder of another's choice`,
    why: 'Offline address books are downloaded below ClientAccess\\OAB alone; another folder is the choice of an intruder (CVE-2021-26858).',
    sign: 'Download failed and temporary file'
  }
}

const mostShown = 10

const between = ({ first, last }: TraceHit): string =>
  first === null ? 'at an unknown time' : last === null || last === first ? first : `${first} to ${last}`

const shownHit = (hit: TraceHit): string =>
  [
    `${hit.file}: ${counted(hit.count, 'line')}, ${between(hit)}`,
    ...(hit.clients.length === 0 ? [] : [`from ${hit.clients.join(', ')}`]),
    ...(hit.statuses.length === 0 ? [] : [`answered with ${hit.statuses.join(', ')}`]),
    ...(hit.excerpt === null ? [] : [`such as ${hit.excerpt}`])
  ].join(', ')

/** The collector keeps so many statuses of a file: of more nobody knows which. */
const mostStatuses = 10

/** Whether all requests were answered with an error: a scan that fails leaves such lines, too. */
export const isRefused = ({ statuses }: TraceHit): boolean =>
  statuses.length > 0 && statuses.length < mostStatuses && statuses.every((one) => /^[45]\d\d$/.test(one))

const refused = (hits: ReadonlyArray<TraceHit>): ReadonlyArray<string> =>
  hits.every(isRefused)
    ? ['All of them were answered with an error, as those of a scan that failed are; a person must decide.']
    : []

/** What was seen of one rule: why it is a trace, and the files with the lines, the first of them. */
export const evidenceOf = (rule: TraceRule, hits: ReadonlyArray<TraceHit>): ReadonlyArray<string> => [
  wordsOfRule[rule].why,
  ...hits.slice(0, mostShown).map(shownHit),
  ...(hits.length > mostShown ? [`${hits.length - mostShown} more files hold such lines.`] : []),
  ...refused(hits)
]

/** Shows the lines of the first file whole. */
export const lookAt = (rule: TraceRule, [first]: ReadonlyArray<TraceHit>): Step | null =>
  first === undefined
    ? null
    : inPowerShell(
        "Read the lines themselves, in the same PowerShell; what they hold is the intruder's own text:",
        powershell`Select-String -LiteralPath ${first.file} -SimpleMatch -Pattern ${wordsOfRule[rule].sign}`
      )
