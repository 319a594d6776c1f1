import { pipe } from 'fp-ts/function'
import * as T from 'fp-ts/Task'
import { policies } from '../policies'
import { judge, type Standard } from '../policies/evaluate'
import type { Audit, AuditedServer } from '../reports/audit'
import { readCapture } from '../resources/connections/capture'
import type { Reading } from '../resources/connections/reading'
import { readRecorded } from '../resources/connections/recorded'
import type { AuditArguments } from './arguments'
import type { Source } from './sources'

/** Without a stack there are no waivers, and every policy is in force at its own level. */
const standardOf = ({ stage }: AuditArguments): Standard => ({
  desired: { build: 'latest', services: {}, baseline: null },
  enforcement: { level: 'mandatory', policies: {}, stage },
  waivers: []
})

const read = ({ type, path }: Source): T.Task<Reading> => {
  switch (type) {
    case 'recorded':
      return readRecorded(path)
    case 'captures':
      return readCapture(path)
  }
}

const judgeReading =
  (args: AuditArguments, source: string) =>
  ({ facts, errors }: Reading): Audit => {
    const wanted = policies.filter(({ name }) => args.policies.length === 0 || args.policies.includes(name))
    const server: AuditedServer = {
      server: facts.server,
      source,
      facts,
      verdicts: judge(wanted, facts, standardOf(args))
    }
    return { errors: errors.map((message) => ({ source, message })), servers: [server] }
  }

/** Reads a source and judges it by the policies that the command line asks for. */
export const judgeSource = (args: AuditArguments, source: Source): T.Task<Audit> =>
  pipe(read(source), T.map(judgeReading(args, source.path)))
