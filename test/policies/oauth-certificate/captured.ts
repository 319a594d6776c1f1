import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as t from 'io-ts'

const place = join(__dirname, '../../../../shared/data/captures/auth-certificate/expected.json')
const file = 'ConfigurationAction/GetExchangeCertifiateWithNewAuthConfigCert.xml'

const certificate = t.type({
  thumbprint: t.string,
  subject: t.string,
  notBeforeUtc: t.string,
  notAfterUtc: t.string
})

const expected = t.type({ files: t.type({ [file]: t.type({ certificates: t.array(certificate) }) }) })

/** The certificates for OAuth of a real organization, which captures tell; none where the captures are not here. */
export const captured = () => {
  if (!existsSync(place)) {
    process.stdout.write('skipped: the captures are not here\n')
    return []
  }
  const found: unknown = JSON.parse(readFileSync(place, 'utf8'))
  if (!expected.is(found)) throw new Error('the captures have another form')
  return (found.files[file]?.certificates ?? [])
    .filter(({ subject }) => subject === 'CN=Microsoft Exchange Server Auth Certificate')
    .map(({ thumbprint, subject, notBeforeUtc, notAfterUtc }) => ({
      ...{ thumbprint, subject, notBefore: notBeforeUtc, notAfter: notAfterUtc }
    }))
}
