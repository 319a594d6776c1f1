import { all, both, casesOf, files, folders, holds, numbered, parts, unchanged } from './collectorCases'
import { root } from './collectorPlaces'
import { configured, iis, withoutIis } from './iisConfiguration'
import { configuration } from './machineFiles'

const ecp = `${root}ClientAccess\\ecp`

const pageFolders = casesOf('pageFolders', [
  [
    'present',
    'a folder with files below it, an empty one, and one of another name',
    all(
      folders(`${ecp}\\15.2.1748.55`, `${ecp}\\15.2.1748.56\\themes`),
      files({ [`${ecp}\\15.2.1748.10\\a\\b.png`]: '', [`${ecp}\\scripts\\c.js`]: '' })
    ),
    holds(
      '{"parent":"ClientAccess\\\\ecp","state":"present","folders":[{"name":"15.2.1748.10","files":1,"unreadable":null},{"name":"15.2.1748.55","files":0,"unreadable":null},{"name":"15.2.1748.56","files":0,"unreadable":null}]'
    )
  ],
  [
    'absent',
    'no folder at all',
    unchanged,
    holds('{"parent":"ClientAccess\\\\ecp","state":"absent","folders":null,"unreadable":null}')
  ],
  [
    'denied',
    'the folder of all builds',
    all(folders(ecp), parts({ denied: [ecp] })),
    holds('"state":null,"folders":null,"unreadable":"access denied"')
  ],
  [
    'denied',
    'the folder of one build',
    all(folders(`${ecp}\\15.2.1748.10`), parts({ denied: [`${ecp}\\15.2.1748.10`] })),
    holds('{"name":"15.2.1748.10","files":null,"unreadable":"access denied"}')
  ],
  ['damaged', 'a file in the place of a folder', files({ [ecp]: '' }), holds('"state":null', 'IOException')],
  [
    'huge',
    '1,500 files',
    files(numbered(1_500, (index) => [`${ecp}\\15.2.1748.10\\${index}.png`, ''])),
    holds('{"name":"15.2.1748.10","files":1000,"unreadable":null}')
  ]
])

const owaAuth = `${root}FrontEnd\\HttpProxy\\owa\\auth`
const client = 'C:\\inetpub\\wwwroot\\aspnet_client'
const inJson = (path: string): string => JSON.stringify(path).slice(1, -1)

const webRoots = casesOf('webRoots', [
  [
    'present',
    'pages in all folders and below them, and files that no web server runs',
    all(
      configured(iis({ '/': 'D:\\Web', '/aspnet_client': 'E:\\Client\\', '/else': 'D:\\Else' })),
      files({
        [`${client}\\system_web\\4_0_30319\\x.ASHX`]: 'abc',
        [`${client}\\system_web\\4_0_30319\\WebUIValidation.js`]: '',
        'D:\\Web\\aspnet_client\\y.asp': '',
        'E:\\Client\\z.php': '',
        'D:\\Else\\other.aspx': '',
        [`${owaAuth}\\Current\\themes\\a.aspx`]: '',
        [`${owaAuth}\\logon.aspx.bak`]: ''
      })
    ),
    both(
      holds(
        `"path":"${inJson(client)}\\\\system_web\\\\4_0_30319\\\\x.ASHX","size":3,"sha256":"BA7816BF8F01CFEA`,
        '{"kind":"aspnetClient","path":"D:\\\\Web\\\\aspnet_client","state":"present"}',
        '{"kind":"aspnetClient","path":"E:\\\\Client","state":"present"}'
      ),
      holds('y.asp"', 'z.php"', 'themes\\\\a.aspx"', '"unread":[]'),
      (fact) => (/other\.aspx|\.js|\.bak/.test(JSON.stringify(fact)) ? 'it tells of another file' : null)
    ),
    { also: ['bindings', 'acls', 'appPools', 'pageFolders'] }
  ],
  [
    'present',
    'a link, which is not followed',
    all(files({ [`${client}\\a\\b.aspx`]: '' }), parts({ links: [`${client}\\a`] })),
    holds('"pages":[]', 'aspnet_client\\\\a","reason":"it is a link, which is not followed"')
  ],
  [
    'absent',
    'no aspnet_client',
    unchanged,
    holds(`{"kind":"aspnetClient","path":"${inJson(client)}","state":"absent"}`, '"pages":[]')
  ],
  [
    'absent',
    'no IIS',
    withoutIis,
    holds(`"path":"${inJson(client)}","state":"absent"`, '"unread":[]'),
    { also: ['bindings', 'appPools'] }
  ],
  [
    'denied',
    'a folder, and one below another',
    all(
      files({ [`${client}\\a\\b.aspx`]: '', [`${client}\\c.aspx`]: '' }),
      parts({ denied: [owaAuth, `${client}\\a`] })
    ),
    holds(
      `{"kind":"owaAuth","path":"${inJson(owaAuth)}","state":null}`,
      'c.aspx"',
      'aspnet_client\\\\a","reason":"access denied"',
      'owa\\\\auth","reason":"access denied"'
    ),
    { also: ['acls', 'configFiles', 'pageFolders'] }
  ],
  [
    'denied',
    'a page, which is told all the same',
    files({ [`${client}\\c.aspx`]: '' }),
    holds('c.aspx","size":null,"sha256":null', '"unreadable":"access denied"'),
    { faults: { [`Open ${client}\\c.aspx`]: 'denied' } }
  ],
  [
    'denied',
    'the configuration of IIS',
    parts({ denied: [configuration] }),
    holds(
      '{"path":"applicationHost.config","reason":"',
      'access denied',
      `"path":"${inJson(client)}","state":"absent"`
    ),
    { also: ['bindings', 'appPools', 'webConfigs', 'customMetadata'] }
  ],
  ['damaged', 'a file in the place of a folder', files({ [client]: '' }), holds('"state":null', 'IOException')],
  [
    'damaged',
    'the configuration of IIS ends early',
    configured('<configuration>'),
    holds('{"path":"applicationHost.config","reason":"'),
    { also: ['bindings', 'appPools', 'webConfigs', 'customMetadata'] }
  ],
  [
    'huge',
    '300 pages in one folder, and one in each other',
    files({
      ...numbered(300, (index) => [`${client}\\${index}.aspx`, '']),
      [`${owaAuth}\\a.aspx`]: '',
      [`${root}FrontEnd\\HttpProxy\\ecp\\auth\\b.aspx`]: ''
    }),
    both(holds(`"path":"${inJson(client)}","reason":"there are more than 200 pages`), (fact) =>
      JSON.stringify(fact).split('.aspx"').length === 201 ? null : 'there are not 200 pages'
    ),
    { also: ['acls', 'configFiles', 'pageFolders'] }
  ],
  [
    'huge',
    'a page of 5 MB',
    files({ [`${client}\\a.aspx`]: { lines: 'x'.repeat(1_024), times: 5_120 } }),
    holds('"size":5242880,"sha256":null', '"unreadable":"it has more than 4194304 bytes"')
  ]
])

export const collectorOfWebFolders = [...pageFolders, ...webRoots]
