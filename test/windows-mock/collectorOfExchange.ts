import {
  all,
  casesOf,
  failed,
  files,
  folders,
  holds,
  is,
  keys,
  numbered,
  parts,
  unchanged,
  withoutFolder
} from './collectorCases'
import { back, exchange, root } from './collectorPlaces'
import { servicesKey } from './machine'

const older = 'SOFTWARE\\Microsoft\\ExchangeServer\\v14'

const olderSetup = {
  ...{ MsiProductMajor: 14, MsiProductMinor: 3, MsiBuildMajor: 123, MsiBuildMinor: 4 },
  MsiInstallPath: 'C:\\Program Files\\Microsoft\\Exchange Server\\V14\\'
}

const withoutRoles = Object.fromEntries(
  [
    'MailboxRole',
    'HubTransportRole',
    'ClientAccessRole',
    'UnifiedMessagingRole',
    'CafeRole',
    'FrontendTransportRole'
  ].map((name) => [`${exchange}\\${name}`, undefined])
)

const identity = casesOf('identity', [
  [
    'present',
    'a mailbox server',
    unchanged,
    holds('"name":"EX01"', '"roles":["Mailbox"]', '"domain":"contoso.example"')
  ],
  [
    'absent',
    'no Exchange at all',
    keys({ [exchange]: undefined }),
    holds('"name":"EX01"', 'none known (no Exchange installation'),
    { also: ['build', 'sharedWebConfig', 'acls', 'setupState', 'configFiles', 'mailQueue', 'webRoots'] }
  ],
  ['absent', 'the management tools alone', keys(withoutRoles), holds('"roles":[]'), { also: ['setupState'] }],
  [
    'denied',
    'the key of setup',
    parts({ deniedKeys: [`${exchange}\\Setup`] }),
    holds('"name":"EX01"', 'none known (access denied)'),
    { also: ['build', 'sharedWebConfig', 'acls', 'setupState', 'configFiles', 'mailQueue', 'webRoots'] }
  ],
  [
    'damaged',
    'a number as the installation folder',
    keys({ [`${exchange}\\Setup`]: { MsiInstallPath: 5 } }),
    holds('"name":"EX01"', 'without the installation folder'),
    { also: ['build', 'sharedWebConfig', 'acls', 'configFiles', 'mailQueue', 'webRoots'] }
  ],
  [
    'damaged',
    'a folder with NULs',
    keys({ [`${exchange}\\Setup`]: { MsiInstallPath: 'C:\\a\u0000b' } }),
    holds('"name":"EX01"', 'without the installation folder'),
    { also: ['build', 'sharedWebConfig', 'acls', 'configFiles', 'mailQueue', 'webRoots'] }
  ],
  [
    'damaged',
    'a version that is a text',
    keys({ [`${exchange}\\Setup`]: { MsiProductMajor: 'fifteen' } }),
    holds('"name":"EX01"', '"version":null')
  ],
  [
    'huge',
    'a site of 100,000 characters',
    keys({ [`${servicesKey}\\Netlogon\\Parameters`]: { DynamicSiteName: 'x'.repeat(100_000) } }),
    holds('"name":"EX01"', '"site":null')
  ],
  [
    'damaged',
    'a version of which a part is a text, and the roles depend on it',
    keys({ [`${exchange}\\Setup`]: { MsiProductMinor: 'two' } }),
    holds('"version":null', 'none known (Setup in the registry holds no version)')
  ],
  [
    'damaged',
    'a site that is a list',
    keys({ [`${servicesKey}\\Netlogon\\Parameters`]: { SiteName: { multi: ['a', 'b'] }, DynamicSiteName: 'Hamburg' } }),
    holds('"site":"Hamburg"')
  ],
  [
    'present',
    'what an older Exchange has left in the registry',
    keys({ [older]: {}, [`${older}\\Setup`]: olderSetup, [`${older}\\HubTransportRole`]: {} }),
    holds('"roles":["Mailbox"]', '"version":"15.2.')
  ],
  [
    'damaged',
    'an older Exchange beside one without Setup and roles',
    keys({
      [older]: {},
      [`${older}\\Setup`]: olderSetup,
      ...withoutRoles,
      [`${exchange}\\Setup`]: undefined,
      [`${exchange}\\Language`]: {}
    }),
    holds('"version":null', 'without Setup and roles, beside'),
    { also: ['build', 'sharedWebConfig', 'acls', 'setupState', 'webRoots'] }
  ]
])

const build = casesOf('build', [
  ['present', 'all files', unchanged, holds('"exSetup":"15.2.1748.55"', '"missing":[]')],
  [
    'absent',
    'one file',
    files({ [`${root}Bin\\EdgeTransport.exe`]: undefined }),
    holds('"missing":["Bin\\\\EdgeTransport.exe"]')
  ],
  [
    'absent',
    'the installation folder',
    withoutFolder(root.slice(0, -1)),
    failed(/does not exist or is out of reach/),
    { also: ['sharedWebConfig', 'acls', 'configFiles', 'mailQueue', 'webRoots'] }
  ],
  [
    'denied',
    'the folder Bin',
    parts({ denied: [`${root}Bin`] }),
    failed(/access denied/),
    { also: ['configFiles', 'mailQueue'] }
  ],
  [
    'denied',
    'ExSetup.exe',
    parts({ denied: [`${root}Bin\\ExSetup.exe`] }),
    failed(/version of .*ExSetup.exe can't be read/)
  ],
  [
    'damaged',
    'a file without a version',
    files({ [`${root}Bin\\EdgeTransport.exe`]: '' }),
    holds('{"path":"Bin\\\\EdgeTransport.exe","version":null}')
  ],
  [
    'huge',
    'a folder of 2,000 files',
    files(numbered(2_000, (index) => [`${root}Bin\\${index}.dll`, { version: '1.0.0.0' }])),
    holds('"exSetup":"15.2.1748.55"', '"missing":[]')
  ]
])

const sharedWebConfig = casesOf('sharedWebConfig', [
  ['present', 'both files', unchanged, holds('"clientAccess":"present","httpProxy":"present"')],
  ['absent', 'a file', files({ [back]: undefined }), holds('"clientAccess":"absent","httpProxy":"present"')],
  [
    'denied',
    'a file',
    unchanged,
    holds('"clientAccess":null,"httpProxy":"present"', '"clientAccess":"access denied"'),
    { faults: { [`Open ${back}`]: 'denied' } }
  ],
  ['damaged', 'no XML', files({ [back]: '<configuration' }), holds('"clientAccess":"malformed"')],
  ['damaged', 'a page of HTML', files({ [back]: '<html />' }), holds('"clientAccess":"other"')],
  [
    'damaged',
    'a folder in its place',
    all(files({ [back]: undefined }), folders(back)),
    holds('"clientAccess":"other"')
  ],
  [
    'huge',
    '40 MB',
    files({ [back]: { lines: 'x'.repeat(1_024), times: 40_960 } }),
    holds('"clientAccess":"other"', 'more than 33554432 bytes')
  ]
])

const setupState = casesOf('setupState', [
  [
    'present',
    'finished roles',
    unchanged,
    holds('{"role":"MailboxRole","unpacked":"15.2.1748.10","configured":"15.2.1748.10","action":null,"watermark":null}')
  ],
  [
    'present',
    'a watermark',
    keys({ [`${exchange}\\MailboxRole`]: { Watermark: 'here', Action: 'BuildToBuildUpgrade' } }),
    holds('"watermark":"here"')
  ],
  ['absent', 'no role', keys(withoutRoles), is([]), { also: ['identity'] }],
  [
    'denied',
    'a role',
    parts({ deniedKeys: [`${exchange}\\MailboxRole`] }),
    failed(/access denied/),
    { also: ['identity'] }
  ],
  [
    'damaged',
    'odd values',
    keys({
      [`${exchange}\\MailboxRole`]: { Watermark: { multi: ['a', 'b'] }, Action: { bytes: '0102' }, UnpackedVersion: 5 }
    }),
    holds('"role":"MailboxRole"', '"unpacked":"5"')
  ],
  [
    'huge',
    '200 keys',
    keys(numbered(200, (index) => [`${exchange}\\X${index}`, { Action: 'x' }])),
    failed(/more than 100 keys/)
  ],
  [
    'huge',
    'a value of 1 MB',
    keys({ [`${exchange}\\MailboxRole`]: { Watermark: 'x'.repeat(1_000_000) } }),
    holds('"role":"MailboxRole"')
  ]
])

export const collectorOfExchange = [...identity, ...build, ...sharedWebConfig, ...setupState]
