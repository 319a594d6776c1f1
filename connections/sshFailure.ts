/** A failure of the ssh client in plain words, and whether trying again may help. */
export interface SshFailure {
  readonly reason: string
  readonly transient: boolean
}

/** What the OpenSSH client writes (it isn't localised), and what that means; the first that fits is taken. */
const failures: ReadonlyArray<readonly [RegExp, string, boolean]> = [
  [/temporary failure in name resolution/i, "can't be resolved to an address just now", true],
  [/could not resolve hostname|name or service not known/i, "can't be resolved to an address", false],
  [/remote host identification has changed/i, 'its host key has changed; compare it before you trust it', false],
  [
    /host key verification failed|no .{1,40} host key is known/i,
    'its host key is not known; add it to the known_hosts file',
    false
  ],
  [/permission denied/i, 'access denied: the server takes none of the keys of this user', false],
  [
    /too many authentication failures/i,
    'access denied: too many keys were offered; name one in the ssh configuration',
    false
  ],
  [/connection refused/i, 'the connection was refused', false],
  [
    /connection timed out|operation timed out|timeout, server .{1,300} not responding/i,
    'the connection timed out',
    false
  ],
  [/no route to host|network is unreachable|host is down/i, 'no route leads to the server', false],
  [/connection reset|connection closed|closed by remote host|broken pipe/i, 'the connection was closed', true],
  [/unable to negotiate|no matching/i, 'no cipher, key or host key algorithm is shared with the server', false],
  [
    /can't open user config file|bad configuration option|bad owner or permissions/i,
    "the ssh configuration file can't be used",
    false
  ]
]

const unexplained = (sentence: string | null): string =>
  `ssh could not connect, or what it ran on the server ended with exit code 255${sentence === null ? '' : `: ${sentence}`}`

/** The name that the client asked for: its own configuration may put another one in place of the server's. */
const hostIn = (stderr: string): string =>
  /could not resolve hostname ([\w.-]{1,255}):/i.exec(stderr)?.[1] ?? 'the name of the server'

/**
 * Explains what the ssh client wrote with exit code 255: its own failure, or the exit code of what ran on the server, whose
 * words then stand there too. `sentence` is the first of them.
 */
export const explainSshFailure = (stderr: string, sentence: string | null): SshFailure => {
  const found = failures.find(([pattern]) => pattern.test(stderr))
  if (found === undefined) return { reason: unexplained(sentence), transient: false }
  const [, reason, transient] = found
  return { reason: reason.startsWith("can't be resolved") ? `${hostIn(stderr)} ${reason}` : reason, transient }
}
