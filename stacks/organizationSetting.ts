import * as E from 'fp-ts/Either'
import * as t from 'io-ts'
import { qualifiedName } from '../connections/address'
import type { OrganizationSource } from '../connections/organization'
import { closed, filled, isObject } from '../kernel/settingCodecs'
import { nullable } from '../kernel/values'

const several = t.array(qualifiedName)

/** One name, or a list of them: a fault is told of what was meant, once. */
const names = new t.Type<ReadonlyArray<string>, unknown, unknown>(
  'a fully qualified name such as ex01.contoso.com, a list of them',
  several.is,
  (input, context) =>
    Array.isArray(input)
      ? several.validate(input, context)
      : E.map((name: string) => [name])(qualifiedName.validate(input, context)),
  t.identity
)

const organizationKeys = closed('where the organization facts come from', {
  endpoint: nullable(names),
  https: nullable(t.boolean),
  recorded: nullable(filled)
})

/** `none`, the Exchange servers whose PowerShell endpoints are asked in turn, or a file of recorded organization facts. */
export const organization = new t.Type<OrganizationSource, unknown, unknown>(
  'none, {endpoint: NAME}, {endpoint: [NAMES]} or {recorded: PATH}',
  (input): input is OrganizationSource => isObject(input) && 'type' in input,
  (input, context) => {
    if (input === 'none') return t.success({ type: 'none' })
    const keys = organizationKeys.validate(input, context)
    if (E.isLeft(keys)) return keys
    const { endpoint: named, https, recorded } = keys.right
    const [endpoint = null, ...others] = named ?? []
    if (endpoint !== null && recorded === null)
      return t.success({
        ...{ type: 'endpoint', endpoint },
        ...(others.length === 0 ? {} : { others }),
        ...(https === true ? { https } : {})
      })
    return recorded !== null && endpoint === null
      ? t.success({ type: 'recorded', path: recorded, maxAge: null })
      : t.failure(input, context, 'name either an endpoint or a recorded file, or none')
  },
  t.identity
)
