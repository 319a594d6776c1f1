interface Host {
  readonly answer: { readonly facts: Record<string, unknown> }
}
export const readHost: (folder: string, server: string) => unknown
export const writeHost: (folder: string, server: string, host: object) => void
export const updateHost: (folder: string, server: string, change: (host: Host) => void) => void
