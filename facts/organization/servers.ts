import * as t from 'io-ts'
import { buildNumber, nullable } from '../values'

/** A server as the directory lists it; `version` is its Cumulative Update, and none of its roles the management tools. */
export const listedServer = t.readonly(
  t.type({
    name: t.string,
    fqdn: nullable(t.string),
    site: nullable(t.string),
    roles: t.readonlyArray(t.string),
    edition: nullable(t.string),
    version: nullable(buildNumber)
  })
)

export const servers = t.readonlyArray(listedServer)
