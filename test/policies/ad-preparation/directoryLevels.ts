import { withDirectory } from '../../support/inOrganization'

export const container = (
  version: number | null,
  name = 'CN=Microsoft Exchange System Objects,DC=contoso,DC=example'
) => ({
  name,
  version
})

export const domain = (
  containers: ReadonlyArray<object> | null,
  name = 'contoso.example',
  unread: string | null = null
) => ({
  ...{ domain: name, containers, unread }
})

export const installed = (exSetup: string | null) => ({
  build: { exSetup, binaries: [] },
  identity: {
    ...{ name: 'EX01', fqdn: 'ex01.contoso.example', domain: 'contoso.example', roles: ['Mailbox'] },
    version: exSetup
  }
})

export const levels = (schemaVersion: number | null, organizationVersion: number | null, version: number | null) =>
  withDirectory({ schemaVersion, organizationVersion, domains: [domain([container(version)])] })

export const byHand = { remediation: null }
