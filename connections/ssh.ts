import { backOff } from 'exponential-backoff'
import * as E from 'fp-ts/Either'
import { powershell as quoted } from '../kernel/powershell'
import { hostName } from './address'
import { answered, interruption, sentenceOf } from './answer'
import takeScript from './bootstrap.ps1'
import { type Bounds, type Ending, run } from './children/run'
import { childEnvironment, connectSeconds, outputLimit, readCollector } from './collector'
import type { TargetBy } from './connection'
import { type Job, single } from './job'
import { systemRoot } from './powershell'
import { type Reading, unanswered } from './reading'
import { explainSshFailure } from './sshFailure'
import { windowsProgram } from './windowsProgram'

/** The last line on standard input: a script that was cut off on its way must not run. */
const endMark = 'complete'

/** The script as lines that arrive alike whatever code page the server reads its input by. */
const sentScript = (script: string): string =>
  [
    ...(Buffer.from(script, 'utf8')
      .toString('base64')
      .match(/.{1,1000}/g) ?? []),
    endMark,
    ''
  ].join('\n')

/**
 * What the server runs: it takes all of standard input for one script, where `-Command -` would run it line by line, as if
 * typed. PowerShell itself reads a redirected input into $input, so that is where it must be read.
 */
export const bootstrap = `${quoted`$endMark = ${endMark}`}\n${takeScript}`

/** Encoded, so that cmd and PowerShell as the server's default shell pass it on alike. */
const remoteCommand = [
  'powershell -NoLogo -NoProfile -NonInteractive -OutputFormat Text -EncodedCommand',
  Buffer.from(bootstrap, 'utf16le').toString('base64')
].join(' ')

/** What must hold whatever the user's configuration says; host keys and jump hosts are left to that. */
const options: ReadonlyArray<string> = [
  'BatchMode=yes',
  `ConnectTimeout=${connectSeconds}`,
  'ConnectionAttempts=1',
  'ServerAliveInterval=15',
  'ServerAliveCountMax=3',
  // A master would outlive the reading; one that is there already is used.
  'ControlMaster=no',
  'ClearAllForwardings=yes',
  'ForwardAgent=no',
  'ForwardX11=no',
  'PermitLocalCommand=no',
  'RemoteCommand=none',
  'LogLevel=ERROR'
]

/** The ssh client's arguments; null where no host can be meant. */
export const sshArguments = ({ server, connection }: TargetBy<'ssh'>): ReadonlyArray<string> | null => {
  const host = connection.host ?? server
  if (!hostName.is(host)) return null
  return [
    '-T',
    ...(connection.config === null ? [] : ['-F', connection.config]),
    ...options.flatMap((option) => ['-o', option]),
    ...(connection.user === null ? [] : ['-l', connection.user]),
    ...(connection.port === null ? [] : ['-p', String(connection.port)]),
    '--',
    host,
    remoteCommand
  ]
}

/** The OpenSSH client; on Windows one that the administrator put on PATH, else the one that Windows has. */
const client = (): string =>
  process.platform === 'win32'
    ? windowsProgram('ssh.exe', process.env.PATH ?? '', `${systemRoot}\\System32\\OpenSSH\\ssh.exe`)
    : 'ssh'

const failureOf = (
  ending: Ending,
  seconds: number
): { readonly reason: string; readonly transient: boolean } | null => {
  const interrupted = interruption(ending, 'the OpenSSH client', seconds)
  if (interrupted !== null) return { reason: interrupted, transient: false }
  if (ending.code === 0) return null
  if (ending.code === 255) return explainSshFailure(ending.stderr, sentenceOf(ending.stderr))
  if (/powershell.{0,200}not (found|recognized)|not found.{0,200}powershell/i.test(ending.stderr))
    return { reason: 'the server has no Windows PowerShell: it is no Exchange server', transient: false }
  return { reason: sentenceOf(ending.stderr) ?? `the script ended with exit code ${ending.code}`, transient: false }
}

const attempts = 3

/** Runs ssh again, a little later each time, while what went wrong may pass and time is left. */
const runPatiently = async (
  args: ReadonlyArray<string>,
  script: string,
  { seconds, signal }: Bounds
): Promise<Ending> => {
  const until = Date.now() + seconds * 1_000
  const left = () => (until - Date.now()) / 1_000
  const attempt = async (): Promise<Ending> => {
    const command = { file: client(), args, input: sentScript(script), env: childEnvironment(process.env), outputLimit }
    ending = await run(command, { seconds: left(), signal })
    return failureOf(ending, seconds)?.transient === true ? Promise.reject(ending) : ending
  }
  let ending: Ending | null = null
  const again = () => !signal.aborted && left() > connectSeconds
  return backOff(attempt, { numOfAttempts: attempts, startingDelay: 500, jitter: 'full', retry: again }).catch(
    (error: unknown) => ending ?? Promise.reject(error)
  )
}

/** Runs a script on a server, and gives what it printed or why it didn't come to its end. */
export const askBySsh = async (
  target: TargetBy<'ssh'>,
  script: string,
  bounds: Bounds
): Promise<E.Either<string, Buffer>> => {
  const args = sshArguments(target)
  if (args === null) return E.left('its name is no host name; name the host in its connection')
  const ending = await runPatiently(args, script, bounds)
  const failure = failureOf(ending, bounds.seconds)
  return failure === null ? E.right(ending.stdout) : E.left(failure.reason)
}

const readOne =
  (target: TargetBy<'ssh'>) =>
  async (bounds: Bounds): Promise<Reading> => {
    const script = await readCollector(target.media)()
    const answer = E.isLeft(script) ? script : await askBySsh(target, script.right, bounds)
    return E.isLeft(answer) ? unanswered(target.server, answer.left) : answered(target.server, answer.right, Date.now())
  }

/** Reads servers over ssh by the OpenSSH client, with the user's configuration, agent and jump hosts. */
export const sshJobs = (targets: ReadonlyArray<TargetBy<'ssh'>>): ReadonlyArray<Job> =>
  targets.map((target) => single(target, readOne(target)))
