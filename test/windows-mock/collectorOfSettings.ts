import { all, casesOf, counts, failed, holds, is, keys, numbered, parts, unchanged } from './collectorCases'
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
    holds('"machine":{"enableScripts":"1","executionPolicy":"AllSigned"}', '1105","enableScripts":"0"')
  ],
  ['absent', 'no policy', unchanged, holds('"machine":{"enableScripts":null,"executionPolicy":null}', '"users":[]')],
  ['denied', 'the key of the computer', parts({ deniedKeys: [scriptPolicy] }), failed(/access denied/)],
  [
    'denied',
    'the key of a user',
    all(keys({ [`${user}\\${scriptPolicy}`]: {} }), parts({ deniedKeys: [`${user}\\${scriptPolicy}`] })),
    holds('"machine":{"enableScripts":null,"executionPolicy":null}', '"unreadable":"access denied"')
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

export const collectorOfSettings = [...executionPolicy, ...localStates]
