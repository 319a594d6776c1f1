/** Where Exchange is installed. */
export const folder = 'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\'

/** What IIS of a healthy server has, and what lies in the folders of its applications. */
export const appPools = {
  pools: ['MSExchangeOWAAppPool', 'MSExchangeECPAppPool', 'MSExchangeServicesAppPool'].map((name) => ({
    name,
    autoStart: true,
    startMode: 'OnDemand',
    state: 'Started',
    started: '2026-10-31T22:00:00Z',
    identity: 'LocalSystem'
  })),
  sites: ['Default Web Site', 'Exchange Back End'].map((name, index) => ({
    name,
    id: index + 1,
    autoStart: true,
    state: 'Started'
  })),
  applications: [
    ['Default Web Site', '/owa', 'MSExchangeOWAAppPool', 'FrontEnd\\HttpProxy\\owa'],
    ['Default Web Site', '/ecp', 'MSExchangeECPAppPool', 'FrontEnd\\HttpProxy\\ecp'],
    ['Exchange Back End', '/owa', 'MSExchangeOWAAppPool', 'ClientAccess\\Owa'],
    ['Exchange Back End', '/ecp', 'MSExchangeECPAppPool', 'ClientAccess\\ecp'],
    ['Exchange Back End', '/EWS', 'MSExchangeServicesAppPool', 'ClientAccess\\exchweb\\EWS']
  ].map(([site, path, pool, below]) => ({ site, path, pool, folder: folder + below }))
}

export const webConfigs = ['Owa', 'ecp'].map((name) => ({
  application: `Exchange Back End/${name.toLowerCase()}`,
  file: `${folder}ClientAccess\\${name}\\web.config`,
  state: 'present',
  unreadable: null,
  places: [
    { kind: 'linkedConfiguration', value: `file://${folder}ClientAccess\\SharedWebConfig.config`, state: 'there' },
    { kind: 'binSearchFolder', value: `${folder}bin`, state: 'there' }
  ]
}))

export const pageFolders = [
  { parent: 'ClientAccess\\ecp', names: ['15.2.1748.10', '15.2.1748.55'] },
  { parent: 'ClientAccess\\Owa\\prem', names: ['15.2.1748.10', '15.2.1748.55'] },
  { parent: 'FrontEnd\\HttpProxy\\owa\\auth', names: ['15.2.1748', 'Current'] }
].map(({ parent, names }) => ({
  parent,
  state: 'present',
  unreadable: null,
  folders: names.map((name) => ({ name, files: 100, unreadable: null }))
}))

export const webRoots = {
  folders: [
    { kind: 'aspnetClient', path: 'C:\\inetpub\\wwwroot\\aspnet_client', state: 'present' },
    { kind: 'owaAuth', path: `${folder}FrontEnd\\HttpProxy\\owa\\auth`, state: 'present' },
    { kind: 'ecpAuth', path: `${folder}FrontEnd\\HttpProxy\\ecp\\auth`, state: 'present' }
  ],
  pages: ['owa\\auth\\logon', 'ecp\\auth\\TimeoutLogoff'].map((name) => ({
    path: `${folder}FrontEnd\\HttpProxy\\${name}.aspx`,
    size: 2_048,
    sha256: '0B'.repeat(32),
    created: '2026-10-14T20:05:00Z',
    modified: '2026-09-20T08:00:00Z',
    unreadable: null
  })),
  unread: []
}
