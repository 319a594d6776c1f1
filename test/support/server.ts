import * as E from 'fp-ts/Either'
import { decodeFacts } from '../../facts/decode'
import type { Facts } from '../../facts/facts'
import { services } from './healthyServices'
import { appPools, folder, pageFolders, webConfigs, webRoots } from './healthyWeb'
import { sectionExamples } from './sectionExamples'

export type RecordedSections = Readonly<Record<string, unknown>>

const hash = (digit: string): string => digit.repeat(40)

/** Thumbprints of the certificates that every built server has in its store. */
export const frontEndCertificate = hash('A')
export const backEndCertificate = hash('B')

const healthySddl = 'O:BAG:SYD:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIID;0x1200a9;;;AU)'

/** A folder of transport on a volume of 100 GB, half of it free. */
const queueFolder = (name: string) => ({
  path: `${folder}TransportRoles\\data\\${name}`,
  free: 53_687_091_200,
  total: 107_374_182_400,
  unread: null
})

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

/** A file that administrators customize, of which a copy is kept. */
const savedFile = {
  path: 'Bin\\EdgeTransport.exe.config',
  sha256: '0A'.repeat(32),
  length: 2_048,
  modified: '2026-05-02T08:00:00Z',
  unreadable: null
}

/** The recorded fact sections of a healthy Exchange Server 2019 mailbox server: those of their pages, if none is here. */
export const healthySections: RecordedSections = {
  ...sectionExamples,
  // Recordings of older collectors do not have it.
  setupState: undefined,
  serviceRecords: { folder: 'C:\\ExchangeSetupLogs', files: [] },
  identity,
  build: {
    exSetup: '15.2.1748.55',
    binaries: ['Bin\\EdgeTransport.exe', 'Bin\\Microsoft.Exchange.Common.dll'].map((path) => ({
      path,
      version: '15.2.1748.55'
    })),
    missing: null
  },
  services,
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
    },
    {
      thumbprint: hash('1'),
      subject: 'CN=Microsoft Exchange Server Auth Certificate',
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
  aspNetEvents: { since: '2026-10-01T00:00:00Z', events: [] },
  proxyEvents: { since: '2026-10-01T00:00:00Z', events: [] },
  httpEvents: { since: '2026-10-01T00:00:00Z', events: [] },
  installerEvents: { since: '2026-01-01T00:00:00Z', events: [] },
  serviceEvents: { since: '2026-10-01T00:00:00Z', events: [] },
  appPools,
  webConfigs,
  customMetadata: [],
  pageFolders,
  journal: { lastEntry: 0, restartDue: null },
  executionPolicy: {
    machine: { enableScripts: null, executionPolicy: null },
    users: [],
    powerShell: '5.1.17763.1',
    languageMode: 'FullLanguage',
    elevated: true
  },
  webRoots,
  setupMedia: null,
  patchFile: null,
  iocTraces: {
    logs: [
      ['ecp', 'ECP\\Server'],
      ['oab', 'OABGeneratorLog'],
      ['proxy', 'HttpProxy'],
      ['proxy', 'HttpProxy\\Ecp'],
      ['proxy', 'HttpProxy\\Owa']
    ].map(([kind, name]) => ({
      ...{ kind, path: `${folder}Logging\\${name}`, state: 'present' },
      ...(name === 'HttpProxy' ? { since: null, files: 0 } : { since: '2026-10-05T00:00:00Z', files: 27 }),
      ...{ read: name === 'HttpProxy' ? 0 : 27, bytes: 1_048_576, left: null }
    })),
    hits: [],
    messaging: { since: '2026-10-20T06:00:00Z', events: [] },
    suspects: [],
    unread: []
  },
  antivirus: {
    defender: { realTimeOff: false, paths: [folder], processes: [], extensions: [] },
    filters: [{ name: 'WdFilter', altitude: '328010', start: 0 }],
    unread: []
  },
  localStates: [],
  revocation: {
    accounts: [
      { sid: 'S-1-5-18', account: null, state: 146_432, unreadable: null },
      { sid: 'S-1-5-21-1-2-3-1105', account: 'CONTOSO\\admin', state: null, unreadable: null }
    ],
    winHttpProxy: false,
    machineProxy: null
  },
  installedUpdates: {
    registered: [
      {
        product: '2019',
        name: 'Security Update for Exchange Server 2019 CU15 (KB5000015)',
        kb: 'KB5000015',
        date: '10/14/2026'
      }
    ],
    patches: []
  },
  installerCache: [
    {
      kind: 'product',
      name: 'Microsoft Exchange Server',
      code: '442189DC8B9EA5040962A6BED9EC1F1F',
      file: 'C:\\Windows\\Installer\\1f2e3d.msi',
      state: 'present',
      unreadable: null
    }
  ],
  configFiles: { files: [savedFile], savedIn: 'C:\\ExchangeSavedFiles', saved: [savedFile] },
  pendingRestart: {
    componentServicing: [],
    windowsUpdate: false,
    fileRenames: [],
    fileRenameCount: 0,
    updateFlags: 0,
    computerName: { active: 'EX01', next: 'EX01' },
    unread: []
  },
  mailQueue: {
    config: `${folder}Bin\\EdgeTransport.exe.config`,
    database: queueFolder('Queue'),
    logs: queueFolder('Queue'),
    temp: queueFolder('Temp'),
    size: 134_217_728
  },
  transportEvents: { since: '2026-10-02T08:00:00Z', events: [] }
}

const namesOf = (server: string) => {
  const [name = server, ...domain] = server.split('.')
  return { name, fqdn: domain.length > 0 ? server : `${name.toLowerCase()}.contoso.example` }
}

/** The recorded form of a healthy server, with some sections replaced (undefined leaves one out). */
export const recording = (sections: RecordedSections = {}, server = 'EX01') => ({
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

/** A computer that has no role of Exchange, only its management tools. */
export const managementToolsOnly: RecordedSections = {
  ...withoutRoles,
  identity: { name: 'EX01', fqdn: null, roles: [] },
  services: [{ name: 'EventLog', status: 'Running', startType: 'Automatic' }]
}
