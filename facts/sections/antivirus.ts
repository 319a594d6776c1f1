import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { count, fields, listUpTo, nullable, text } from '../../kernel/values'

const names = listUpTo(limits.exclusions, text)

/** A filter driver whose altitude is one of those that Microsoft gives to antivirus programs. */
const filter = t.readonly(
  fields({
    name: text,
    altitude: text,
    /** How Windows starts it: 4 for not at all. */
    start: nullable(count)
  })
)

/** What watches the files of the server as an antivirus program, and what Microsoft Defender leaves out; null where it was not read. */
export const antivirus = t.readonly(
  fields({
    /** Exclusions by its own settings, Group Policy and management together, as they are written. */
    defender: nullable(
      t.readonly(
        fields({
          /** Whether a setting or Group Policy turns off that it watches files. */
          realTimeOff: t.boolean,
          paths: names,
          processes: names,
          extensions: names
        })
      )
    ),
    filters: nullable(listUpTo(limits.filters, filter)),
    /** Which of these two could not be read, and why. */
    unread: listUpTo(limits.filters, t.readonly(fields({ source: text, reason: text })))
  })
)

export type Antivirus = t.TypeOf<typeof antivirus>
export type FilterDriver = t.TypeOf<typeof filter>
