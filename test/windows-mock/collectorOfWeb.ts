import { all, both, casesOf, counts, failed, files, holds, is, numbered, parts, unchanged } from './collectorCases'
import { configured, iis, realIis, withoutIis } from './iisConfiguration'
import type { MachineState } from './machine'
import { configuration } from './machineFiles'

const appPools = casesOf('appPools', [
  [
    'present',
    'pools, a site and an application',
    all(
      configured(iis({ '/owa': '%SystemDrive%\\inetpub\\wwwroot' })),
      parts({ states: { 'Default Web Site': 'Stopped' }, workers: { Own: '2026-11-01T08:00:00Z' } })
    ),
    both(
      holds(
        '{"name":"MSExchangeOWAAppPool","autoStart":true,"startMode":"OnDemand","state":"Started","started":null,"identity":"LocalSystem"}'
      ),
      holds(
        '{"name":"Own","autoStart":false,"startMode":"AlwaysRunning","state":"Started","started":"2026-11-01T08:00:00Z","identity":"ApplicationPoolIdentity"}'
      ),
      holds('{"name":"Default Web Site","id":1,"autoStart":false,"state":"Stopped"}'),
      holds('"pool":"MSExchangeOWAAppPool","folder":"C:\\\\inetpub\\\\wwwroot"')
    )
  ],
  [
    'present',
    'IIS does not run, so that it tells no state',
    (state: MachineState) => ({ ...state, services: { ...state.services, W3SVC: 'Stopped' } }),
    holds('"state":null'),
    { also: ['services'] }
  ],
  [
    'present',
    "IIS' library is not there",
    files({ 'C:\\Windows\\System32\\inetsrv\\Microsoft.Web.Administration.dll': undefined }),
    holds('"state":null')
  ],
  ...(realIis === null
    ? []
    : ([
        [
          'present',
          'those of a real server',
          configured(realIis),
          both(
            holds('{"name":"Exchange Back End","id":2,"autoStart":true,"state":"Started"}'),
            holds('{"site":"Default Web Site","path":"/owa/Calendar","pool":"MSExchangeOWACalendarAppPool"'),
            holds(
              '"name":"MSExchangeRestAppPool","autoStart":true',
              '"site":"Exchange Back End","path":"/","pool":"DefaultAppPool"'
            )
          )
        ]
      ] as const)),
  ['absent', 'no IIS', withoutIis, is({ pools: [], sites: [], applications: [] })],
  ['denied', 'the configuration', parts({ denied: [configuration] }), failed(/access denied/), { also: ['webRoots'] }],
  [
    'denied',
    'the states',
    unchanged,
    holds('"state":null'),
    { faults: { 'LoadFrom C:\\Windows\\System32\\inetsrv\\Microsoft.Web.Administration.dll': 'denied' } }
  ],
  [
    'damaged',
    'XML that ends early',
    configured('<configuration><system.applicationHost>'),
    failed(/XmlException/),
    { also: ['webRoots'] }
  ],
  ['damaged', 'a site whose number is a word', configured(iis().replace('id="1"', 'id="one"')), holds('"id":null')],
  ['huge', '500 applications', configured(iis(numbered(500, (index) => [`/a${index}`, 'C:\\a']))), holds('"/a499"')]
])

const metadata = (id: string): string =>
  `<customMetadata><key path="LM/W3SVC/2"><property id="${id}" dataType="Binary">AA==</property></key></customMetadata>`

const customMetadata = casesOf('customMetadata', [
  ['present', 'a certificate of a site', configured(iis({}, metadata('5506'))), is([{ path: 'LM/W3SVC/2', id: 5506 }])],
  ...(realIis === null
    ? []
    : ([['absent', 'other properties of a real server', configured(realIis), is([])]] as const)),
  ['absent', 'other properties', configured(iis({}, metadata('2120'))), is([])],
  ['absent', 'no IIS', withoutIis, is([])],
  ['denied', 'the configuration', parts({ denied: [configuration] }), failed(/access denied/), { also: ['webRoots'] }],
  ['damaged', 'XML that ends early', configured('<configuration>'), failed(/XmlException/), { also: ['webRoots'] }],
  ['huge', '300 sites', configured(iis({}, metadata('5511').repeat(300))), counts(300)]
])

export const collectorOfWeb = [...appPools, ...customMetadata]
