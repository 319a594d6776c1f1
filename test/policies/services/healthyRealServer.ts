/** How a healthy Exchange Server 2019 CU11 lists its services (from the public test data of microsoft/CSS-Exchange). */
const lists = [
  {
    startType: 'Automatic',
    status: 'Running',
    names: [
      'FMS',
      'HostControllerService',
      'IISADMIN',
      'MSComplianceAudit',
      'MSExchangeADTopology',
      'MSExchangeAntispamUpdate',
      'MSExchangeCompliance',
      'MSExchangeDagMgmt',
      'MSExchangeDelivery',
      'MSExchangeDiagnostics',
      'MSExchangeEdgeSync',
      'MSExchangeFastSearch',
      'MSExchangeFrontEndTransport',
      'MSExchangeHM',
      'MSExchangeHMRecovery',
      'MSExchangeIS',
      'MSExchangeMailboxAssistants',
      'MSExchangeMailboxReplication',
      'MSExchangeMitigation',
      'MSExchangeRepl',
      'MSExchangeRPC',
      'MSExchangeServiceHost',
      'MSExchangeSubmission',
      'MSExchangeThrottling',
      'MSExchangeTransport',
      'MSExchangeTransportLogSearch',
      'NetTcpPortSharing',
      'SearchExchangeTracing',
      'W3SVC',
      'Winmgmt'
    ]
  },
  { startType: 'Automatic', status: 'Stopped', names: ['gupdate', 'RemoteRegistry', 'sppsvc'] },
  { startType: 'Manual', status: 'Running', names: ['pla', 'vmickvpexchange', 'WAS'] },
  {
    startType: 'Manual',
    status: 'Stopped',
    names: [
      'MSExchangeImap4',
      'MSExchangeIMAP4BE',
      'MSExchangePop3',
      'MSExchangePOP3BE',
      'msiserver',
      'vds',
      'w3logsvc',
      'wsbexchange',
      'wuauserv'
    ]
  }
]

export const healthyRealServer = lists.flatMap(({ startType, status, names }) =>
  names.map((name) => ({ name, startType, status }))
)
