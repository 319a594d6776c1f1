/** An application of Exchange, as IIS has it and as the cmdlets name it. */
export interface Page {
  readonly path: string
  readonly noun: string
}

/** What people open in a browser. */
export const pages: ReadonlyArray<Page> = [
  { path: '/owa', noun: 'OwaVirtualDirectory' },
  { path: '/ecp', noun: 'EcpVirtualDirectory' }
]

/** What programs ask for on each site of each version. */
export const others: ReadonlyArray<Page> = [
  { path: '/EWS', noun: 'WebServicesVirtualDirectory' },
  { path: '/Autodiscover', noun: 'AutodiscoverVirtualDirectory' },
  { path: '/Microsoft-Server-ActiveSync', noun: 'ActiveSyncVirtualDirectory' },
  { path: '/PowerShell', noun: 'PowerShellVirtualDirectory' }
]
