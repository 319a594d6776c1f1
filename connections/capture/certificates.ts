import { X509Certificate } from 'node:crypto'
import * as E from 'fp-ts/Either'
import type { Fact } from '../../facts/fact'
import { type CliObject, textOf } from '../clixml'
import { damaged, type Output } from './objects'
import { windowsSubject } from './subject'

/** The output of Get-ExchangeCertificate. */
export const certificatesFile = 'Exchange/GetExchangeCertificate.xml'

const isoSeconds = (text: string): string => new Date(text).toISOString().replace('.000Z', 'Z')

/** Node.js quotes a name that holds a comma or the like, so that no name can pass for two. */
const dnsNamesOf = (alternativeName: string | undefined): ReadonlyArray<string> =>
  [...(alternativeName ?? '').matchAll(/(?:^|, )(\w[\w ]*):("(?:[^"\\]|\\.)*"|[^,]*)/g)].flatMap(
    ([, kind, name = '']) => (kind === 'DNS' && !name.startsWith('"') ? [name] : [])
  )

// All is computed from the certificate itself: what Exchange printed beside it has local times.
const describe = (base64: string): unknown => {
  const certificate = new X509Certificate(Buffer.from(base64, 'base64'))
  const { fingerprint, subject, validFrom, validTo } = certificate
  return {
    thumbprint: fingerprint.replaceAll(':', ''),
    subject: windowsSubject(subject ?? ''),
    notBefore: isoSeconds(validFrom),
    notAfter: isoSeconds(validTo),
    names: dnsNamesOf(certificate.subjectAltName),
    usages: certificate.keyUsage ?? [],
    store: 'My'
  }
}

const readOne = (index: number, object: CliObject): Fact<unknown> =>
  E.tryCatch(
    () => describe(textOf('RawData')(object) ?? ''),
    () => damaged(certificatesFile, `its certificate ${index + 1} has no RawData that can be decoded`)
  )

/** The section `certificates`, in its recorded form. */
export const readCertificates: (objects: Output) => Fact<unknown> = E.traverseReadonlyNonEmptyArrayWithIndex(readOne)
