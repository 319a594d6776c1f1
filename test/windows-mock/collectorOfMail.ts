import { all, casesOf, failed, files, folders, holds, is, numbered, parts, unchanged } from './collectorCases'
import { root } from './collectorPlaces'

const config = `${root}Bin\\EdgeTransport.exe.config`

const settings = (entries: Readonly<Record<string, string>> = {}): string =>
  `<?xml version="1.0"?><configuration><appSettings>${Object.entries(entries)
    .map(([key, value]) => `<add key="${key}" value="${value}" />`)
    .join('')}</appSettings></configuration>`

const withSettings = (entries: Readonly<Record<string, string>> = {}) => files({ [config]: settings(entries) })

const mailQueue = casesOf('mailQueue', [
  [
    'present',
    'folders of other drives, and the size of the database',
    all(
      withSettings({ QueueDatabasePath: 'D:\\Queue\\', TemporaryStoragePath: 'E:\\Temp' }),
      files({ 'D:\\Queue\\mail.que': 'twelve bytes' })
    ),
    holds(
      '"database":{"path":"D:\\\\Queue","free":53687091200,"total":107374182400,"unread":null}',
      '"logs":{"path":"D:\\\\Queue"',
      '"temp":{"path":"E:\\\\Temp"',
      '"size":12'
    )
  ],
  [
    'present',
    'no setting of its own',
    withSettings(),
    holds('\\\\V15\\\\TransportRoles\\\\data\\\\Queue"', '\\\\V15\\\\TransportRoles\\\\data\\\\Temp"', '"size":null')
  ],
  [
    'present',
    'a mount point above the folder',
    all(
      withSettings({ QueueDatabasePath: 'D:\\Volumes\\Q\\Queue' }),
      folders('D:\\Volumes\\Q\\Queue'),
      parts({ links: ['D:\\Volumes\\Q'] })
    ),
    holds('"free":null,"total":null,"unread":"D:\\\\Volumes\\\\Q is a mount point or a link', '"temp":{')
  ],
  [
    'absent',
    'no transport service',
    files({ [config]: undefined, [`${root}Bin\\EdgeTransport.exe`]: undefined }),
    is(null),
    { also: ['build'] }
  ],
  [
    'absent',
    'the service without its configuration',
    files({ [config]: undefined }),
    failed(/is missing or out of reach/)
  ],
  ['denied', 'the configuration', all(withSettings(), parts({ denied: [config] })), failed(/access denied/)],
  [
    'denied',
    'the free space of a drive',
    withSettings(),
    holds('"free":null,"total":null,"unread":"access denied"'),
    { faults: { 'AvailableFreeSpace C:\\': 'denied' } }
  ],
  ['damaged', 'no XML', files({ [config]: '<configuration><appSettings>' }), failed(/is no well-formed XML/)],
  ['damaged', 'another document', files({ [config]: '<html />' }), failed(/has no appSettings/)],
  [
    'damaged',
    'a path of a share',
    withSettings({ QueueDatabasePath: '\\\\server\\share' }),
    holds(
      '"path":"\\\\\\\\server\\\\share","free":null,"total":null,"unread":"it is no path on a drive of this server"'
    )
  ],
  ['damaged', 'a link', all(withSettings(), parts({ links: [config] })), failed(/it is a link/)],
  [
    'huge',
    'a file of 8 MB',
    files({ [config]: { lines: 'x'.repeat(1_024), times: 8_192 } }),
    failed(/more than 4194304 bytes/)
  ],
  [
    'huge',
    'a path of 2,000 characters',
    withSettings({ QueueDatabasePath: `D:\\${'x'.repeat(2_000)}` }),
    failed(/500 characters/)
  ]
])

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()

const event = (
  id: number,
  minutes: number,
  values: ReadonlyArray<string> | null,
  provider = 'MSExchangeTransport'
) => ({
  ...{ provider, id, at: ago(minutes) },
  ...(values === null ? {} : { values })
})

const logs = (...records: ReadonlyArray<object>) => parts({ logs: { Application: records } })

const transportEvents = casesOf('transportEvents', [
  [
    'present',
    'pressure up and down, beside others',
    logs(
      event(1, 600, ['x'], 'MsiInstaller'),
      event(15_004, 90, ['Low', 'Medium', 'Used disk space']),
      event(15_005, 60, ['Medium', 'Low']),
      event(15_005, 50, ['x'], 'Other'),
      event(1_000, 40, [])
    ),
    holds('"events":[{"id":15005,', '{"id":15004,', '["Low","Medium","Used disk space"]')
  ],
  ['absent', 'an empty log', unchanged, is({ since: null, events: [] })],
  ['absent', 'no such event', logs(event(1, 600, ['x'], 'MsiInstaller')), holds('"since":"20', '"events":[]')],
  ['denied', 'the log', unchanged, failed(/access denied/), { faults: { 'Read the log Application': 'denied' } }],
  ['damaged', 'an event without properties', logs(event(15_004, 90, null)), holds('"id":15004', '"values":[]')],
  [
    'huge',
    '300 events with long properties',
    logs(...Object.values(numbered(300, (index) => [`${index}`, event(15_004, 900 - index, ['x'.repeat(9_000)])]))),
    holds('"events":[{', `["${'x'.repeat(300)}"]`)
  ]
])

export const collectorOfMail = [...mailQueue, ...transportEvents]
