import * as t from 'io-ts'
import { organizationSource } from '../connections/organization'
import { nullable } from '../kernel/values'
import { buildTarget, level, stage, startType } from '../kernel/words'

/** What judging a server takes besides its facts, as it stands in the Server's inputs. */
export const judging = t.readonly(
  t.intersection([
    t.type({
      build: buildTarget,
      services: t.record(t.string, startType),
      /** The file of the server's facts from before the update. */
      baseline: nullable(t.string),
      /** Where the facts of its organization come from; null or `none` for nowhere. */
      organization: nullable(organizationSource),
      enforcement: t.readonly(t.type({ level, policies: t.record(t.string, level), stage: nullable(stage) }))
    }),
    t.partial({
      /** The file of another table of builds than our own. */
      buildTable: t.string,
      /** What the settings give the policies, by policy and parameter. */
      parameters: t.record(t.string, t.record(t.string, t.unknown))
    })
  ])
)

export type Judging = t.TypeOf<typeof judging>
