import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { buildNumber, fields, listUpTo, nullable, text } from '../../kernel/values'

/** A server as the directory lists it; `version` is its Cumulative Update, and none of its roles the management tools. */
export const listedServer = t.readonly(
  fields({
    name: text,
    fqdn: nullable(text),
    site: nullable(text),
    roles: listUpTo(limits.roles, text),
    edition: nullable(text),
    version: nullable(buildNumber)
  })
)

export const servers = listUpTo(limits.servers, listedServer)
