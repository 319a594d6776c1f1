import { all, both, casesOf, counts, files, folders, holds, is, numbered, parts } from './collectorCases'
import { root } from './collectorPlaces'
import { configured, iis, realEcp, withoutIis } from './iisConfiguration'

const owaFolder = `${root}ClientAccess\\Owa`
const webConfig = `${owaFolder}\\web.config`
const shared = `${root}ClientAccess\\SharedWebConfig.config`

const webText = (bins: string, hrefs: ReadonlyArray<string> = [], codeBases: ReadonlyArray<string> = []): string =>
  '<configuration><runtime><assemblyBinding xmlns="urn:schemas-microsoft-com:asm.v1">' +
  hrefs.map((href) => `<linkedConfiguration href="${href}" />`).join('') +
  codeBases.map((href) => `<dependentAssembly><codeBase href="${href}" /></dependentAssembly>`).join('') +
  `</assemblyBinding></runtime><appSettings><add key="BinSearchFolders" value="${bins}" /></appSettings></configuration>`

const owa = configured(iis({ '/owa': owaFolder, '/else': 'C:\\inetpub\\else' }))
const withConfig = (text: string) => all(owa, files({ [webConfig]: text }))

export const collectorOfWebConfigs = casesOf('webConfigs', [
  [
    'present',
    'a linked file, and folders of assemblies',
    withConfig(
      webText(`${root}bin;${root}Gone\\;%ExchangeInstallDir%bin`, [
        `file://${shared}`,
        'file:///C:/Gone%20(x)/a.config'
      ])
    ),
    both(
      holds('"application":"Default Web Site/owa"', '"state":"present"', 'SharedWebConfig.config","state":"there"'),
      holds(
        '\\\\bin","state":"there"',
        '\\\\Gone\\\\","state":"absent"',
        '"value":"%ExchangeInstallDir%bin","state":"unexpanded"'
      ),
      holds(
        '{"kind":"linkedConfiguration","value":"file:///C:/Gone%20(x)/a.config","state":"absent"}',
        '"application":null'
      )
    )
  ],
  [
    'present',
    'code bases that are not there, each name as an address writes it',
    all(
      withConfig(
        webText(
          '',
          [],
          [
            `file:///${root.replaceAll('\\', '/').replaceAll(' ', '%20')}bin/One%28x%29.dll`,
            'file:///C:/Gone/Two.dll',
            'file:///%ExchangeInstallDir%bin/Three.dll'
          ]
        )
      ),
      files({ [`${root}bin\\One(x).dll`]: '' })
    ),
    both(counts(1), holds('Two.dll","state":"absent"', 'Three.dll","state":"unexpanded"'), (fact) =>
      JSON.stringify(fact).includes('One%28') ? 'One.dll is there' : null
    )
  ],
  ...(realEcp === null
    ? []
    : ([
        [
          'present',
          'that of ECP on a real server, and that of the root of its site',
          all(
            configured(iis({ '/': 'C:\\inetpub\\wwwroot', '/owa': owaFolder, '/else': 'C:\\inetpub\\else' })),
            files({ [webConfig]: realEcp, 'C:\\inetpub\\wwwroot\\web.config': webText('%ExchangeInstallDir%bin') }),
            folders(`${root}bin\\CmdletExtensionAgents`)
          ),
          both(
            holds('\\\\bin\\\\CmdletExtensionAgents","state":"there"'),
            holds('"application":"Default Web Site/"', '"state":"unexpanded"'),
            (fact) => (JSON.stringify(fact).includes('else') ? 'it tells of another application' : null)
          )
        ]
      ] as const)),
  ['absent', 'no file', owa, holds('"state":"absent"')],
  ['absent', 'no IIS', withoutIis, is([])],
  [
    'denied',
    'the folder',
    all(withConfig(webText('')), parts({ denied: [owaFolder] })),
    holds('"state":null,"unreadable":"access denied"'),
    { also: ['build'] }
  ],
  ['damaged', 'XML that ends early', withConfig('<configuration>'), holds('"state":"malformed"')],
  [
    'damaged',
    'an entity of its own',
    withConfig('<!DOCTYPE a [<!ENTITY b "c">]><configuration>&b;</configuration>'),
    holds('"state":"malformed"')
  ],
  [
    'huge',
    '90 applications',
    configured(iis(numbered(90, (index) => [`/a${index}`, `${root}ClientAccess\\a${index}`]))),
    counts(90)
  ],
  [
    'huge',
    'a file of 5 MB',
    withConfig(`<configuration>${' '.repeat(5_000_000)}</configuration>`),
    holds('it has more than 4194304 bytes')
  ]
])
