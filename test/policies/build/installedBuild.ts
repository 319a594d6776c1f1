export const transport = 'Bin\\EdgeTransport.exe'

export const common = 'Bin\\Microsoft.Exchange.Common.dll'

export const outlookOnTheWeb = 'ClientAccess\\Owa\\bin\\Microsoft.Exchange.Clients.Owa2.Server.dll'

export const files = (version: string | null, ...paths: ReadonlyArray<string>) =>
  paths.map((path) => ({ path, version }))

/** A server of this build throughout. */
export const installed = (exSetup: string | null) => ({
  build: { exSetup, binaries: files(exSetup, transport, common) },
  identity: { name: 'EX01', roles: ['Mailbox'], installPath: null }
})

export const server = (exSetup: string, roles: ReadonlyArray<string>) => ({
  ...installed(exSetup),
  identity: { name: 'EX01', roles, installPath: 'E:\\Exchange\\V15\\' }
})

/** The healthy server's ExSetup.exe with other binaries, and files that the collector looked for in vain. */
export const withFiles = (binaries: unknown, missing: ReadonlyArray<string> | null = null) => ({
  build: { exSetup: '15.2.1748.55', binaries, missing }
})

export const toolsOnly = (build: string) => ({
  ...server(build, []),
  bindings: [],
  sharedWebConfig: { clientAccess: 'absent', httpProxy: 'absent' },
  acls: [],
  services: [{ name: 'W3SVC', status: 'Running', startType: 'Automatic' }]
})

export const missed = (actual: string, minimum: string) => [{ path: 'build', actual, desired: `${minimum} or later` }]
