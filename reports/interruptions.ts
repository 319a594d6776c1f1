import type { Act } from './acts'

/** A verb at the beginning of what a sentence or one of its clauses asks for. */
const asks = (verb: string, what: string): string => `(?:^|[.:;,] |\\b(?:and|or|then|also) )(?:${verb})${what}`

const any = (...patterns: ReadonlyArray<string | RegExp>): RegExp =>
  new RegExp(patterns.map((one) => (typeof one === 'string' ? one : one.source)).join('|'), 'im')

/** What else than the server is restarted, told as that or not at all. */
const others = 'IIS\\b|transport\\b|MSExchange|what\\b|the service\\b|that domain controller\\b'

/** What a step of a resolution cuts off for users, known by its commands and its sentences; a step may be of several kinds. */
const kinds: ReadonlyArray<readonly [pattern: RegExp, what: string]> = [
  [any(/\bRestart-Service W3SVC\b/, /\biisreset\b/, asks('restart', ' IIS\\b')), 'restarts IIS'],
  [any(/\bRestart-WebAppPool\b/), 'restarts application pools of IIS'],
  [
    any(
      /\bRestart-Service MSExchangeTransport\b/,
      /\bthe restart of transport\b/,
      asks('restart', ' (?:transport|MSExchangeTransport)\\b')
    ),
    'restarts transport'
  ],
  [
    any(
      /\bRestart-Service (?!W3SVC\b|MSExchangeTransport\b)/,
      asks('restart', ' (?:the service\\b|MSExchange(?!Transport))')
    ),
    'restarts a service'
  ],
  [any(/\bStop-Service\b/, asks('stop', ' (?:the services\\b|FMS\\b|\\S*Service\\b)')), 'stops services'],
  [
    any(
      /\bsetup\.(?:exe|com)\b[^\n]* \/m:/,
      /\brun the \.(?:exe|msp file) of /,
      /(?<!not )\b(?:run|resume|running|start) (?:\/\S+ and )?(?:the |its |\S+\\)?setup(?:\.exe|\b(?!\.))/,
      /\brun the (?:installation|UninstallString)\b/,
      /(?:^|: |\(|let )msiexec(?:\.exe)? \/[a-z]/,
      /\badamuninstall\b/,
      /\bRun the command below each Interim Update\b/,
      asks('(?:re|un)?install', '\\b(?! no | at least |-|\\.\\S)')
    ),
    'runs an installer'
  ],
  [any(asks('restart', ' that domain controller\\b')), 'restarts a domain controller'],
  [
    any(
      /\bRestart-Computer\b/,
      /\bAdd-Computer\b.* -Restart\b/,
      asks('restart', `(?: (?!${others})\\S|[.)])`),
      /, restart,/
    ),
    'restarts the server'
  ]
]

const interruptionsOfOne = ({ text, commands }: Act): ReadonlyArray<string> => {
  const whole = [text, ...commands].join('\n')
  return kinds.flatMap(([pattern, what]) => (pattern.test(whole) ? [what] : []))
}

const listed = (numbers: ReadonlyArray<number>): string =>
  `step${numbers.length === 1 ? '' : 's'} ${numbers.join(', ')}`

const verb = (what: string, count: number): string => (count === 1 ? what : what.replace(/^(\w+)s /, '$1 '))

/** The steps that interrupt users, by their numbers from 1: `step 3 restarts IIS (...)`; null where none does. */
export const interruptionsOf = (acts: ReadonlyArray<Act>): string | null => {
  const found = new Map<string, Array<number>>()
  for (const [index, act] of acts.entries()) {
    for (const what of interruptionsOfOne(act)) found.set(what, [...(found.get(what) ?? []), index + 1])
  }
  const parts = [...found].map(([what, numbers]) => `${listed(numbers)} ${verb(what, numbers.length)}`)
  return parts.length === 0 ? null : `${parts.join('; ')}.`
}
