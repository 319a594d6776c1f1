import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import example from '../../../policies/pending-restart/example.json'
import { pendingRestart } from '../../../policies/pending-restart/policy'
import { restart } from '../../../policies/pending-restart/resolution'
import { testPolicy } from '../../support/policyTester'
import { healthySections, serverFacts } from '../../support/server'

const { summary } = restart('EX01')

const read = (parts: object) => ({ pendingRestart: { ...Object(healthySections.pendingRestart), ...parts } })

const drifted = (path: string, actual: string, desired: string, ...evidence: ReadonlyArray<string>) => ({
  path: `pendingRestart.${path}`,
  actual,
  desired,
  evidence,
  resolution: [summary, 'Restart-Computer'],
  remediation: null
})

const entry = (source: string, exists: boolean | null = true, target: string | null = null) => ({
  source: `\\??\\${source}`,
  target,
  exists
})

const renames = (entries: ReadonlyArray<ReturnType<typeof entry>>, fileRenameCount = entries.length) =>
  read({ fileRenames: entries, fileRenameCount })

const kept = entry('C:\\Program Files\\Agent\\agent.dll')
const ofExchange = entry('C:\\Program Files\\Microsoft\\Exchange Server\\V15\\Bin\\a.dll')

/** The same server at an earlier time. */
const baseline = (sections: object, collectedAt = '2026-10-30T08:00:00Z') => ({
  baseline: { ...serverFacts({ ...sections }), collectedAt }
})

const startedAt = (counter: string | null, at: string | null) => ({
  boot: { counter, log: { since: '2026-09-01T06:00:00Z', events: at === null ? [] : [at] }, unread: null }
})

/** What a public capture tells of the sources; every one of them is false in it. */
const capture = join(__dirname, '../../../../shared/data/captures/E19/OS/GetServerRebootPending.xml')
const captured = existsSync(capture)
  ? new Map([...readFileSync(capture, 'utf8').matchAll(/<B N="(\w+)">(\w+)</g)].map(([, key, value]) => [key, value]))
  : null
if (captured === null) process.stdout.write('skipped: the capture of a server is not here\n')

testPolicy(pendingRestart, {
  compliant: [
    ...(captured === null
      ? []
      : [
          {
            name: 'a captured server without a restart',
            facts: read({
              componentServicing:
                captured.get('ComponentBasedServicingPendingReboot') === 'false' ? [] : ['RebootPending'],
              windowsUpdate: captured.get('AutoUpdatePendingReboot') !== 'false',
              fileRenames: captured.get('PendingFileRenameOperations') === 'false' ? [] : [kept],
              updateFlags: captured.get('UpdateExeVolatileValue') === 'false' ? 0 : 1
            })
          }
        ]),
    { name: 'files that are no longer there', facts: renames([entry('C:\\Windows\\Temp\\gone.tmp', false)]) },
    {
      name: 'files of printers, antivirus and agents, whose owners write them at each start',
      facts: renames([
        entry('C:\\Windows\\System32\\spool\\PRTPROCS\\x64\\1.dll'),
        entry('C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\x.dll'),
        entry('C:\\Windows\\CCM\\old.dll'),
        entry('C:\\Program Files\\VMware\\VMware Tools\\old.dll')
      ])
    },
    {
      name: 'what browsers leave in folders for temporary files',
      facts: renames([
        entry('C:\\Program Files (x86)\\Google\\Temp\\GUM1A2B.tmp'),
        entry('C:\\Program Files (x86)\\Microsoft\\Temp\\EU9F3C.tmp\\psmachine.dll'),
        entry('C:\\Program Files\\Google\\Chrome\\Temp\\scoped_dir16328_1967781880\\old_chrome.exe'),
        entry('C:\\Windows\\SystemTemp\\MicrosoftEdgeUpdate.exe.old1a2b'),
        entry('C:\\Windows\\SystemTemp\\chrome_Unpacker_BeginUnzipping4711_1')
      ])
    },
    {
      name: 'an entry of the baseline, with a start since then',
      facts: renames([kept]),
      desired: baseline(renames([kept]))
    },
    {
      name: 'the log was overwritten, and the counter tells of a start',
      facts: { ...renames([kept]), ...startedAt('2026-10-31T22:30:00Z', null) },
      desired: baseline(renames([kept]))
    },
    { name: 'nothing waits for a restart' },
    { name: 'names that differ in case alone', facts: read({ computerName: { active: 'EX01', next: 'ex01' } }) }
  ],
  drifting: [
    {
      name: 'what others leave in folders for temporary files',
      facts: renames([
        entry('C:\\Windows\\SystemTemp\\patch.dll'),
        entry('C:\\Program Files (x86)\\Microsoft\\Temp\\Update.dll')
      ]),
      drifts: [drifted('fileRenames', '2 files to be renamed or deleted', 'none', 'SystemTemp\\patch.dll')]
    },
    {
      name: 'each source says so, and is named',
      facts: example,
      drifts: [
        drifted('componentServicing', 'RebootPending', 'none', 'Component Based Servicing'),
        drifted('windowsUpdate', 'RebootRequired', 'none', 'Windows Update'),
        drifted('updateFlags', '5', '0', 'UpdateExeVolatile'),
        drifted('computerName', 'EX01', 'EX02', 'renamed from EX01 to EX02'),
        drifted(
          'fileRenames',
          '1 file to be renamed or deleted',
          'none',
          'C:\\Windows\\Temp\\old.tmp',
          '2026-10-31T22:30:00Z'
        )
      ]
    },
    ...[
      { name: 'no start since the baseline', desired: baseline(renames([kept]), '2026-11-01T00:00:00Z') },
      {
        name: 'the counter of a suspended machine tells of a start, and the log does not',
        facts: { ...renames([kept]), ...startedAt('2026-10-31T22:30:00Z', '2026-10-01T22:30:00Z') },
        desired: baseline(renames([kept]))
      },
      {
        name: 'nobody tells when Windows was started',
        facts: { ...renames([kept]), ...startedAt(null, null) },
        desired: baseline(renames([kept]))
      },
      { name: 'another file than in the baseline', desired: baseline(renames([entry('C:\\other.dll')])) }
    ].map(({ name, desired, facts = renames([kept]) }) => ({
      name: `an entry of the baseline: ${name}`,
      facts,
      desired,
      drifts: [drifted('fileRenames', '1 file to be renamed or deleted', 'none', 'agent.dll')]
    })),
    {
      name: 'a file of Exchange, which a later update may have named again',
      facts: renames([ofExchange]),
      desired: baseline(renames([ofExchange])),
      drifts: [drifted('fileRenames', '1 file to be renamed or deleted', 'none', 'Bin\\a.dll')]
    },
    {
      name: 'whether the file is there could not be seen',
      facts: renames([entry('C:\\Windows\\Temp\\a.tmp', null)]),
      drifts: [drifted('fileRenames', '1 file to be renamed or deleted', 'none', 'C:\\Windows\\Temp\\a.tmp')]
    },
    {
      name: 'a key outlasts a restart',
      facts: read({ componentServicing: ['PackagesPending'] }),
      desired: baseline(read({ componentServicing: ['PackagesPending'] })),
      drifts: [
        drifted('componentServicing', 'PackagesPending', 'none', 'It said the same in the baseline of 2026-10-30')
      ]
    },
    {
      name: 'one says so, and another was not read',
      facts: read({ componentServicing: ['PackagesPending'], windowsUpdate: null }),
      reason: 'windowsUpdate was not read',
      drifts: [drifted('componentServicing', 'PackagesPending', 'none')]
    }
  ],
  unknown: [
    {
      name: 'more files than were read',
      facts: renames([entry('C:\\gone.tmp', false)], 300),
      reason: 'of 300 entries in PendingFileRenameOperations only 1 were read'
    },
    {
      name: 'the files were not read',
      facts: read({ fileRenames: null, unread: [{ source: 'fileRenames', reason: 'access denied' }] }),
      reason: 'fileRenames was not read: access denied'
    },
    {
      name: 'a source was not read, and says why',
      facts: read({ updateFlags: null, unread: [{ source: 'updateFlags', reason: 'access denied' }] }),
      reason: 'updateFlags was not read: access denied'
    }
  ],
  notApplicable: []
})
