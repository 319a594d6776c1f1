import { withEx01 } from '../../support/inOrganization'

export const thumbprint = 'F'.repeat(40)
export const oauth = {
  thumbprint,
  subject: 'CN=Microsoft Exchange Server Auth Certificate',
  notBefore: '2022-01-01T00:00:00Z',
  notAfter: '2026-12-06T00:00:00Z',
  hasPrivateKey: true
}
export const expired = { ...oauth, notAfter: '2026-10-28T00:23:07Z' }

export const drifted = (fault: string) => ({
  path: 'certificates.OAuth',
  actual: `certificate ${thumbprint} ${fault}`,
  desired: 'a valid certificate for OAuth with its private key'
})

/** An organization that names a certificate for OAuth. */
export const naming = (currentThumbprint: string | null) => withEx01({}, { authConfig: { currentThumbprint } })

export const current = { ...oauth, notAfter: '2027-01-01T00:00:00Z' }

export const nextThumbprint = '9'.repeat(40)
export const next = { ...oauth, thumbprint: nextThumbprint, notAfter: '2031-01-01T00:00:00Z' }

/** An organization that changes to the next certificate at a time. */
export const changing = (nextEffectiveDate: string | null) =>
  withEx01({}, { authConfig: { currentThumbprint: thumbprint, nextThumbprint, nextEffectiveDate } })
