import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { ask } from '../connections/ask'
import type { Target } from '../connections/connection'
import { isFileTarget, readFile } from '../connections/files'
import { createLimit, defaultLimits } from '../connections/limit'
import { whyUnreadable } from '../connections/reading'
import { readText } from '../connections/text'
import { withAdvice } from './doctorAdvice'
import type { Check } from './doctorChecks'
import { root } from './paths'

/** No server is waited for any longer. */
const seconds = 45

const scriptFile = join(root, 'commands', 'Get-Session.ps1')

/** What a server says of a session there: PowerShell's version, whether it is an administrator's, and of 64 bits. */
export const sessionText = (said: string): Pick<Check, 'state' | 'text'> => {
  const [, version = '', administrator, is64Bit] = /session (\S+) (\S+) (\S+)/.exec(said) ?? []
  if (version === '')
    return { state: 'fail', text: 'it answered, but not as a PowerShell does: look at its shell and profile' }
  const faults = [
    ...(Number(version.split('.')[0]) >= 3 ? [] : ['Windows PowerShell 3.0 or later is needed']),
    ...(administrator === 'False' ? ['the account is no elevated administrator there: most facts will be denied'] : []),
    ...(is64Bit === 'False' ? ['the session has 32 bits: use the 64-bit PowerShell'] : [])
  ]
  return faults.length === 0
    ? { state: 'ok', text: `reached, PowerShell ${version}${administrator === 'True' ? ', administrator' : ''}` }
    : { state: 'fail', text: `reached, PowerShell ${version}; ${faults.join('; ')}` }
}

const checkFile = async (target: Target): Promise<Pick<Check, 'state' | 'text'>> => {
  if (!isFileTarget(target)) return { state: 'fail', text: 'its connection names no file' }
  const reading = await readFile(target, seconds)
  return reading.readable
    ? { state: 'ok', text: `recorded ${reading.facts.collectedAt ?? 'at an unknown time'} (${target.connection.path})` }
    : { state: 'fail', text: whyUnreadable(reading) }
}

const checkLive = async (
  target: Target,
  script: string,
  signal: AbortSignal
): Promise<Pick<Check, 'state' | 'text'>> => {
  const answer = await ask(target, script, { seconds, signal })
  return E.isRight(answer)
    ? sessionText(answer.right.toString('utf8'))
    : { state: 'fail', text: withAdvice(answer.left, target.connection) }
}

/** Looks whether each server can be reached by its connection, many at once. */
export const checkServers = async (
  targets: ReadonlyArray<Target>,
  signal: AbortSignal
): Promise<E.Either<string, ReadonlyArray<Check>>> => {
  const script = await readText(scriptFile, 'the script that asks for the session')()
  if (E.isLeft(script)) return script
  const limit = createLimit(defaultLimits.concurrency)
  const checks = targets.map((target) =>
    limit(async (): Promise<Check> => {
      const answer = isFileTarget(target) ? await checkFile(target) : await checkLive(target, script.right, signal)
      return { ...answer, what: target.server }
    })
  )
  return E.right(await Promise.all(checks))
}
