import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { count, distinct, fields, instant, listUpTo, nullable, text } from '../../kernel/values'

const pool = t.readonly(
  fields({
    name: text,
    /** Whether IIS starts it when it starts itself. */
    autoStart: t.boolean,
    startMode: nullable(text),
    /** `Started`, `Stopped` …; null where IIS didn't tell, as it does not while it is stopped. */
    state: nullable(text),
    /** When its newest process was started; null where it has none, or that isn't known. */
    started: nullable(instant),
    /** Such as `LocalSystem`. */
    identity: nullable(text)
  })
)

const site = t.readonly(fields({ name: text, id: nullable(count), autoStart: t.boolean, state: nullable(text) }))

const application = t.readonly(
  fields({
    site: text,
    /** Such as `/owa`. */
    path: text,
    pool: text,
    /** The folder that it serves; null where there is none. */
    folder: nullable(text)
  })
)

/** The application pools, sites and applications of IIS by its configuration, with their states; all empty without IIS. */
export const appPools = t.readonly(
  fields({
    pools: distinct(pool, ({ name }) => name.toLowerCase(), limits.bindings),
    sites: distinct(site, ({ name }) => name.toLowerCase(), limits.bindings),
    applications: listUpTo(limits.bindings, application)
  })
)

export type AppPools = t.TypeOf<typeof appPools>
export type Pool = t.TypeOf<typeof pool>
export type Site = t.TypeOf<typeof site>
