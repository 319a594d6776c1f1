import type { Act } from './acts'

/** What a step of a resolution cuts off for users, known by its command or its sentence, in the order of the first match. */
const kinds: ReadonlyArray<readonly [pattern: RegExp, what: string]> = [
  [/\bRestart-Service W3SVC\b|\biisreset\b/i, 'restarts IIS'],
  [/\bRestart-WebAppPool\b/i, 'restarts application pools of IIS'],
  [/\bRestart-Service MSExchangeTransport\b/i, 'restarts transport'],
  [/\bRestart-Service\b/i, 'restarts a service'],
  [/\bStop-Service\b|^Stop \S*(?:FMS|Service)/, 'stops services'],
  [
    /\bsetup\.(?:exe|com)\b[^\n]* \/m:|\brun the \.(?:exe|msp file) of |\b(?:run|resume|running) (?:the )?setup\b(?!\.)/i,
    'runs an installer'
  ],
  [/\bInstall a \.NET Framework\b/, 'runs an installer'],
  [/(?:^|, |\band )restart(?: (?!IIS\b|what\b|transport\b)\S|[.)])/i, 'restarts the server']
]

const interruptionOf = ({ text, commands }: Act): string | null => {
  const whole = [text, ...commands].join('\n')
  return kinds.find(([pattern]) => pattern.test(whole))?.[1] ?? null
}

const listed = (numbers: ReadonlyArray<number>): string =>
  `step${numbers.length === 1 ? '' : 's'} ${numbers.join(', ')}`

const verb = (what: string, count: number): string => (count === 1 ? what : what.replace(/^(\w+)s /, '$1 '))

/** The steps that interrupt users, by their numbers from 1: `step 3 restarts IIS (...)`; null where none does. */
export const interruptionsOf = (acts: ReadonlyArray<Act>): string | null => {
  const found = new Map<string, Array<number>>()
  for (const [index, act] of acts.entries()) {
    const what = interruptionOf(act)
    if (what !== null) found.set(what, [...(found.get(what) ?? []), index + 1])
  }
  const parts = [...found].map(([what, numbers]) => `${listed(numbers)} ${verb(what, numbers.length)}`)
  return parts.length === 0 ? null : `${parts.join('; ')}.`
}
