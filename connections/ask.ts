import * as E from 'fp-ts/Either'
import type { Bounds } from './children/run'
import type { Target } from './connection'
import { isFileTarget } from './files'
import { askHere } from './local'
import { askByRemoting } from './remoting'
import { withScriptFile } from './scriptFile'
import { askBySsh } from './ssh'
import { explainSystemError } from './text'

const notLive = 'its connection is a recording: nothing can be run there'

/** Why nothing can ever be run by a connection; null where it can. */
export const whyNotLive = (target: Target): string | null => (isFileTarget(target) ? notLive : null)

const askBy = ({ server, connection }: Target, script: string, bounds: Bounds): Promise<E.Either<string, Buffer>> => {
  switch (connection.type) {
    case 'ssh':
      return askBySsh({ server, connection }, script, bounds)
    case 'remoting':
      return withScriptFile(script, (file) => askByRemoting({ server, connection }, file, bounds))
    case 'local':
      return withScriptFile(script, (file) => askHere(file, bounds))
    case 'recorded':
    case 'captures':
      return Promise.resolve(E.left(notLive))
  }
}

/** Runs a script (ASCII) on a server by its connection: what it printed, or why it didn't come to its end. */
export const ask = (target: Target, script: string, bounds: Bounds): Promise<E.Either<string, Buffer>> =>
  askBy(target, script, bounds).catch((error: unknown) =>
    E.left(`the script could not be sent: ${explainSystemError(error)}`)
  )
