import { all, casesOf, failed, files, folders, holds, keys, numbered, parts, unchanged } from './collectorCases'
import {
  cachedPatch,
  cachedProduct,
  exchangeProduct,
  installerData,
  patchCode,
  products,
  root
} from './collectorPlaces'

const publishing = 'Software\\Microsoft\\Windows\\CurrentVersion\\WinTrust\\Trust Providers\\Software Publishing'
const users = 'HKEY_USERS'
const user = `${users}\\S-1-5-21-1-2-3-1105`
const internet = 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Internet Settings'

const revocation = casesOf('revocation', [
  [
    'present',
    'a user who turned it off, and a proxy',
    keys({
      [`${user}\\${publishing}`]: { State: 146_944 },
      [`${user}\\Volatile Environment`]: { USERDOMAIN: 'CONTOSO', USERNAME: 'admin' },
      [`${users}\\S-1-5-18\\${publishing}`]: { State: 146_432 },
      [`${internet}\\Connections`]: { WinHttpSettings: { bytes: '180000000000000003000000' } },
      [internet]: { ProxyServer: 'proxy:8080' }
    }),
    holds(
      '"sid":"S-1-5-21-1-2-3-1105","account":"CONTOSO\\\\admin","state":146944',
      '"sid":"S-1-5-18","account":null,"state":146432',
      '"winHttpProxy":true,"machineProxy":"proxy:8080"'
    ),
    { also: ['executionPolicy'] }
  ],
  [
    'absent',
    'no account',
    keys({ [`${users}\\S-1-5-18`]: undefined }),
    holds('"accounts":[]', '"winHttpProxy":null'),
    { also: ['executionPolicy'] }
  ],
  [
    'denied',
    'the key of a user',
    all(keys({ [`${user}\\${publishing}`]: {} }), parts({ deniedKeys: [`${user}\\${publishing}`] })),
    holds('"state":null,"unreadable":"access denied"'),
    { also: ['executionPolicy'] }
  ],
  [
    'damaged',
    'values of other types',
    keys({ [`${user}\\${publishing}`]: { State: '0x23e00' }, [`${users}\\nonsense`]: { State: 1 } }),
    holds('"state":null,"unreadable":"State is no number"'),
    { also: ['executionPolicy'] }
  ],
  [
    'huge',
    'a name of 1 MB',
    keys({
      [`${user}\\Volatile Environment`]: { USERDOMAIN: 'x'.repeat(1_000_000), USERNAME: 'admin' },
      [`${user}\\${publishing}`]: { State: -1 }
    }),
    holds('"account":"xxx', '"state":4294967295'),
    { also: ['executionPolicy'] }
  ]
])

const updates = 'SOFTWARE\\Microsoft\\Updates\\Exchange 2019'

const installedUpdates = casesOf('installedUpdates', [
  [
    'present',
    'an update and its patch',
    keys({
      [`${updates}\\KB5000015`]: { PackageName: 'Security Update', InstalledDate: '14.10.2026' }
    }),
    holds(
      '{"product":"2019","name":"Security Update","kb":"KB5000015","date":"14.10.2026"}',
      `"kb":"KB5000015","code":"${patchCode}","state":"1","date":"20261014"`
    )
  ],
  ['absent', 'no update that registered itself', unchanged, holds('"registered":[]')],
  ['denied', 'the key of the updates', parts({ deniedKeys: [updates] }), failed(/access denied/)],
  ['denied', 'the products', parts({ deniedKeys: [products] }), failed(/access denied/), { also: ['installerCache'] }],
  [
    'damaged',
    'odd values',
    keys({ [`${updates}\\x`]: { PackageName: { multi: ['a', 'b'] }, InstalledDate: 5 } }),
    holds('{"product":"2019","name":"a b","kb":null,"date":"5"}')
  ],
  [
    'huge',
    '600 updates',
    keys(numbered(600, (index) => [`${updates}\\KB${index + 100_000}`, {}])),
    failed(/more than 500 keys/)
  ]
])

const properties = `${products}\\${exchangeProduct}\\InstallProperties`

const installerCache = casesOf('installerCache', [
  [
    'present',
    'both packages',
    unchanged,
    holds('"file":"C:\\\\Windows\\\\Installer\\\\1a2b.msi","state":"present"', '3c4d.msp","state":"present"')
  ],
  [
    'absent',
    'a file of each kind',
    files({ [cachedProduct]: undefined, [cachedPatch]: undefined }),
    holds('1a2b.msi","state":"absent"', '3c4d.msp","state":"absent"')
  ],
  [
    'absent',
    'no product at all',
    keys({ [products]: undefined }),
    failed(/no products of Windows Installer/),
    { also: ['installedUpdates'] }
  ],
  [
    'denied',
    'a file',
    parts({ denied: ['C:\\Windows\\Installer'] }),
    holds('1a2b.msi","state":null,"unreadable":"access denied"')
  ],
  ['damaged', 'an empty file', files({ [cachedProduct]: '' }), holds('1a2b.msi","state":"damaged"')],
  [
    'damaged',
    'no file is named',
    all(
      keys({ [properties]: { LocalPackage: 5 } }),
      keys({ [`${installerData}\\Patches\\${patchCode}`]: { LocalPackage: '\\\\server\\x.msp' } })
    ),
    holds('"file":null,"state":null,"unreadable":"the registry names no file')
  ],
  [
    'huge',
    '600 patches',
    keys(numbered(600, (index) => [`${products}\\${exchangeProduct}\\Patches\\${index}`, { State: 1 }])),
    failed(/more than 500 patches/),
    { also: ['installedUpdates'] }
  ]
])

const program = `${root}Bin\\EdgeTransport.exe.config`
const savedProgram = 'C:\\ExchangeSavedFiles\\Bin\\EdgeTransport.exe.config'
const hashOfProgram = '"sha256":"0A7E471BFE81280C'

const configFiles = casesOf('configFiles', [
  [
    'present',
    'files and a copy',
    files({
      [`${root}FrontEnd\\HttpProxy\\owa\\web.config`]: '<configuration />',
      [`${root}FrontEnd\\HttpProxy\\owa\\auth\\logon.aspx`]: 'page',
      [`${root}ClientAccess\\Owa\\auth\\logoff.aspx`]: 'page of 2010',
      [savedProgram]: '<configuration />'
    }),
    holds(
      '"path":"Bin\\\\EdgeTransport.exe.config"',
      '"path":"FrontEnd\\\\HttpProxy\\\\owa\\\\web.config"',
      'owa\\\\auth\\\\logon.aspx"',
      '"path":"ClientAccess\\\\Owa\\\\auth\\\\logoff.aspx"',
      `"savedIn":"C:\\\\ExchangeSavedFiles","saved":[{"path":"Bin\\\\EdgeTransport.exe.config",${hashOfProgram}`
    ),
    { also: ['webRoots'] }
  ],
  ['absent', 'no file', files({ [program]: undefined, [savedProgram]: undefined }), holds('"files":[]', '"saved":[]')],
  [
    'denied',
    'a file',
    unchanged,
    holds('"sha256":null,"length":null', '"unreadable":"access denied"'),
    { faults: { [`Open ${program}`]: 'denied' } }
  ],
  [
    'denied',
    'a folder',
    parts({ denied: [`${root}FrontEnd\\HttpProxy`] }),
    failed(/access denied/),
    { also: ['acls', 'sharedWebConfig', 'webRoots'] }
  ],
  [
    'damaged',
    'a folder in the place of a file',
    all(files({ [program]: undefined }), folders(program)),
    holds('"files":[]')
  ],
  [
    'huge',
    'a file of 20 MB',
    files({ [program]: { lines: 'x'.repeat(1_024), times: 20_480 } }),
    holds('"sha256":null,"length":20971520', '"unreadable":"it has more than 16777216 bytes"')
  ],
  [
    'huge',
    '700 files',
    files(numbered(700, (index) => [`${root}Bin\\${index}.config`, 'x'])),
    failed(/more than 600 files/)
  ]
])

export const collectorOfUpdates = [...revocation, ...installedUpdates, ...installerCache, ...configFiles]
