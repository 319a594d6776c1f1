import { all, casesOf, holds, keys, numbered, parts, unchanged } from './collectorCases'

const own = 'SOFTWARE\\Microsoft\\Windows Defender'
const policy = 'SOFTWARE\\Policies\\Microsoft\\Windows Defender'
const services = 'SYSTEM\\CurrentControlSet\\Services'

const driver = (name: string, altitude: unknown, start: unknown = 0) => ({
  [`${services}\\${name}`]: { Start: start },
  [`${services}\\${name}\\Instances`]: {},
  [`${services}\\${name}\\Instances\\${name} Instance`]: { Altitude: altitude }
})

export const collectorOfAntivirus = casesOf('antivirus', [
  [
    'present',
    'exclusions of three sources, and drivers of four kinds',
    keys({
      [`${own}\\Exclusions\\Paths`]: { 'C:\\One': 0 },
      [`${policy}\\Exclusions\\Paths`]: { 'D:\\Two': '0' },
      [`${policy}\\Policy Manager`]: { ExcludedPaths: 'E:\\Three|F:\\Four|', ExcludedExtensions: '.edb' },
      [`${own}\\Exclusions\\Processes`]: { 'w3wp.exe': 0 },
      ...driver('WdFilter', '328010'),
      ...driver('Other', '321410.5', 4),
      ...driver('Backup', '280700'),
      ...driver('Odd', { multi: ['320000', '1'] })
    }),
    holds(
      '"paths":["C:\\\\One","D:\\\\Two","E:\\\\Three","F:\\\\Four"],"processes":["w3wp.exe"],"extensions":[".edb"]',
      '{"name":"WdFilter","altitude":"328010","start":0}',
      '{"name":"Other","altitude":"321410.5","start":4}',
      '"unread":[]'
    )
  ],
  [
    'present',
    'Defender that Group Policy turns off',
    keys({ [`${policy}\\Real-Time Protection`]: { DisableRealtimeMonitoring: 1 } }),
    holds('"realTimeOff":true,"paths":[]')
  ],
  [
    'absent',
    'no antivirus program',
    unchanged,
    holds('{"defender":{"realTimeOff":false,"paths":[],"processes":[],"extensions":[]},"filters":[],"unread":[]}')
  ],
  [
    'denied',
    'the exclusions',
    all(
      keys({ [`${own}\\Exclusions\\Paths`]: {}, ...driver('WdFilter', '328010') }),
      parts({ deniedKeys: [`${own}\\Exclusions\\Paths`] })
    ),
    holds('"defender":null,"filters":[{"name":"WdFilter"', '[{"source":"defender","reason":"access denied"}]')
  ],
  [
    'denied',
    'a driver',
    all(keys(driver('Other', '321410')), parts({ deniedKeys: [`${services}\\Other\\Instances`] })),
    holds('"filters":null', '[{"source":"filters","reason":"access denied"}]')
  ],
  [
    'damaged',
    'values of other types',
    keys({
      [`${policy}\\Policy Manager`]: { ExcludedPaths: 5 },
      [`${own}\\Real-Time Protection`]: { DisableRealtimeMonitoring: 'x' },
      ...driver('Other', '321410', 'x')
    }),
    holds('"realTimeOff":false,"paths":[]', '{"name":"Other","altitude":"321410","start":null}')
  ],
  [
    'huge',
    '600 exclusions',
    keys({ [`${own}\\Exclusions\\Paths`]: numbered(600, (index) => [`C:\\${index}`, 0]) }),
    holds('"defender":null', 'there are more than 500 exclusions of one kind')
  ],
  [
    'huge',
    '300 drivers',
    keys(Object.assign({}, ...Array.from({ length: 300 }, (_, index) => driver(`Filter${index}`, '321410')))),
    holds('"filters":null', 'there are more than 100 filter drivers')
  ]
])
