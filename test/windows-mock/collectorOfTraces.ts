import {
  all,
  both,
  type CollectorCase,
  casesOf,
  files,
  holds,
  keys,
  numbered,
  parts,
  unchanged
} from './collectorCases'
import { exchange } from './collectorPlaces'
import { ecpServer, head, inJson, oab, proxy, request, stranger, written } from './intruderLogs'

const missing: Parameters<typeof casesOf>[1] = [
  [
    'absent',
    'no logs, no dumps',
    unchanged,
    holds(
      `{"kind":"proxy","path":"${inJson(proxy)}","state":"absent","since":null,"files":0,"read":0,"bytes":0,"left":null}`,
      `{"kind":"ecp","path":"${inJson(ecpServer)}","state":"absent"`,
      '"hits":[],"messaging":{"since":null,"events":[]},"suspects":[],"unread":[]'
    )
  ],
  [
    'denied',
    'one folder, one file that is newer than the others, the log of events and a folder of archives',
    all(
      files({
        [`${proxy}\\Eas\\a.log`]: head,
        [`${proxy}\\Owa\\old.log`]: written(head + request(stranger), '2026-10-01T00:00:00Z'),
        [`${proxy}\\Owa\\new.log`]: written(head, '2026-10-03T00:00:00Z'),
        [`${proxy}\\Owa\\newest.log`]: written(head, '2026-10-04T00:00:00Z'),
        'C:\\ProgramData\\x\\a.zip': ''
      }),
      parts({ denied: [`${proxy}\\Eas`, 'C:\\ProgramData\\x'] })
    ),
    both(
      holds(
        `{"kind":"proxy","path":"${inJson(proxy)}\\\\Eas","state":null,"since":null`,
        `{"kind":"proxy","path":"${inJson(proxy)}\\\\Owa","state":"present","since":"2026-10-04T00:00:00Z","files":3,"read":2`,
        `old.log","count":1`
      ),
      holds(
        `{"kind":"proxy","path":"${inJson(proxy)}\\\\Owa\\\\new.log","reason":"access denied"}`,
        `{"kind":"proxy","path":"${inJson(proxy)}\\\\Eas","reason":"access denied"}`,
        '"messaging":null',
        '{"kind":"um","path":"Application","reason":"',
        '{"kind":"archive","path":"C:\\\\ProgramData","reason":"1 folders could not be entered, such as C:\\\\ProgramData\\\\x (access denied)"}'
      )
    ),
    { faults: { [`Open ${proxy}\\Owa\\new.log`]: 'denied', 'Read the log Application': 'denied' } }
  ],
  [
    'damaged',
    'no header, zeros as after a crash, a time that is none, a download of which nothing is told',
    files({
      [`${proxy}\\Ecp\\a.log`]: request(stranger),
      [`${proxy}\\Ecp\\b.log`]: `${head}\0\0\0`,
      [`${proxy}\\Ecp\\c.log`]: head + request(stranger, '200', '2026-99-99T00:00:00Z'),
      [`${oab}\\d.log`]: 'Download failed and temporary file\r\n'
    }),
    holds(
      'Ecp\\\\a.log","reason":"it has no line that names its columns, and a line that must be looked at"',
      'Ecp\\\\b.log","reason":"it holds zeros, as after a crash, or is no text"',
      'c.log","count":1,"first":null,"last":null',
      'd.log","reason":"a line tells of a download that failed, and not of which file"'
    )
  ],
  [
    'damaged',
    'files in the place of folders',
    files({ [ecpServer]: '', [proxy]: '' }),
    holds(
      `{"kind":"proxy","path":"${inJson(proxy)}","state":null`,
      `{"kind":"ecp","path":"${inJson(ecpServer)}","state":null`
    )
  ],
  [
    'damaged',
    'no installation folder',
    keys({ [`${exchange}\\Setup`]: { MsiInstallPath: 'X:\\Gone' } }),
    (fact) => (JSON.stringify(fact).includes('does not exist or is out of reach') ? null : JSON.stringify(fact)),
    {
      also: [
        'identity',
        'build',
        'sharedWebConfig',
        'acls',
        'webConfigs',
        'pageFolders',
        'configFiles',
        'mailQueue',
        'webRoots'
      ]
    }
  ]
]

const huge: Parameters<typeof casesOf>[1] = [
  [
    'huge',
    'a trace at the end of 9 MB, and one that lies on the border of two blocks',
    files({
      [`${proxy}\\Ecp\\a.log`]: {
        lines: request('Sid~S-1-5-21', '200'),
        times: 90_000,
        end: request(stranger)
      },
      [`${proxy}\\Ecp\\b.log`]: { lines: 'x'.repeat(65_535), times: 63, end: `\r\n${head}` }
    }),
    holds('"unread":[{"kind":"proxy","path":"', 'a.log","reason":"it has no line that names its columns')
  ],
  [
    'huge',
    'a trace at the end of 9 MB whose lines end anywhere in a block',
    files({
      [`${proxy}\\Ecp\\a.log`]: { lines: `${head}${request(stranger, '400')}`, times: 50_000, end: request(stranger) }
    }),
    holds('a.log","count":1000,', '"statuses":["400"]', 'a.log","reason":"it holds more than 1000 traces"')
  ],
  [
    'huge',
    'a line of 5 MB, a line of 100,000 characters, and 200 files with traces',
    files({
      [`${proxy}\\Ecp\\line.log`]: { lines: 'x'.repeat(1_048_576), times: 9 },
      [`${proxy}\\Ecp\\long.log`]: `${head}${request(stranger + 'y'.repeat(100_000))}`,
      ...numbered(200, (index) => [`${proxy}\\Owa\\${index}.log`, head + request(stranger)])
    }),
    both(
      holds(
        'line.log","reason":"a line has more than 4194304 characters"',
        'long.log","reason":"a line has more than 65536'
      ),
      holds('"reason":"more than 100 files hold traces"'),
      (fact) => (JSON.stringify(fact).split('"rule"').length === 101 ? null : 'there are not 100 files with traces')
    )
  ]
]

export const collectorOfTraces: ReadonlyArray<CollectorCase> = casesOf('iocTraces', [...missing, ...huge])
