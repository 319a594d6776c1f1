import * as t from 'io-ts'
import { limits } from '../limits'
import { distinct, fields, instant, nullable, text, thumbprint } from '../values'

/** A certificate of the computer's personal store (Cert:\LocalMachine\My). */
export const certificate = t.readonly(
  fields({
    thumbprint,
    subject: text,
    notBefore: nullable(instant),
    notAfter: nullable(instant),
    hasPrivateKey: nullable(t.boolean)
  })
)

export const certificates = distinct(certificate, (one) => one.thumbprint, limits.certificates)

export type Certificate = t.TypeOf<typeof certificate>
