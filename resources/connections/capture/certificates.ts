import { X509Certificate } from 'node:crypto'
import * as E from 'fp-ts/Either'
import type { Fact } from '../../../facts/fact'
import { type CliObject, textOf } from '../clixml'
import { damaged, type Output } from './objects'
import { windowsSubject } from './subject'

/** The output of Get-ExchangeCertificate. */
export const certificatesFile = 'Exchange/GetExchangeCertificate.xml'

const isoSeconds = (text: string): string => new Date(text).toISOString().replace('.000Z', 'Z')

// All is computed from the certificate itself: what Exchange printed beside it has local times.
const describe = (base64: string): unknown => {
  const { fingerprint, subject, validFrom, validTo } = new X509Certificate(Buffer.from(base64, 'base64'))
  return {
    thumbprint: fingerprint.replaceAll(':', ''),
    subject: windowsSubject(subject ?? ''),
    notBefore: isoSeconds(validFrom),
    notAfter: isoSeconds(validTo),
    hasPrivateKey: null
  }
}

const readOne = (index: number, object: CliObject): Fact<unknown> =>
  E.tryCatch(
    () => describe(textOf('RawData')(object) ?? ''),
    () => damaged(certificatesFile, `its certificate ${index + 1} has no RawData that can be decoded`)
  )

/** The section `certificates`, in its recorded form. */
export const readCertificates: (objects: Output) => Fact<unknown> = E.traverseReadonlyNonEmptyArrayWithIndex(readOne)
