import { goodLog } from '../support/setupLogs'
import {
  all,
  both,
  casesOf,
  counts,
  failed,
  files,
  folders,
  holds,
  is,
  numbered,
  parts,
  unchanged,
  withoutFolder
} from './collectorCases'
import { ecp, log, logs, owa, refusal, startModes } from './collectorPlaces'
import { journalFolder } from './machineFiles'

const acls = casesOf('acls', [
  [
    'present',
    'the folders of the sign-in pages',
    unchanged,
    both(counts(2), holds('"inherits":true', '"unreadable":null'))
  ],
  ['absent', 'no such folder', all(withoutFolder(owa), withoutFolder(ecp)), is([]), { also: ['webRoots'] }],
  [
    'denied',
    'the rights of one',
    unchanged,
    both(counts(2), holds('"unreadable":"access denied"')),
    { faults: { [`ReadRights ${owa}`]: 'denied' } }
  ],
  [
    'denied',
    'the log of setup',
    unchanged,
    both(counts(3), holds('which folders setup was refused is not known: access denied')),
    { faults: { [`Open ${log}#1`]: 'denied' }, also: ['setupLog'] }
  ],
  [
    'damaged',
    'the log names a folder that is gone',
    files({ [log]: refusal('C:\\Gone\\Away') }),
    both(counts(3), holds("can't be found or entered")),
    { also: ['setupLog'] }
  ],
  [
    'damaged',
    'the log names a version that is gone',
    files({ [log]: refusal(`${owa}\\15.2.1`) }),
    counts(2),
    { also: ['setupLog'] }
  ],
  [
    'huge',
    'a line of 400 KB in the log',
    files({ [log]: `${goodLog}\r\n${'1603 '.repeat(80_000)}\r\n` }),
    counts(2),
    { also: ['setupLog'] }
  ],
  [
    'huge',
    'the log names 300 folders',
    files({
      [log]: `${goodLog}\r\n${Array.from({ length: 300 }, (_, index) => `[1] [ERROR] Error 1603 X:\\Gone${index}`).join('\r\n')}\r\n`
    }),
    holds('more than 100 folders'),
    { also: ['setupLog'] }
  ]
])

const setupLog = casesOf('setupLog', [
  ['present', 'a run that completed', unchanged, holds('"state":"completed"')],
  ['absent', 'no folder', withoutFolder(logs), is(null), { also: ['servicesBefore'] }],
  [
    'denied',
    'the log',
    parts({ denied: [log] }),
    failed(/ExchangeSetup.log could not be read: access denied/),
    { also: ['acls'] }
  ],
  [
    'denied',
    'a log of the installer',
    all(files({ [`${logs}\\a.msilog`]: 'x' }), parts({ denied: [`${logs}\\a.msilog`] })),
    holds('"state":"completed"', '"reason":"access denied"')
  ],
  [
    'damaged',
    'NULs alone',
    files({ [log]: { lines: '\u0000'.repeat(1_024), times: 1_024 } }),
    failed(/no log of Exchange setup/)
  ],
  [
    'damaged',
    'a folder in its place',
    all(files({ [log]: undefined }), folders(log)),
    failed(/a folder stands in its place/),
    { also: ['acls'] }
  ],
  ['damaged', 'a link', parts({ links: [log] }), failed(/it is a link/)],
  [
    'huge',
    '60 MB before the last run',
    files({
      [log]: { lines: `[11/03/2026 08:00:00.0000] [1] ${'x'.repeat(100)}\r\n`, times: 460_000, end: goodLog }
    }),
    holds('"state":"completed"', '"cut":"earlier-runs"')
  ]
])

const servicesBefore = casesOf('servicesBefore', [
  ['present', 'the start types', unchanged, holds('"startModes":[{"name":"MSExchangeIS","startType":"Automatic"}]')],
  [
    'absent',
    'no record',
    files({ [`${logs}\\ServiceStartupMode.xml`]: undefined }),
    holds('"startModes":null', '"unread":[]')
  ],
  [
    'denied',
    'a record',
    parts({ denied: [`${logs}\\ServiceStartupMode.xml`] }),
    holds('"startModes":null', '"reason":"access denied"')
  ],
  ['denied', 'the folder', parts({ denied: [logs] }), failed(/access denied/), { also: ['setupLog', 'acls'] }],
  [
    'damaged',
    'half a record',
    files({ [`${logs}\\ServiceStartupMode.xml`]: startModes.slice(0, 200) }),
    holds('"startModes":null', 'damaged')
  ],
  [
    'huge',
    'a log of 30 MB',
    files({ [`${logs}\\ServiceControl.log`]: { lines: `[09:00:00] ${'x'.repeat(100)}\r\n`, times: 260_000 } }),
    holds('"startModes":[{')
  ]
])

const journal = casesOf('journal', [
  [
    'present',
    'three entries',
    files(numbered(3, (index) => [`${journalFolder}\\${index + 1}\\entry.json`, '{}'])),
    is({ lastEntry: 3, restartDue: null, enabling: null })
  ],
  [
    'present',
    'a restart that is owed',
    files({ [`${journalFolder}\\restart-due`]: 'ssl-bindings, shared-web-config' }),
    is({ lastEntry: 0, restartDue: 'ssl-bindings, shared-web-config', enabling: null })
  ],
  [
    'present',
    'services that were still to be enabled',
    files({ [`${journalFolder}\\services-due`]: 'MSExchangeIS, msftesql-Exchange' }),
    holds('"enabling":{"services":["MSExchangeIS","msftesql-Exchange"],"since":"2')
  ],
  [
    'damaged',
    'a mark of services that holds code',
    files({ [`${journalFolder}\\services-due`]: "MSExchangeIS, '; whoami" }),
    failed(/services-due is damaged/)
  ],
  [
    'present',
    'names that are no numbers',
    files({ [`${journalFolder}\\007\\entry.json`]: '{}', [`${journalFolder}\\1x\\entry.json`]: '{}' }),
    is({ lastEntry: 0, restartDue: null, enabling: null })
  ],
  ['absent', 'no folder', withoutFolder(journalFolder), is({ lastEntry: 0, restartDue: null, enabling: null })],
  ['denied', 'the folder', all(folders(journalFolder), parts({ denied: [journalFolder] })), failed(/access denied/)],
  [
    'damaged',
    'a file in its place',
    all(withoutFolder(journalFolder), files({ [journalFolder]: '' })),
    failed(/is a file/)
  ],
  [
    'damaged',
    'a folder of a user',
    all(folders(journalFolder), parts({ rights: { [journalFolder]: 'O:S-1-5-21-1-2-3-1105G:SYD:(A;;FA;;;WD)' } })),
    failed(/belongs to S-1-[-\d]+, not to Administrators/),
    { also: ['acls'] }
  ],
  ['damaged', 'a link', all(folders(journalFolder), parts({ links: [journalFolder] })), failed(/is a link/)],
  [
    'damaged',
    'a mark of NULs',
    files({ [`${journalFolder}\\restart-due`]: '\u0000'.repeat(20) }),
    failed(/restart-due is damaged/)
  ],
  [
    'huge',
    '2,000 entries without an end',
    folders(...Array.from({ length: 2_000 }, (_, index) => `${journalFolder}\\${index + 1}`)),
    failed(/are all unfinished/)
  ],
  [
    'huge',
    'a mark of 3 MB',
    files({ [`${journalFolder}\\restart-due`]: { lines: 'ssl-bindings, ', times: 200_000 } }),
    failed(/restart-due is damaged/)
  ]
])

export const collectorOfRuns = [...acls, ...setupLog, ...servicesBefore, ...journal]
