import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'
import { jsonAnswer } from '../../connections/answer'
import { explainErrors } from '../../kernel/explainErrors'
import { shortened } from '../../kernel/printable'
import { nullable } from '../../kernel/values'
import { detachedScript, type Request } from './detachedScript'
import { failureSentence, lostSentence } from './result'
import { createToldOutput } from './toldOutput'

/** Runs a script on the server that is meant; what it printed, or why it couldn't be run. */
export type AskServer = (script: string, seconds: number) => Promise<E.Either<string, Uint8Array>>

/** How long a run is waited for, in seconds. */
export interface Patience {
  /** For an earlier run on the server to end. */
  readonly busy: number
  /** Without any word from the server: a step may cut the connection. */
  readonly silent: number
  /** For a task that was started to show itself: Windows may take it up later. */
  readonly absent: number
  /** For the whole run. */
  readonly total: number
  /** Between two questions. */
  readonly pause: number
}

const defaultPatience: Patience = { busy: 20 * 60, silent: 10 * 60, absent: 60, total: 110 * 60, pause: 5 }

const answerCodec = t.type({
  state: t.keyof({
    started: null,
    busy: null,
    idle: null,
    running: null,
    ended: null,
    absent: null,
    gone: null,
    forgotten: null,
    failed: null
  }),
  code: nullable(t.number),
  text: t.string,
  error: nullable(t.string),
  taskResult: nullable(t.number),
  said: t.string
})

type Answer = t.TypeOf<typeof answerCodec>

const askSeconds = 90

const decodeAnswer = (output: Uint8Array): E.Either<string, Answer> =>
  pipe(
    jsonAnswer(output),
    E.chain((value) => E.mapLeft(explainErrors)(answerCodec.decode(value)))
  )

const now = (): number => Date.now() / 1_000

interface Run {
  readonly server: string
  readonly ask: AskServer
  readonly patience: Patience
  readonly tell: (line: string) => void
  readonly id: string
}

const request = async ({ ask }: Run, what: Request): Promise<E.Either<string, Answer>> =>
  E.chain(decodeAnswer)(await ask(detachedScript(what), askSeconds))

/** Asks again, while the server is silent, until it has been so for too long, and so many times at least. */
const persist = async (run: Run, what: Request, seconds: number, times = 1): Promise<E.Either<string, Answer>> => {
  const until = now() + seconds
  for (let asked = 1; ; asked++) {
    const answer = await request(run, what)
    if (E.isRight(answer) || (now() >= until && asked >= times)) return answer
    await sleep(run.patience.pause * 1_000)
  }
}

/**
 * A server that was read a moment ago is reached soon, or not at all. One question may take longer than that, and its answer
 * come too late: it is harmless to ask again, and the script may have begun.
 */
const reachSeconds = 60
const reachTimes = 3

const start = async (run: Run, script: string): Promise<E.Either<string, null>> => {
  const { server, patience, id } = run
  const until = now() + patience.busy
  for (;;) {
    const wanted: Request = { action: 'start', run: id, script }
    const answer = await persist(run, wanted, Math.min(reachSeconds, patience.silent), reachTimes)
    if (E.isLeft(answer))
      return E.left(`${server}: the script could not be sent, or no word came that it began: ${answer.left}`)
    const { state, error } = answer.right
    if (state === 'started') return E.right(null)
    if (state !== 'busy')
      return E.left(`${server}: the script could not be started: ${shortened(error ?? 'no reason was given')}`)
    if (now() >= until)
      return E.left(`${server}: nothing was touched: an earlier remediation is still at work there; try again later`)
    await sleep(patience.pause * 1_000)
  }
}

/** A second by default, for a part of the pause between two questions. */
const pollPart = 200

const watch = async (run: Run): Promise<E.Either<string, null>> => {
  const { server, patience, id } = run
  const { read, heard } = createToldOutput(run.tell)
  const until = now() + patience.total
  let offset = 0
  let absentSince: number | null = null
  while (now() < until) {
    const answer = await persist(run, { action: 'poll', run: id, offset }, patience.silent)
    if (E.isLeft(answer))
      return E.left(`${server}: the connection was lost, and the script goes on there: ${answer.left}`)
    const { state, code, text, error, taskResult, said } = answer.right
    offset += text.length
    read(text)
    if (state === 'running') {
      absentSince = null
      // A server that always has something to tell is asked no faster.
      await sleep(patience.pause * pollPart)
      continue
    }
    if (state === 'absent') {
      absentSince ??= now()
      if (now() - absentSince < patience.absent) {
        await sleep(patience.pause * 1_000)
        continue
      }
    } else if (state !== 'ended' && state !== 'gone')
      return E.left(`${server}: the run can't be watched: ${shortened(error ?? state)}`)
    // The server itself removes nothing that lives.
    await request(run, { action: 'forget', run: id })
    if (state !== 'ended')
      return E.left(lostSentence(server, heard(), { hasBegun: state === 'gone', taskResult, said }))
    return code === 0 ? E.right(null) : E.left(failureSentence(server, code ?? 1, heard()))
  }
  return E.left(`${server}: the script is still at work there after ${Math.round(patience.total / 60)} minutes`)
}

/** Whether any remediation is at work on a server, whoever began it; asking changes nothing there. */
export const isAtWork = async (ask: AskServer): Promise<E.Either<string, boolean>> =>
  pipe(
    await ask(detachedScript({ action: 'look' }), askSeconds),
    E.chain(decodeAnswer),
    E.chain(({ state, error }) =>
      state === 'busy' || state === 'idle' ? E.right(state === 'busy') : E.left(shortened(error ?? state))
    )
  )

/**
 * Carries out a script on a server, apart from the session that begins it, and tells each line of its output as JSON.
 * Left: one sentence that names the server, the step, and how much was done; lines below it have the details.
 */
export const carryOut = async (
  server: string,
  ask: AskServer,
  script: string,
  tell: (line: string) => void,
  patience: Patience = defaultPatience
): Promise<E.Either<string, null>> => {
  const run: Run = { server, ask, patience, tell, id: randomUUID() }
  const started = await start(run, script)
  return E.isLeft(started) ? started : watch(run)
}
