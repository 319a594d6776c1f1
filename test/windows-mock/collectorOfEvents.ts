import type { SectionName } from './collectorCases'
import { both, casesOf, failed, holds, is, parts, unchanged } from './collectorCases'

const hour = 3_600_000

/** A record some hours ago. */
const record = (hours: number, provider: string, id: number, values: ReadonlyArray<unknown> | null) => ({
  provider,
  id,
  at: new Date(Date.now() - hours * hour).toISOString(),
  values
})

const log = (name: string, ...records: ReadonlyArray<unknown>) => parts({ logs: { [name]: records } })

const none = { since: null, events: [] }

const stack = (method: string): string =>
  `${'   at System.Web.X.Y()\r\n'.repeat(40)}   at Microsoft.Exchange.${method}(X x)`

/** The rows that all sections of events have. */
const common = (section: SectionName, name: string, provider: string, id: number, values: ReadonlyArray<unknown>) => {
  const [one, many] = [
    record(2, provider, id, values),
    Array.from({ length: 300 }, (_, index) => record(300 - index, provider, id, [...values, `${index}`]))
  ]
  return casesOf(section, [
    ['absent', 'an empty log', unchanged, is(none)],
    ['absent', 'only other records', log(name, record(1, 'Other', id, values)), holds('"events":[]', '"since":"20')],
    ['denied', 'the log', log(name, one), failed(/access denied/), { faults: { [`Read the log ${name}`]: 'denied' } }],
    [
      'denied',
      'the service of the logs does not answer',
      log(name, one),
      failed(/RPC server/),
      { faults: { [`Read the log ${name}`]: 'error' } }
    ],
    [
      'huge',
      '300 records',
      log(name, ...many),
      both(holds('"since":"20'), (fact) => (JSON.stringify(fact).length < 20_000 ? null : 'too long'))
    ]
  ])
}

const aspNet = 'ASP.NET 4.0.30319.0'

const fault = (domain: string, type: string, text: string): ReadonlyArray<string> => [
  ...['3005', 'Eine Ausnahme ist aufgetreten.', '11/01/2026 09:00:00', '11/01/2026 08:00:00', 'a1b2', '1', '1', '0'],
  ...[domain, 'Full', '/owa', 'C:\\X\\', 'EX01', '', '4711', 'w3wp.exe', 'NT AUTHORITY\\SYSTEM', type, text],
  ...['https://localhost:444/owa/?secret=1', '/owa/', '10.0.0.1', 'user@contoso.example']
]

const missing = fault(
  '/LM/W3SVC/2/ROOT/owa-1-132537',
  'FileNotFoundException',
  "Die Datei 'Microsoft.Exchange.Common' fehlt."
)

const aspNetEvents = casesOf('aspNetEvents', [
  [
    'present',
    'a file that is missing, told again and again, once',
    log('Application', record(5, aspNet, 1309, missing), record(4, aspNet, 1309, missing)),
    both(
      holds(
        '"eventCode":3005,"application":"/LM/W3SVC/2/ROOT/owa","exception":"FileNotFoundException"',
        "Die Datei 'Microsoft"
      ),
      (fact) => (/secret|contoso|10\.0\.0/.test(JSON.stringify(fact)) ? 'it tells who asked' : null),
      (fact) => (JSON.stringify(fact).match(/3005/g)?.length === 1 ? null : 'it is told twice')
    )
  ],
  [
    'huge',
    'pages that strangers ask for, each time another one, with an older fault below them',
    log(
      'Application',
      record(600, aspNet, 1309, missing),
      // Far more than are kept, and few enough to be read in time by a busy machine.
      ...Array.from({ length: 60 }, (_, index) =>
        record(60 - index, aspNet, 1309, fault('/LM/W3SVC/1/ROOT/owa-1-1', 'HttpException', `${index}.aspx fehlt.`))
      )
    ),
    both(holds('"exception":"HttpException","text":"59.aspx fehlt."', '"exception":"FileNotFoundException"'), (fact) =>
      JSON.stringify(fact).match(/"id"/g)?.length === 2 ? null : 'what strangers ask for is told again and again'
    )
  ],
  [
    'damaged',
    'a record without properties, and one of another form',
    log('Application', record(2, aspNet, 1309, null), record(1, aspNet, 1310, ['x', { bytes: '00' }])),
    holds('"id":1310', '"eventCode":null,"application":null,"exception":null,"text":null', '"id":1309')
  ]
])

const front = 'MSExchange Front End HTTPS Proxy'

const proxyEvents = casesOf('proxyEvents', [
  [
    'present',
    'a sign-in that failed, far down in a stack, and another error',
    log(
      'Application',
      record(3, front, 1003, ['1', stack('HttpProxy.FbaModule.ParseCadataCookies')]),
      record(2, front, 1003, ['1', stack('Other.Thing')]),
      record(1, aspNet, 1309, [stack('Security.HMACProvider.GetCertificates')])
    ),
    holds(
      '"method":"HMACProvider.GetCertificates"},{"id":1003',
      `"provider":"${front}","method":"FbaModule.ParseCadataCookies"}]`
    )
  ],
  ['damaged', 'a record without properties', log('Application', record(2, front, 1003, null)), holds('"events":[]')]
])

const http = 'Microsoft-Windows-HttpEvent'

const httpEvents = casesOf('httpEvents', [
  [
    'present',
    'a certificate that can not be used, and a record that was made',
    log(
      'System',
      record(3, http, 15301, ['\\Device\\Http\\ReqQueue', '[::]:444']),
      record(2, http, 15021, [
        '\\Device\\Http\\ReqQueue',
        '0.0.0.0:444',
        { bytes: '000004000200300000000000AD3A00C05F0300C0' }
      ])
    ),
    holds('"id":15021', '"endpoint":"0.0.0.0:444","status":"0xC000035F"', '"endpoint":"[::]:444","status":null')
  ],
  [
    'damaged',
    'a record of another form',
    log('System', record(2, http, 15021, ['x', { bytes: '01' }])),
    holds('"endpoint":null,"status":null')
  ]
])

const installer = 'MsiInstaller'
const update = 'Security Update for Exchange Server 2019 Cumulative Update 15 (KB5066366)'

const installerEvents = casesOf('installerEvents', [
  [
    'present',
    'an update that failed, then was installed, and another product',
    log(
      'Application',
      record(900, installer, 1023, ['Microsoft Exchange Server', update, '1603', 'C:\\Temp\\MSI1.LOG', '(NULL)']),
      record(3, installer, 1036, [
        'Microsoft Exchange Server',
        '15.2.1748.10',
        '0',
        update,
        '0',
        'Microsoft Corporation'
      ]),
      record(2, installer, 1033, ['Other', '1.0', '1033', '0', 'Somebody'])
    ),
    both(
      holds(`"id":1036`, `"update":"${update}","code":0,"log":null`, `"code":1603,"log":"C:\\\\Temp\\\\MSI1.LOG"`),
      (fact) => (JSON.stringify(fact).includes('Other') ? 'it tells of another product' : null)
    )
  ],
  [
    'huge',
    'inventories that check every product, Exchange too, long after the last update',
    log(
      'Application',
      record(900, installer, 1036, ['Microsoft Exchange Server', '15.2.1748.10', '0', update, '0', 'Microsoft']),
      ...Array.from({ length: 300 }, (_, index) =>
        record(300 - index, installer, 1035, [index % 10 === 0 ? 'Microsoft Exchange Server' : 'Other', '1', '0', '0'])
      )
    ),
    both(holds('"id":1036'), (fact) => (JSON.stringify(fact).includes('1035') ? 'it tells of a check' : null))
  ],
  [
    'damaged',
    'a record with too little, and a code that is a word',
    log(
      'Application',
      record(3, installer, 1022, ['Microsoft Exchange Server']),
      record(2, installer, 1024, ['Microsoft Exchange Server', update, 'x'])
    ),
    holds('"update":null,"code":null', `"update":"${update}","code":null`)
  ]
])

const control = 'Service Control Manager'

const serviceEvents = casesOf('serviceEvents', [
  [
    'present',
    'services by each place of their name',
    log(
      'System',
      record(5, control, 7031, ['Microsoft Exchange-Transport', '1', { bytes: '460049004E00440000006F00' }]),
      record(4, control, 7000, ['Microsoft Exchange Transport', '%%1053', { bytes: '46004D0053000000' }]),
      record(3, control, 7009, ['30000', 'FMS']),
      record(2, control, 7001, ['A', 'B', '%%1068'])
    ),
    holds(
      '"service":"A","name":null,"code":1068,"needs":"B"',
      '"service":"FMS","name":null,"code":null',
      '"service":"Microsoft Exchange Transport","name":"FMS","code":1053',
      '"service":"Microsoft Exchange-Transport","name":"FIND","code":null'
    )
  ],
  [
    'damaged',
    'a record without properties, and one with other bytes',
    log('System', record(2, control, 7031, []), record(1, control, 7034, ['A', '1', { bytes: '46004D00FF' }])),
    holds('"service":null,"name":null,"code":null', '"service":"A","name":null')
  ]
])

export const collectorOfEvents = [
  ...aspNetEvents,
  ...common('aspNetEvents', 'Application', aspNet, 1309, missing),
  ...proxyEvents,
  ...common('proxyEvents', 'Application', front, 1003, [stack('HttpProxy.FbaModule.ParseCadataCookies')]),
  ...httpEvents,
  ...common('httpEvents', 'System', http, 15300, ['x', '0.0.0.0:443']),
  ...installerEvents,
  ...common('installerEvents', 'Application', installer, 1022, ['Microsoft Exchange Server', update]),
  ...serviceEvents,
  ...common('serviceEvents', 'System', control, 7000, ['A', '%%5'])
]
