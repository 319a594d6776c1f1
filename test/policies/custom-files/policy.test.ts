import { customFiles } from '../../../policies/custom-files/policy'
import { testPolicy } from '../../support/policyTester'
import { managementToolsOnly, serverFacts } from '../../support/server'

const file = (path: string, digit: string | null) => ({
  path,
  sha256: digit === null ? null : digit.repeat(64),
  length: 10,
  modified: '2026-05-02T08:00:00Z',
  unreadable: digit === null ? 'access denied' : null
})

const program = 'Bin\\EdgeTransport.exe.config'
const page = 'FrontEnd\\HttpProxy\\owa\\auth\\logon.aspx'

const files = (now: ReadonlyArray<object>, saved: ReadonlyArray<object> = []) => ({
  configFiles: { files: now, savedIn: 'C:\\ExchangeSavedFiles', saved }
})

const older = { build: { exSetup: '15.2.1544.4', binaries: [] } }

/** What the same server was before the update. */
const before = (...now: ReadonlyArray<object>) => ({
  desired: { baseline: serverFacts({ ...older, ...files(now) }) }
})

const path = 'configFiles.replaced'
const of = 'as in the baseline of 2026-11-01T08:00:00Z, or a newer baseline'

testPolicy(customFiles, {
  compliant: [
    {
      name: 'the update left the files as they were; names and hashes in another case',
      facts: files([file(program.toUpperCase(), 'a'), file(page, 'B')]),
      ...before(file(program, 'A'), file(page, 'B'))
    },
    {
      name: 'a person changed a file, and there was no update since the baseline',
      facts: files([file(program, 'C')]),
      desired: { baseline: serverFacts(files([file(program, 'A')])) }
    },
    { name: 'without a baseline, by the copies', facts: files([file(program, 'A')], [file(program, 'A')]) },
    {
      name: 'the update brought a new file',
      facts: files([file(program, 'A'), file(page, 'B')]),
      ...before(file(program, 'A'))
    }
  ],
  drifting: [
    {
      name: 'a file was replaced, and another one is gone; copies are kept',
      facts: files([file(program, 'C')], [file(program, 'A'), file(page, 'B')]),
      ...before(file(program, 'A'), file(page, 'B')),
      drifts: [
        {
          path,
          actual: `2 files changed: ${program}, ${page}`,
          desired: of,
          remediation: null,
          evidence: ['Of 2 files, 2 differ from the baseline', `No longer there: ${page}.`],
          resolution: [
            `fc.exe /n "C:\\ExchangeSavedFiles\\${program}" "C:\\Program Files\\Microsoft\\Exchange Server\\V15\\${program}"`,
            'as its new baseline'
          ]
        }
      ]
    },
    {
      name: 'a file was replaced, one was not read, and no copies are kept',
      facts: files([file(program, 'C'), file(page, null)]),
      ...before(file(program, 'A'), file(page, 'B')),
      reason: `it can't be compared: access denied`,
      drifts: [
        {
          path,
          actual: `1 file changed: ${program}`,
          desired: of,
          resolution: ['in the backup of the server']
        }
      ]
    },
    {
      name: 'a path that wants to be a command is compared by nobody',
      facts: files([file('Bin\\a" & calc & ".config', 'C')], [file('Bin\\a" & calc & ".config', 'A')]),
      drifts: [
        {
          path,
          actual: '1 file changed: Bin\\a" & calc & ".config',
          desired: 'as in the copies in C:\\ExchangeSavedFiles, or a newer baseline',
          evidence: ['Of 1 file, 1 differs from the copies in C:\\ExchangeSavedFiles.']
        }
      ]
    },
    {
      name: 'twelve files, of which ten are named',
      facts: files(Array.from({ length: 12 }, (_, index) => file(`Bin\\${index}.config`, 'C'))),
      ...before(...Array.from({ length: 12 }, (_, index) => file(`Bin\\${index}.config`, 'A'))),
      drifts: [
        {
          path,
          actual: `12 files changed: ${Array.from({ length: 10 }, (_, index) => `Bin\\${index}.config`).join(', ')} and 2 more`,
          desired: of
        }
      ]
    }
  ],
  unknown: [
    { name: 'neither a baseline nor a copy', facts: files([file(program, 'A')]), reason: 'no baseline of this server' },
    {
      name: 'the baseline is older than this section',
      facts: files([file(program, 'A')]),
      desired: { baseline: serverFacts({ ...older, configFiles: undefined }) },
      reason: 'no baseline of this server'
    },
    {
      name: 'no file could be read',
      facts: files([file(program, null)]),
      ...before(file(program, 'A')),
      reason: `it can't be compared: access denied`
    },
    { name: 'an older recording', facts: { configFiles: undefined }, reason: 'missing in this recording' }
  ],
  notApplicable: [
    {
      name: 'only the management tools are installed',
      facts: managementToolsOnly
    }
  ]
})
