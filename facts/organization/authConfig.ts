import * as t from 'io-ts'
import { fields, instant, nullable, thumbprint } from '../../kernel/values'

/** The certificates by which Exchange signs for OAuth and for its sign-in pages; one set for the organization. */
export const authConfig = t.readonly(
  fields({
    currentThumbprint: nullable(thumbprint),
    previousThumbprint: nullable(thumbprint),
    nextThumbprint: nullable(thumbprint),
    nextEffectiveDate: nullable(instant)
  })
)

export type AuthConfig = t.TypeOf<typeof authConfig>
