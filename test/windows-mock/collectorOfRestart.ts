import { all, both, casesOf, failed, files, holds, is, keys, parts, unchanged } from './collectorCases'

const servicing = 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing'
const windowsUpdate = 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired'
const sessionManager = 'SYSTEM\\CurrentControlSet\\Control\\Session Manager'
const updates = 'SOFTWARE\\Microsoft\\Updates\\UpdateExeVolatile'
const names = 'SYSTEM\\CurrentControlSet\\Control\\ComputerName'

const renames = (...lines: ReadonlyArray<string>) =>
  keys({ [sessionManager]: { PendingFileRenameOperations: { multi: lines } } })

const pendingRestart = casesOf('pendingRestart', [
  [
    'present',
    'every source',
    all(
      keys({
        [`${servicing}\\RebootPending`]: {},
        [`${servicing}\\PackagesPending`]: {},
        [windowsUpdate]: {},
        [sessionManager]: {
          PendingFileRenameOperations: { multi: ['\\??\\C:\\old.tmp', '', '*1\\??\\C:\\new.dll', '!\\??\\C:\\a.dll'] },
          PendingFileRenameOperations2: { multi: ['\\??\\C:\\gone.tmp', ''] }
        },
        [updates]: { Flags: 3 },
        [`${names}\\ComputerName`]: { ComputerName: 'EX09' }
      }),
      files({ 'C:\\old.tmp': '', 'C:\\new.dll': '' })
    ),
    holds(
      '"componentServicing":["RebootPending","PackagesPending"],"windowsUpdate":true',
      '{"source":"\\\\??\\\\C:\\\\old.tmp","target":null,"exists":true}',
      '"source":"*1\\\\??\\\\C:\\\\new.dll","target":"!\\\\??\\\\C:\\\\a.dll","exists":true',
      '"source":"\\\\??\\\\C:\\\\gone.tmp","target":null,"exists":false',
      '"fileRenameCount":3,"updateFlags":3',
      '"next":"EX09"',
      '"unread":[]'
    )
  ],
  [
    'absent',
    'no source',
    unchanged,
    holds(
      '"componentServicing":[],"windowsUpdate":false,"fileRenames":[],"fileRenameCount":0,"updateFlags":0',
      '"unread":[]'
    )
  ],
  [
    'denied',
    'each key',
    all(
      keys({ [`${servicing}\\RebootPending`]: {}, [windowsUpdate]: {}, [sessionManager]: {}, [updates]: {} }),
      parts({
        deniedKeys: [
          `${servicing}\\RebootPending`,
          windowsUpdate,
          sessionManager,
          updates,
          `${names}\\ActiveComputerName`
        ]
      })
    ),
    holds(
      '"componentServicing":null,"windowsUpdate":null,"fileRenames":null,"fileRenameCount":null,"updateFlags":null',
      '"computerName":null',
      ...['componentServicing', 'windowsUpdate', 'fileRenames', 'updateFlags', 'computerName'].map(
        (source) => `{"source":"${source}","reason":"access denied"}`
      )
    )
  ],
  [
    'damaged',
    'values of other types, and a source without a target',
    keys({
      [sessionManager]: { PendingFileRenameOperations: { multi: ['\\??\\C:\\odd.tmp'] } },
      [updates]: { Flags: 'often' },
      [`${names}\\ComputerName`]: { ComputerName: '' }
    }),
    holds('"fileRenames":[{"source":"\\\\??\\\\C:\\\\odd.tmp","target":null', '"updateFlags":null,"computerName":null')
  ],
  [
    'huge',
    '5,000 files with long names',
    renames(...Array.from({ length: 5_000 }, (_, index) => [`\\??\\C:\\${'x'.repeat(900)}${index}`, '']).flat()),
    holds('"fileRenameCount":5000', `xxx","target":null`)
  ]
])

const started = (provider: string, id: number, hours: number) => ({
  provider,
  id,
  at: new Date(Date.now() - hours * 3_600_000).toISOString(),
  values: []
})

const system = (...records: ReadonlyArray<unknown>) => parts({ logs: { System: records } })
const kernel = 'Microsoft-Windows-Kernel-General'

/** The hours since the start that the log tells. */
const startedAgo =
  (hours: number | null) =>
  (fact: Parameters<ReturnType<typeof holds>>[0]): string | null => {
    const at = /"events":\["([^"]+)"/.exec(JSON.stringify(fact))?.[1]
    const found = at === undefined ? null : Math.round((Date.now() - Date.parse(at)) / 3_600_000)
    return found === hours ? null : `expected a start ${hours} hours ago, got ${found}`
  }

const boot = casesOf('boot', [
  [
    'present',
    'the newest of three starts',
    system(started(kernel, 12, 90), started(kernel, 12, 5), started('EventLog', 6005, 5), started(kernel, 13, 1)),
    both(startedAgo(5), holds('"counter":"2026-01-02T03:04:05Z"', '"since":"20', '"unread":null'))
  ],
  [
    'present',
    'only the service of the logs tells',
    system(started('EventLog', 6005, 7), started('EventLog', 6006, 1)),
    startedAgo(7)
  ],
  ['absent', 'no record of a start', system(started(kernel, 1, 2)), both(startedAgo(null), holds('"since":"20'))],
  [
    'denied',
    'the log',
    system(started(kernel, 12, 5)),
    holds('"counter":"2026-01-02T03:04:05Z"', '"log":null,"unread":"access denied"'),
    { faults: { 'Read the log System': 'denied' } }
  ],
  ['damaged', 'an empty log', unchanged, holds('"log":{"since":null,"events":[]},"unread":null')],
  [
    'huge',
    '300 starts',
    system(...Array.from({ length: 300 }, (_, index) => started(kernel, 12, 301 - index))),
    startedAgo(2)
  ]
])

const full = 'SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full'
const windows = 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion'

const framework = casesOf('framework', [
  [
    'present',
    'Windows Server 2019',
    keys({
      [full]: { Release: 528049 },
      [windows]: { CurrentBuildNumber: '17763', CurrentMajorVersionNumber: 10, CurrentMinorVersionNumber: 0 }
    }),
    is({ release: 528049, os: '10.0.17763' }),
    { also: ['codePage'] }
  ],
  [
    'present',
    'Windows Server 2012 R2',
    keys({ [full]: { Release: 461814 }, [windows]: { CurrentBuildNumber: '9600', CurrentVersion: '6.3' } }),
    is({ release: 461814, os: '6.3.9600' }),
    { also: ['codePage'] }
  ],
  ['absent', 'no .NET Framework 4', unchanged, is({ release: 0, os: null })],
  ['denied', 'the key', all(keys({ [full]: {} }), parts({ deniedKeys: [full] })), failed(/access denied/)],
  ['damaged', 'a Release that is a text', keys({ [full]: { Release: 'new' } }), failed(/./)],
  [
    'huge',
    'a long version of Windows',
    keys({ [windows]: { CurrentBuildNumber: '9'.repeat(1_000_000) } }),
    holds('99'),
    { also: ['codePage'] }
  ]
])

export const collectorOfRestart = [...pendingRestart, ...boot, ...framework]
