import { customFilesSaved } from '../../../policies/custom-files-saved/policy'
import { testPolicy } from '../../support/policyTester'
import { managementToolsOnly, serverFacts } from '../../support/server'

const file = (path: string, digit: string | null, modified: string | null = '2026-05-02T08:00:00Z') => ({
  path,
  sha256: digit === null ? null : digit.repeat(64),
  length: 10,
  modified,
  unreadable: digit === null ? 'access denied' : null
})

const program = 'Bin\\EdgeTransport.exe.config'
const web = 'FrontEnd\\HttpProxy\\owa\\web.config'

const files = (now: ReadonlyArray<object>, saved: ReadonlyArray<object> = []) => ({
  configFiles: { files: now, savedIn: 'D:\\Saved files', saved }
})

/** One of two files has a copy, below the system drive. */
const copied = (changes: Readonly<Record<string, unknown>>) => ({
  configFiles: {
    files: [file(program, 'A'), file(web, 'B')],
    savedIn: 'C:\\ExchangeSavedFiles',
    saved: [file(web, 'B')],
    ...changes
  }
})

const root = 'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\'

testPolicy(customFilesSaved, {
  compliant: [
    {
      name: 'a copy of each, and one of a file that is gone',
      facts: files(
        [file(program, 'A'), file(web, 'b')],
        [file(program, 'A'), file(web, 'B'), file('Bin\\x.config', 'C')]
      )
    }
  ],
  drifting: [
    {
      name: 'they are copied to where a later reading finds them, all of them',
      facts: copied({}),
      drifts: [
        {
          ...{ path: 'configFiles.saved', actual: '1 file without a copy', desired: 'a copy of each' },
          remediation: [`Save-CustomFiles '${root}' 'C:\\ExchangeSavedFiles' @('${program}','${web}')`]
        }
      ]
    },
    ...(
      [
        ['another folder for the copies', { savedIn: 'C:\\Windows\\System32' }],
        ['a path that leads out of its folder', { files: [file('Bin\\..\\..\\x.config', 'A')] }],
        ['the path of another drive', { files: [file('C:x.config', 'A')] }],
        ['a path with a slash', { files: [file('Bin/../../x.config', 'A')] }],
        ['a slash within a part', { files: [file('Bin\\a/../../../x.config', 'A')] }],
        ['a folder that Windows reads in another way', { files: [file('Bin\\ ..\\x.config', 'A')] }],
        ['a name of two lines', { files: [file('Bin\\x\n.config', 'A')] }],
        ['a path of the network', { files: [file('\\\\evil\\x.config', 'A')] }]
      ] as const
    ).map(([name, changes]) => ({
      ...{ name: `facts name ${name}`, facts: copied(changes) },
      drifts: [
        {
          ...{ path: 'configFiles.saved', actual: '1 file without a copy', desired: 'a copy of each' },
          byHand: 'the facts name folders that no script of ours may write to'
        }
      ]
    })),
    {
      name: 'they are too large for the system drive',
      facts: copied({ files: [{ ...file(program, 'A'), length: 33_554_433 }] }),
      drifts: [
        {
          ...{ path: 'configFiles.saved', actual: '1 file without a copy', desired: 'a copy of each' },
          byHand: 'the files have more than 32 MB'
        }
      ]
    },
    {
      name: 'a copy with another content is there, and another file has none: no copy is replaced without a person',
      facts: copied({ saved: [file(web, 'C')] }),
      drifts: [
        {
          path: 'configFiles.saved',
          actual: '1 file without a copy and 1 file with a different copy',
          desired: 'a copy of each',
          byHand: 'a copy with another content is there, and only a person knows which of both is right',
          evidence: [
            `Without a copy in C:\\ExchangeSavedFiles, the newest first: ${program}.`,
            `With a copy in C:\\ExchangeSavedFiles that holds something else, the newest first: ${web}.`
          ],
          resolution: [
            'only the copy is customized',
            "Rename-Item -LiteralPath 'C:\\ExchangeSavedFiles' -NewName ('ExchangeSavedFiles' + (Get-Date -Format '-yyyyMMdd-HHmmss'))",
            `robocopy.exe '${root}Bin'`,
            `robocopy.exe '${root}FrontEnd\\HttpProxy'`
          ]
        }
      ]
    },
    {
      name: 'when the former copies are set aside, the files have no copy either whose copies were right',
      facts: copied({ saved: [file(program, 'A'), file(web, 'C')] }),
      drifts: [
        {
          ...{ path: 'configFiles.saved', actual: '1 file with a different copy', desired: 'a copy of each' },
          resolution: [`robocopy.exe '${root}Bin'`]
        }
      ]
    },
    {
      name: 'only a file that could not be read has no copy',
      facts: copied({ files: [file(program, null), file(web, 'B')] }),
      drifts: [
        {
          ...{ path: 'configFiles.saved', actual: '1 file without a copy', desired: 'a copy of each' },
          byHand: 'the files without a copy could not be read'
        }
      ]
    },
    {
      name: 'no copy at all; what changed last stands first',
      facts: files([file(program, 'A', null), file(web, 'B', '2026-10-01T08:00:00Z')]),
      drifts: [
        {
          path: 'configFiles.saved',
          actual: '2 files without a copy',
          desired: 'a copy of each',
          remediation: null,
          evidence: [`the newest first: ${web}, ${program}.`],
          resolution: [
            "New-Item -ItemType Directory -Force -Path 'D:\\Saved files'",
            `robocopy.exe '${root}Bin' 'D:\\Saved files\\Bin' '*.config' /COPY:DAT /R:1 /W:1 /XJ /XC /XN /XO /S /LEV:1`,
            `robocopy.exe '${root}FrontEnd\\HttpProxy' 'D:\\Saved files\\FrontEnd\\HttpProxy' 'web.config'`,
            "certutil.exe -hashfile $_.FullName SHA256 } | Set-Content -LiteralPath 'D:\\Saved files.txt'"
          ]
        }
      ]
    },
    {
      name: 'a sign-in page of Exchange Server 2010',
      facts: files([file('ClientAccess\\Owa\\auth\\logon.aspx', 'A')]),
      drifts: [
        {
          ...{ path: 'configFiles.saved', actual: '1 file without a copy', desired: 'a copy of each' },
          resolution: [
            `robocopy.exe '${root}ClientAccess\\Owa\\auth' 'D:\\Saved files\\ClientAccess\\Owa\\auth' '*.aspx'`
          ]
        }
      ]
    },
    {
      name: 'a file was changed since it was copied, and since the baseline; another one was not read',
      facts: files([file(program, 'A'), file(web, null)], [file(program, 'C'), file(web, 'B')]),
      desired: { baseline: serverFacts(files([file(program, 'D')])) },
      reason: `it can't be compared with its copy: access denied`,
      drifts: [
        {
          path: 'configFiles.saved',
          actual: '1 file with a different copy',
          desired: 'a copy of each',
          remediation: null,
          evidence: [`Changed since the baseline of 2026-11-01T08:00:00Z: ${program}.`]
        }
      ]
    }
  ],
  unknown: [
    { name: 'no file was found', facts: files([]), reason: 'no file of settings was found' },
    {
      name: 'the copy could not be read',
      facts: files([file(program, 'A')], [file(program, null)]),
      reason: `it can't be compared with its copy: access denied`
    },
    {
      name: 'hashes that are none',
      facts: files([{ ...file(program, 'A'), sha256: '' }], [{ ...file(program, 'A'), sha256: '' }]),
      reason: 'its hash was not recorded'
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
