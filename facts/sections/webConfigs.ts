import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { fields, listUpTo, nullable, text } from '../../kernel/values'

/**
 * What a web.config names: a file to which it is linked, a folder where assemblies are looked for, or a code base that isn't
 * there. `state`: `there`, `absent`, `unexpanded` (it holds a variable), `other` (no local path); null where it can't be told.
 */
const place = t.readonly(
  fields({
    kind: t.keyof({ linkedConfiguration: null, binSearchFolder: null, codeBase: null }),
    value: nullable(text),
    state: nullable(t.keyof({ there: null, absent: null, unexpanded: null, other: null }))
  })
)

/** A web.config of an application of Exchange or of the root of its site, or a file to which one is linked (`application` is null then). */
const webConfig = t.readonly(
  fields({
    application: nullable(text),
    file: text,
    /** Null where it could not be read; `unreadable` then says why. */
    state: nullable(t.keyof({ present: null, absent: null, malformed: null })),
    unreadable: nullable(text),
    places: listUpTo(limits.places, place)
  })
)

export const webConfigs = listUpTo(limits.webConfigs, webConfig)

export type WebConfig = t.TypeOf<typeof webConfig>
export type ConfigReference = t.TypeOf<typeof place>
