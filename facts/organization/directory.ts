import * as t from 'io-ts'
import { limits } from '../../kernel/limits'
import { count, fields, listUpTo, nullable, text } from '../../kernel/values'

/** A container of the class msExchSystemObjectsContainer, by its distinguished name, and its objectVersion. */
const container = t.readonly(fields({ name: nullable(text), version: nullable(count) }))

/** A domain of the forest; no container where it isn't prepared for Exchange, null where that could not be read. */
const domain = t.readonly(
  fields({ domain: text, containers: nullable(listUpTo(limits.entries, container)), unread: nullable(text) })
)

export type DirectoryDomain = t.TypeOf<typeof domain>

/** A value of otherWellKnownObjects: a role group by its GUID, and the name of the object that it points to. */
const wellKnownObject = t.readonly(fields({ guid: text, name: nullable(text) }))

/**
 * What Active Directory holds of Exchange, by LDAP: rangeUpper of the schema, objectVersion of the organization and of each
 * domain, where the schema master is, and the values of otherWellKnownObjects.
 */
export const directory = t.readonly(
  fields({
    organization: nullable(text),
    organizationVersion: nullable(count),
    schemaVersion: nullable(count),
    schemaMaster: nullable(t.readonly(fields({ server: text, site: text }))),
    wellKnownObjects: listUpTo(limits.entries, wellKnownObject),
    domains: listUpTo(limits.onServer, domain)
  })
)

export type Directory = t.TypeOf<typeof directory>
