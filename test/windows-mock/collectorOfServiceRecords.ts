import { cliXml } from '../connections/folders'
import { both, casesOf, failed, files, holds, is, numbered, parts, unchanged, withoutFolder } from './collectorCases'
import { logs } from './collectorPlaces'
import { startModes } from './recordFiles'

const record = (name: string): string => `${logs}\\${name}`
const plain = record('ServiceStartupMode.xml')

/** A file of this name is told with these numbers. */
const has = (name: string, services: number | null, disabled: number | null) =>
  holds(`"name":"${name}"`, `"services":${services},"disabled":${disabled},"unreadable":null`)

export const collectorOfServiceRecords = casesOf('serviceRecords', [
  [
    'present',
    'files of both kinds, with and without a version, and others beside them',
    files({
      [plain]: startModes('Auto', 'disabled', 'Disabled', 'Manual', 'Disabled'),
      [record('servicestate15.02.1748.010.xml')]: cliXml(''),
      [record('ServiceStartupMode.xml.old')]: startModes('Disabled'),
      [record('ServiceStartupModes.xml')]: startModes('Disabled'),
      [record('ServiceControl.log')]: ''
    }),
    both(
      has('ServiceStartupMode.xml', 5, 3),
      has('servicestate15.02.1748.010.xml', null, null),
      holds('"folder":"C:\\\\ExchangeSetupLogs"'),
      (fact) => (/\.old|Modes\.xml/.test(JSON.stringify(fact)) ? 'it tells of another file' : null)
    ),
    { also: ['servicesBefore'] }
  ],
  [
    'present',
    'start types as properties, as another version of the script may write them',
    files({ [plain]: cliXml('<Obj RefId="0"><MS><S N="Name">A</S><S N="StartMode">Disabled</S></MS></Obj>') }),
    has('ServiceStartupMode.xml', 1, 1),
    { also: ['servicesBefore'] }
  ],
  [
    'present',
    'a link, which is not followed',
    parts({ links: [plain] }),
    holds('"size":null', '"unreadable":"it is a link, which is not followed"'),
    { also: ['servicesBefore'] }
  ],
  [
    'absent',
    'no file',
    files({ [plain]: undefined }),
    is({ folder: 'C:\\ExchangeSetupLogs', files: [] }),
    { also: ['servicesBefore'] }
  ],
  [
    'absent',
    'no folder',
    withoutFolder(logs),
    is({ folder: 'C:\\ExchangeSetupLogs', files: [] }),
    { also: ['servicesBefore', 'setupLog'] }
  ],
  [
    'denied',
    'the folder',
    parts({ denied: [logs] }),
    failed(/access denied/),
    { also: ['servicesBefore', 'setupLog', 'acls'] }
  ],
  [
    'denied',
    'a file',
    unchanged,
    holds('"services":null,"disabled":null,"unreadable":"', 'access denied'),
    { faults: { [`Open ${plain}`]: 'denied' }, also: ['servicesBefore'] }
  ],
  [
    'damaged',
    'XML that ends early',
    files({ [plain]: '<Objs Version="1.1">' }),
    holds('"services":null', 'XmlException'),
    { also: ['servicesBefore'] }
  ],
  ['damaged', 'an empty file', files({ [plain]: '' }), holds('"size":0', 'XmlException'), { also: ['servicesBefore'] }],
  [
    'damaged',
    'XML of another kind',
    files({ [plain]: '<configuration />' }),
    has('ServiceStartupMode.xml', 0, 0),
    { also: ['servicesBefore'] }
  ],
  [
    'huge',
    'a file of 5 MB',
    files({ [plain]: { lines: 'x'.repeat(1_024), times: 5_120 } }),
    holds('"size":5242880', '"unreadable":"it has more than 4194304 bytes"'),
    { also: ['servicesBefore'] }
  ],
  [
    'huge',
    '150 files',
    files(numbered(150, (index) => [record(`ServiceState15.2.${index}.0.xml`), cliXml('')])),
    failed(/more than 100 records/),
    { also: ['servicesBefore'] }
  ]
])
