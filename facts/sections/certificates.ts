import * as t from 'io-ts'
import { distinct, instant, nullable, thumbprint } from '../values'

/** A certificate of the computer's personal store (Cert:\LocalMachine\My). */
export const certificate = t.readonly(
  t.type({
    thumbprint,
    subject: t.string,
    notBefore: nullable(instant),
    notAfter: nullable(instant),
    hasPrivateKey: nullable(t.boolean)
  })
)

export const certificates = distinct(certificate, (one) => one.thumbprint)

export type Certificate = t.TypeOf<typeof certificate>
