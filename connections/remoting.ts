import { join } from 'node:path'
import { StringDecoder } from 'node:string_decoder'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'
import { sameName } from '../kernel/compare'
import { nullable } from '../kernel/values'
import { hostName } from './address'
import { answered, sentenceOf, windowsInterruption } from './answer'
import { type Bounds, run } from './children/run'
import { childEnvironment, outputLimit, withCollector } from './collector'
import type { TargetBy } from './connection'
import type { Job } from './job'
import { createLines } from './lines'
import { powershell, scriptArguments } from './powershell'
import { unanswered } from './reading'
import { explainRemotingFailure } from './remotingFailure'
import { explainScriptPolicy } from './scriptPolicy'

const script = join(__dirname, 'Invoke-Script.ps1')

const throttle = 32

/** A session takes longer to stand than a connection: WinRM first starts a process for it. */
const sessionSeconds = 30

/** In JSON one byte of an answer becomes six at most, so that no server's answer can cut another's. */
const escaped = 6

/** What the script prints, a line for each computer: the collector's output, or the error that stood in its way. */
const line = t.type({
  computer: t.string,
  output: nullable(t.string),
  error: nullable(t.type({ id: t.string, message: t.string }))
})

type Line = t.TypeOf<typeof line>
type Remote = TargetBy<'remoting'>

const computerOf = ({ server, connection }: Remote): string => connection.computer ?? server

const parseLine = (text: string): ReadonlyArray<Line> =>
  pipe(
    E.tryCatch(() => JSON.parse(text), String),
    E.chainW(line.decode),
    E.match(
      () => [],
      (one) => [one]
    )
  )

/** What a script printed on a server, or why it didn't come to its end. */
type Answer = E.Either<string, Buffer>

/** A line and the time (milliseconds) at which it came. */
interface Arrived {
  readonly line: Line
  readonly at: number
}

/** An answer and the time at which it came. */
interface TimedAnswer {
  readonly answer: Answer
  readonly at: number
}

const answerOf = ({ computer, output, error }: Line): Answer => {
  if (error !== null) {
    const { id, message } = error
    const refused = explainScriptPolicy(`${id} ${message}`)
    return E.left(refused ?? explainRemotingFailure(id, message, computer) ?? sentenceOf(message) ?? 'it failed')
  }
  const bytes = Buffer.from(output ?? '', 'utf8')
  return bytes.length > outputLimit
    ? E.left(`the output was cut: it is larger than ${outputLimit / 1024 / 1024} MB`)
    : E.right(bytes)
}

const noHostName = 'its name is no host name; name the computer in its connection'

const variables = ['EXCHANGE_COMPLIANCE_USERNAME', 'EXCHANGE_COMPLIANCE_PASSWORD'] as const

const variableFor = (name: string, { connection: { credentials } }: Remote): string =>
  credentials === null ? name : `${name}_${credentials}`

/** Credentials are named nowhere but in the environment, and only this one child gets them. */
const environment = (target: Remote | undefined): NodeJS.ProcessEnv => ({
  ...childEnvironment(process.env),
  ...(target === undefined
    ? {}
    : Object.fromEntries(variables.map((name) => [name, process.env[variableFor(name, target)]])))
})

/** Without its own credentials a server would be asked with those of all, or of the account that runs this. */
const whyNotAsked = (target: Remote): string | null => {
  const { credentials, https } = target.connection
  if (!hostName.is(computerOf(target))) return noHostName
  if (credentials === null) return null
  if (https !== true)
    return `its connection names the credentials ${credentials}, which are sent over HTTPS alone: add https: true`
  const missing = variables.map((name) => variableFor(name, target)).filter((name) => !process.env[name])
  return missing.length === 0
    ? null
    : `its connection names the credentials ${credentials}: set ${missing.join(' and ')}`
}

/** Arrives alike whatever code page PowerShell reads its input by. */
const ascii = (json: string): string =>
  json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

const requestOf = (file: string, targets: ReadonlyArray<Remote>, seconds: number): string =>
  JSON.stringify({
    script: file,
    computers: targets.map(computerOf),
    port: targets[0]?.connection.port ?? null,
    https: targets[0]?.connection.https ?? false,
    throttle,
    connectSeconds: sessionSeconds,
    seconds,
    outputLimit
  })

/** Many take turns: the first ones have all the time, and those that begin after it half of it for themselves. */
const patience = (seconds: number, computers: number): number => (seconds / 2) * (Math.ceil(computers / throttle) + 1)

/** Gives each whole line of some output as soon as it is there. */
const byLine = (onLine: (text: string) => void): ((chunk: Buffer) => void) => {
  const decoder = new StringDecoder('utf8')
  const read = createLines(onLine)
  return (chunk) => read(decoder.write(chunk))
}

/** Runs a script file on servers that are reached alike; each gets its answer, in their order. */
const askAll =
  (file: string, targets: ReadonlyArray<Remote>) =>
  async (bounds: Bounds, onAnswer: (server: string) => void): Promise<ReadonlyArray<TimedAnswer>> => {
    const seconds = patience(bounds.seconds, targets.length)
    const answers = new Map<string, Arrived>()
    const keep = (one: Line): void => {
      answers.set(one.computer.toLowerCase(), { line: one, at: Date.now() })
      for (const target of targets) if (sameName(computerOf(target), one.computer)) onAnswer(target.server)
    }
    const ending = await run(
      {
        file: powershell,
        args: scriptArguments(script, {}, true),
        input: `${ascii(requestOf(file, targets, bounds.seconds))}\n`,
        env: environment(targets[0]),
        outputLimit: escaped * outputLimit * targets.length,
        onOutput: byLine((text) => parseLine(text.replace(/^\ufeff/, '')).forEach(keep))
      },
      { ...bounds, seconds }
    )
    const reason =
      windowsInterruption(ending, seconds, 'the connection ssh or recorded') ??
      sentenceOf(ending.stderr) ??
      `PowerShell ended with exit code ${ending.code} and gave no answer`
    return targets.map((target) => {
      const arrived = answers.get(computerOf(target).toLowerCase())
      return arrived === undefined
        ? { answer: E.left(reason), at: Date.now() }
        : { answer: answerOf(arrived.line), at: arrived.at }
    })
  }

const notAsked: TimedAnswer = { answer: E.left('it was not asked'), at: 0 }

const readAll =
  (targets: ReadonlyArray<Remote>): Job['read'] =>
  async (bounds, onAnswer) => {
    const answers = await withCollector(
      targets[0]?.media,
      (file) => askAll(file, targets)(bounds, onAnswer),
      (reason) => targets.map((): TimedAnswer => ({ answer: E.left(reason), at: 0 }))
    )
    return targets.map(({ server }, index) => {
      const { answer, at } = answers[index] ?? notAsked
      return E.isLeft(answer) ? unanswered(server, answer.left) : answered(server, answer.right, at)
    })
  }

/** Runs a script file on one server. */
export const askByRemoting = async (target: Remote, file: string, bounds: Bounds): Promise<Answer> => {
  const reason = whyNotAsked(target)
  if (reason !== null) return E.left(reason)
  const [answer] = await askAll(file, [target])(bounds, () => undefined)
  return (answer ?? notAsked).answer
}

const refused = (target: Remote, reason: string): Job => ({
  targets: [target],
  read: async (_, onAnswer) => {
    onAnswer(target.server)
    return [unanswered(target.server, reason)]
  }
})

/** Reads servers by PowerShell remoting, all that are reached alike by one Invoke-Command. */
export const remotingJobs = (targets: ReadonlyArray<Remote>): ReadonlyArray<Job> => {
  const alike = new Map<string, ReadonlyArray<Remote>>()
  const unasked: Array<Job> = []
  for (const target of targets) {
    const { port, https, credentials } = target.connection
    const { media } = target
    const reason = whyNotAsked(target)
    const key = JSON.stringify([port, https, credentials, media])
    if (reason === null) alike.set(key, [...(alike.get(key) ?? []), target])
    else unasked.push(refused(target, reason))
  }
  return [...[...alike.values()].map((group) => ({ targets: group, read: readAll(group) })), ...unasked]
}
