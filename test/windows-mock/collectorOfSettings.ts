import { all, both, casesOf, counts, failed, holds, is, keys, numbered, parts, unchanged } from './collectorCases'
import { exchange } from './collectorPlaces'

const scriptPolicy = 'SOFTWARE\\Policies\\Microsoft\\Windows\\PowerShell'
const user = 'HKEY_USERS\\S-1-5-21-1-2-3-1105'

const executionPolicy = casesOf('executionPolicy', [
  [
    'present',
    'a policy of the computer and of a user',
    keys({
      [scriptPolicy]: { EnableScripts: 1, ExecutionPolicy: 'AllSigned' },
      [`${user}\\${scriptPolicy}`]: { EnableScripts: 0 }
    }),
    holds('"machine":{"enableScripts":"1","executionPolicy":"AllSigned"}', '1105","enableScripts":"0"'),
    { also: ['revocation'] }
  ],
  [
    'absent',
    'no policy',
    unchanged,
    holds('"machine":{"enableScripts":null,"executionPolicy":null}', '"users":[{"sid":"S-1-5-18","enableScripts":null')
  ],
  ['denied', 'the key of the computer', parts({ deniedKeys: [scriptPolicy] }), failed(/access denied/)],
  [
    'denied',
    'the key of a user',
    all(keys({ [`${user}\\${scriptPolicy}`]: {} }), parts({ deniedKeys: [`${user}\\${scriptPolicy}`] })),
    holds('"machine":{"enableScripts":null,"executionPolicy":null}', '"unreadable":"access denied"'),
    { also: ['revocation'] }
  ],
  [
    'damaged',
    'values of other types',
    keys({ [scriptPolicy]: { EnableScripts: { bytes: '0102' }, ExecutionPolicy: { multi: ['a', 'b'] } } }),
    holds('"executionPolicy":"a b"')
  ],
  [
    'huge',
    'a value of 1 MB',
    keys({ [scriptPolicy]: { ExecutionPolicy: 'x'.repeat(1_000_000) } }),
    holds('"executionPolicy":"xxx')
  ]
])

const states = `${exchange}\\ServerComponentStates`

const localStates = casesOf('localStates', [
  [
    'present',
    'a server that a person took out of service',
    keys({ [`${states}\\ServerWideOffline`]: { Maintenance: '1:Inactive:638000000000000000' } }),
    holds('{"component":"ServerWideOffline","requester":"Maintenance","state":"Inactive","time":"20'),
    { also: ['setupState'] }
  ],
  ['absent', 'no request', unchanged, is([])],
  [
    'denied',
    'a component',
    all(keys({ [`${states}\\X`]: {} }), parts({ deniedKeys: [`${states}\\X`] })),
    failed(/access denied/),
    { also: ['setupState'] }
  ],
  [
    'damaged',
    'a value of another form',
    keys({ [`${states}\\X`]: { Maintenance: 'now', Functional: 5 } }),
    holds('"requester":"Maintenance","state":null', '"requester":"Functional","state":null'),
    { also: ['setupState'] }
  ],
  [
    'huge',
    '900 components',
    keys(numbered(900, (index) => [`${states}\\X${index}`, { Maintenance: '1:Active:638000000000000000' }])),
    counts(900),
    { also: ['setupState'] }
  ]
])

const codePages = 'SYSTEM\\CurrentControlSet\\Control\\Nls\\CodePage'
const windows = 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion'

const codePage = casesOf('codePage', [
  [
    'present',
    'a Japanese Windows Server 2012',
    keys({
      [codePages]: { ACP: '932', OEMCP: '932' },
      [windows]: { CurrentBuildNumber: '9200', CurrentVersion: '6.2' }
    }),
    both(holds('"acp":"932","oem":"932","inUse":'), holds('"os":"6.2.9200"')),
    { also: ['framework'] }
  ],
  ['absent', 'no key', unchanged, both(holds('"acp":null,"oem":null,"inUse":'), holds('"os":null'))],
  ['denied', 'the key', all(keys({ [codePages]: {} }), parts({ deniedKeys: [codePages] })), failed(/access denied/)],
  [
    'damaged',
    'values of other types',
    keys({ [codePages]: { ACP: 932, OEMCP: { multi: ['a', 'b'] } } }),
    holds('"acp":"932","oem":"a b"')
  ],
  ['huge', 'a value of 1 MB', keys({ [codePages]: { ACP: '9'.repeat(1_000_000) } }), holds(`"${'9'.repeat(100)}"`)]
])

export const collectorOfSettings = [...executionPolicy, ...localStates, ...codePage]
