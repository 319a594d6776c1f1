import { showPath } from '../../../kernel/propertyPath'

export const root = 'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\'
export const client = 'C:\\inetpub\\wwwroot\\aspnet_client'
export const owa = `${root}FrontEnd\\HttpProxy\\owa\\auth`
export const ecp = `${root}FrontEnd\\HttpProxy\\ecp\\auth`

export const updated = '2026-10-14T20:05:00Z'

export const page = (path: string, created: string | null = updated, more: object = {}) => ({
  path,
  size: 2_048,
  sha256: '0B'.repeat(32),
  created,
  modified: created,
  unreadable: null,
  ...more
})

export const folder = (kind: string, path: string, state: string | null = 'present') => ({ kind, path, state })

export const folders = [folder('aspnetClient', client), folder('owaAuth', owa), folder('ecpAuth', ecp)]

export const own = [page(`${owa}\\logon.aspx`), page(`${ecp}\\TimeoutLogoff.aspx`)]

export const found = (pages: ReadonlyArray<object>, more: object = {}) => ({
  webRoots: { folders, pages: [...own, ...pages], unread: [], ...more }
})

export const strange = (
  path: string,
  desired = 'only pages that Exchange ships',
  hash: string | null = '0B'.repeat(8)
) => ({
  path: showPath(hash === null ? ['webRoots', path] : ['webRoots', path, hash]),
  actual: 'a foreign page',
  desired,
  remediation: null,
  byHand: 'to delete anything would destroy evidence'
})
