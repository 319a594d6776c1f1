/** A certificate in the store as the collector tells of it, valid when built servers are read. */
export const certificate = (thumbprint: string, subject: string, changes: Readonly<Record<string, unknown>> = {}) => ({
  thumbprint,
  subject,
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2043-01-01T00:00:00Z',
  hasPrivateKey: true,
  ...changes
})
