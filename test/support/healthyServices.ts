/** The services of Exchange on a mailbox server of 2016 and later that run by themselves. */
export const mailboxServices = [
  'FMS',
  'MSExchangeADTopology',
  'MSExchangeDelivery',
  'MSExchangeDiagnostics',
  'MSExchangeEdgeSync',
  'MSExchangeFrontEndTransport',
  'MSExchangeHM',
  'MSExchangeIS',
  'MSExchangeMailboxAssistants',
  'MSExchangeMailboxReplication',
  'MSExchangeRepl',
  'MSExchangeRPC',
  'MSExchangeServiceHost',
  'MSExchangeSubmission',
  'MSExchangeThrottling',
  'MSExchangeTransport',
  'MSExchangeTransportLogSearch'
]

/** The services of a healthy server. */
export const services = [
  ...[...mailboxServices, 'W3SVC', 'IISADMIN', 'WinMgmt'].map((name) => ({
    name,
    status: 'Running',
    startType: 'Automatic'
  })),
  { name: 'RemoteRegistry', status: 'Stopped', startType: 'Automatic' },
  ...['MSExchangeImap4', 'MSExchangeIMAP4BE', 'MSExchangePop3', 'MSExchangePOP3BE', 'wsbexchange'].map((name) => ({
    name,
    status: 'Stopped',
    startType: 'Manual'
  }))
]
