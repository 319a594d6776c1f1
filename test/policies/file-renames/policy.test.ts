import example from '../../../policies/file-renames/example.json'
import { fileRenames } from '../../../policies/file-renames/policy'
import { removeEntries } from '../../../policies/file-renames/resolution'
import { testPolicy } from '../../support/policyTester'
import { healthySections, serverFacts } from '../../support/server'

const read = (parts: object) => ({ pendingRestart: { ...Object(healthySections.pendingRestart), ...parts } })

const entry = (source: string, exists: boolean | null = true) => ({ source: `\\??\\${source}`, target: null, exists })

const renames = (entries: ReadonlyArray<ReturnType<typeof entry>>, fileRenameCount = entries.length) =>
  read({ fileRenames: entries, fileRenameCount })

const agent = entry('C:\\Program Files\\Agent\\agent.dll')
const spool = entry('C:\\Windows\\System32\\spool\\PRTPROCS\\x64\\1.dll')

/** The same server before the last start of Windows. */
const earlier = (sections: object) => ({
  baseline: { ...serverFacts({ ...sections }), collectedAt: '2026-10-30T08:00:00Z' }
})

const drifted = (actual: string, owners: ReadonlyArray<string>, ...evidence: ReadonlyArray<string>) => ({
  path: 'pendingRestart.fileRenames',
  actual,
  desired: 'no entry that a restart does not end',
  evidence,
  resolution: [removeEntries('EX01', owners).summary, "Remove-ItemProperty -LiteralPath 'HKLM:\\SYSTEM"],
  remediation: null
})

testPolicy(fileRenames, {
  compliant: [
    { name: 'no file waits' },
    {
      name: 'a file that a restart ends, which pending-restart judges',
      facts: renames([entry('C:\\Windows\\Temp\\a.tmp')])
    },
    { name: 'whether the file is there could not be seen', facts: renames([entry('C:\\Windows\\Temp\\a.tmp', null)]) }
  ],
  drifting: [
    {
      name: 'files of a program that writes them again at each start, and one that is gone',
      facts: example,
      drifts: [
        drifted(
          '2 files of the print spooler, 1 file no longer there',
          ['the print spooler'],
          'C:\\Windows\\System32\\spool\\PRTPROCS\\x64\\1_hpcpp155.dll',
          'C:\\Windows\\Temp\\is-4F2K1.tmp'
        )
      ]
    },
    {
      name: 'files of several programs',
      facts: renames([spool, entry('C:\\Windows\\CCM\\old.dll')]),
      drifts: [
        drifted('1 file of the print spooler, 1 file of the Configuration Manager client', [
          'the print spooler',
          'the Configuration Manager client'
        ])
      ]
    },
    {
      name: 'an entry of the baseline, with a start since then',
      facts: renames([agent]),
      desired: earlier(renames([agent])),
      drifts: [drifted('1 file that the last start did not remove', [], 'C:\\Program Files\\Agent\\agent.dll')]
    },
    {
      name: 'beside a file that a restart ends',
      facts: renames([spool, entry('C:\\Windows\\Temp\\a.tmp')]),
      drifts: [drifted('1 file of the print spooler', ['the print spooler'])]
    }
  ],
  unknown: [
    {
      name: 'the files were not read',
      facts: read({ fileRenames: null, unread: [{ source: 'fileRenames', reason: 'access denied' }] }),
      reason: 'fileRenames was not read: access denied'
    },
    {
      name: 'an entry of the baseline, and nobody tells when Windows was started',
      facts: {
        ...renames([agent]),
        boot: { counter: null, log: { since: '2026-09-01T06:00:00Z', events: [] }, unread: null }
      },
      desired: earlier(renames([agent])),
      reason: 'the baseline has 1 of these entries, too: when Windows was started last is not known'
    },
    {
      name: 'more files than were read',
      facts: renames([entry('C:\\a.tmp')], 300),
      reason: 'of 300 entries in PendingFileRenameOperations only 1 were read'
    }
  ],
  notApplicable: []
})
