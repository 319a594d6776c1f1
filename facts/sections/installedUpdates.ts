import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { fields, listUpTo, nullable, text } from '../../kernel/values'

const registered = t.readonly(
  fields({
    /** The year of the key, such as `2019`, under which the Subscription Edition registers, too. */
    product: text,
    /** The name of the package, or the name of its key. */
    name: text,
    /** Such as `KB5001779`; null where the name holds none. */
    kb: nullable(text),
    /** As the update wrote it, in the form of its language; null where it wrote none. */
    date: nullable(text)
  })
)

const patch = t.readonly(
  fields({
    name: nullable(text),
    kb: nullable(text),
    /** The packed code of the patch: 32 characters. */
    code: text,
    /** `1` for an applied patch, `2` for a superseded one, `4` for an obsolete one. */
    state: nullable(text),
    /** Such as `20261101`. */
    date: nullable(text)
  })
)

/** The updates of Exchange that registered themselves, and the patches that Windows Installer knows of its product. */
export const installedUpdates = t.readonly(
  fields({ registered: listUpTo(limits.packages, registered), patches: listUpTo(limits.packages, patch) })
)

export type InstalledUpdates = t.TypeOf<typeof installedUpdates>
