import * as t from 'io-ts'
import { auditDocument } from '../reports/auditDocument'

type Schema = Readonly<Record<string, unknown>>

/** The parts of the schema that have a name, by it. */
type Named = Map<string, Schema>

const isOwnName = (name: string): boolean => /^[A-Z][A-Za-z]*$/.test(name)

const objectOf = (
  codec: t.Mixed,
  named: Named
): { readonly properties: Schema; readonly required: ReadonlyArray<string> } => {
  if (codec instanceof t.IntersectionType) {
    const parts = codec.types.map((part: t.Mixed) => objectOf(part, named))
    return {
      properties: Object.assign({}, ...parts.map(({ properties }: { readonly properties: Schema }) => properties)),
      required: parts.flatMap(({ required }: { readonly required: ReadonlyArray<string> }) => required)
    }
  }
  const props = codec instanceof t.InterfaceType || codec instanceof t.PartialType ? codec.props : {}
  return {
    properties: Object.fromEntries(
      Object.entries<t.Mixed>(props).map(([name, property]) => [name, schemaOf(property, named)])
    ),
    required: codec instanceof t.InterfaceType ? Object.keys(props) : []
  }
}

const partsOf = (codec: t.Mixed, named: Named): Schema => {
  if (codec instanceof t.StringType) return { type: 'string' }
  if (codec instanceof t.NumberType) return { type: 'number' }
  if (codec instanceof t.BooleanType) return { type: 'boolean' }
  if (codec instanceof t.NullType) return { type: 'null' }
  if (codec instanceof t.LiteralType) return { const: codec.value }
  if (codec instanceof t.KeyofType) return { enum: Object.keys(codec.keys) }
  if (codec instanceof t.AnyDictionaryType) return { type: 'object' }
  if (codec instanceof t.DictionaryType)
    return { type: 'object', additionalProperties: schemaOf(codec.codomain, named) }
  if (codec instanceof t.ReadonlyArrayType) return { type: 'array', items: schemaOf(codec.type, named) }
  if (codec instanceof t.UnionType) return { anyOf: codec.types.map((part: t.Mixed) => schemaOf(part, named)) }
  if (codec instanceof t.InterfaceType || codec instanceof t.IntersectionType)
    return { type: 'object', ...objectOf(codec, named) }
  throw new Error(`the schema has no form for ${codec.name}`)
}

/** A codec as JSON Schema; one that has a name of its own stands among the named parts. */
const schemaOf = (codec: t.Mixed, named: Named): Schema => {
  if (!isOwnName(codec.name)) return partsOf(codec, named)
  if (!named.has(codec.name)) named.set(codec.name, partsOf(codec, named))
  return { $ref: `#/$defs/${codec.name}` }
}

/** The published schema of version 2 of the JSON, as its codec has it. */
export const auditSchema = (): string => {
  const named: Named = new Map()
  const schema = partsOf(auditDocument, named)
  return `${JSON.stringify(
    {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'urn:exchange-compliance:audit:2',
      title: 'Exchange compliance: audit or report, version 2',
      ...schema,
      $defs: Object.fromEntries([...named].sort(([a], [b]) => (a < b ? -1 : 1)))
    },
    null,
    2
  )}\n`
}
