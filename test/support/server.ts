import * as E from 'fp-ts/Either'
import { decodeFacts } from '../../facts/decode'
import type { Facts } from '../../facts/facts'

export type RecordedSections = Readonly<Record<string, unknown>>

const hash = (digit: string): string => digit.repeat(40)

/** Thumbprints of the certificates that every built server has in its store. */
export const frontEndCertificate = hash('A')
export const backEndCertificate = hash('B')

const folder = 'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\'
const healthySddl = 'O:BAG:SYD:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIID;0x1200a9;;;AU)'

const identity = {
  name: 'EX01',
  fqdn: 'ex01.contoso.example',
  domain: 'contoso.example',
  site: 'Berlin',
  roles: ['Mailbox'],
  edition: 'Standard',
  version: '15.2.1748.10',
  installPath: folder
}

/** The recorded fact sections of a healthy Exchange Server 2019 mailbox server. */
export const healthySections: RecordedSections = {
  identity,
  build: {
    exSetup: '15.2.1748.55',
    binaries: ['Bin\\EdgeTransport.exe', 'Bin\\Microsoft.Exchange.Common.dll'].map((path) => ({
      path,
      version: '15.2.1748.55'
    })),
    missing: null
  },
  services: [
    ...[
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
      'MSExchangeTransportLogSearch',
      'W3SVC',
      'IISADMIN',
      'WinMgmt'
    ].map((name) => ({ name, status: 'Running', startType: 'Automatic' })),
    { name: 'RemoteRegistry', status: 'Stopped', startType: 'Automatic' },
    ...['MSExchangeImap4', 'MSExchangeIMAP4BE', 'MSExchangePop3', 'MSExchangePOP3BE', 'wsbexchange'].map((name) => ({
      name,
      status: 'Stopped',
      startType: 'Manual'
    }))
  ],
  bindings: [
    { site: 'Default Web Site', protocol: 'http', address: '*', port: 80, host: '', thumbprint: null },
    { site: 'Default Web Site', protocol: 'https', address: '', port: 443, host: '', thumbprint: frontEndCertificate },
    {
      site: 'Default Web Site',
      protocol: 'https',
      address: '127.0.0.1',
      port: 443,
      host: '',
      thumbprint: frontEndCertificate
    },
    { site: 'Exchange Back End', protocol: 'http', address: '*', port: 81, host: '', thumbprint: null },
    { site: 'Exchange Back End', protocol: 'https', address: '*', port: 444, host: '', thumbprint: backEndCertificate }
  ],
  httpSys: [
    { address: '0.0.0.0', port: 443, host: null, thumbprint: frontEndCertificate },
    { address: '127.0.0.1', port: 443, host: null, thumbprint: frontEndCertificate },
    { address: '0.0.0.0', port: 444, host: null, thumbprint: backEndCertificate }
  ],
  certificates: [
    {
      thumbprint: frontEndCertificate,
      subject: 'CN=mail.contoso.example',
      notBefore: '2026-01-01T00:00:00Z',
      notAfter: '2043-01-01T00:00:00Z',
      hasPrivateKey: true
    },
    {
      thumbprint: backEndCertificate,
      subject: 'CN=EX01',
      notBefore: '2024-01-01T00:00:00Z',
      notAfter: '2045-01-01T00:00:00Z',
      hasPrivateKey: true
    }
  ],
  sharedWebConfig: { clientAccess: 'present', httpProxy: 'present' },
  acls: [
    { path: `${folder}FrontEnd\\HttpProxy\\owa\\auth`, sddl: healthySddl, inherits: true },
    { path: `${folder}FrontEnd\\HttpProxy\\ecp\\auth`, sddl: healthySddl, inherits: true }
  ],
  setupLog: null,
  servicesBefore: { startModes: null, states: null, runs: null, unread: [] },
  journal: { lastEntry: 0, restartDue: null },
  executionPolicy: {
    machine: { enableScripts: null, executionPolicy: null },
    users: [],
    powerShell: '5.1.17763.1',
    languageMode: 'FullLanguage',
    elevated: true
  },
  localStates: []
}

const namesOf = (server: string) => {
  const [name = server, ...domain] = server.split('.')
  return { name, fqdn: domain.length > 0 ? server : `${name.toLowerCase()}.contoso.example` }
}

/** The recorded form of a healthy server, with some sections replaced (undefined leaves one out). */
export const recording = (sections: RecordedSections = {}, server = 'EX01'): unknown => ({
  version: 1,
  server,
  collectedAt: '2026-11-01T08:00:00Z',
  facts: { ...healthySections, identity: { ...identity, ...namesOf(server) }, ...sections }
})

/** The facts of a healthy server, with some sections replaced. */
export const serverFacts = (sections: RecordedSections = {}, server = 'EX01'): Facts => {
  const decoded = decodeFacts(JSON.parse(JSON.stringify(recording(sections, server))))
  if (E.isLeft(decoded)) throw new Error(decoded.left)
  return decoded.right.facts
}

/** What a computer with the management tools alone has in place of a server's files and sites. */
export const withoutRoles: RecordedSections = {
  build: {
    exSetup: '15.2.1748.55',
    binaries: [{ path: 'Bin\\Microsoft.Exchange.Common.dll', version: '15.2.1748.55' }],
    missing: null
  },
  bindings: [],
  sharedWebConfig: { clientAccess: 'absent', httpProxy: 'absent' },
  acls: []
}
