import { all, casesOf, failed, files, folders, holds, is, parts, unchanged } from './collectorCases'

const setup = 'D:\\Setup.exe'
const exSetup = 'D:\\Setup\\ServerRoles\\Common\\ExSetup.exe'
const medium = files({ [setup]: { version: '15.2.1748.10' }, [exSetup]: { version: '15.2.1748.10' } })

const fromD = { arguments: { SetupMedia: 'D:\\' } }

const setupMedia = casesOf('setupMedia', [
  [
    'present',
    'a medium in a drive',
    medium,
    holds('{"path":"D:\\\\","setup":"15.2.1748.10","exSetup":"15.2.1748.10","missing":[]}'),
    fromD
  ],
  [
    'present',
    'a medium in a folder of an odd name',
    files({ "E:\\CU15 d'été $x\\Setup.exe": { version: '15.2.1748.10' } }),
    holds('"setup":"15.2.1748.10","exSetup":null,"missing":["Setup\\\\ServerRoles\\\\Common\\\\ExSetup.exe"]'),
    { arguments: { SetupMedia: "E:\\CU15 d'été $x" } }
  ],
  ['absent', 'nobody asks for a medium', medium, is(null)],
  ['absent', 'the drive is empty', unchanged, holds('"missing":["Setup.exe","Setup\\\\ServerRoles'), fromD],
  ['denied', 'the folder', all(folders('D:\\'), parts({ denied: ['D:\\'] })), failed(/access denied/), fromD],
  [
    'damaged',
    'files without a version',
    files({ [setup]: '', [exSetup]: '' }),
    holds('"setup":null,"exSetup":null,"missing":[]'),
    fromD
  ],
  [
    'damaged',
    'a share',
    unchanged,
    failed(/^\\\\server\\iso is no path on a drive of this server$/),
    { arguments: { SetupMedia: '\\\\server\\iso' } }
  ],
  [
    'huge',
    'a path of 1 MB',
    unchanged,
    failed(/more than 400/),
    { arguments: { SetupMedia: `D:\\${'x'.repeat(1_000_000)}` } }
  ]
])

const update = 'C:\\Updates\\Exchange2019-KB5066366-x64-en.exe'
const named = { arguments: { PatchFile: update } }

const patchFile = casesOf('patchFile', [
  [
    'present',
    'a package with a version',
    files({ [update]: { version: '15.2.1748.39' } }),
    holds('KB5066366-x64-en.exe","state":"present","version":"15.2.1748.39"}'),
    named
  ],
  ['absent', 'nobody asks for an update', files({ [update]: '' }), is(null)],
  ['absent', 'the file', folders('C:\\Updates'), holds('"state":"absent","version":null'), named],
  [
    'denied',
    'the folder',
    all(files({ [update]: '' }), parts({ denied: ['C:\\Updates'] })),
    failed(/access denied/),
    named
  ],
  ['damaged', 'a file without a version', files({ [update]: '' }), holds('"state":"present","version":null'), named],
  [
    'damaged',
    'a pattern in place of a name',
    files({ [update]: '' }),
    failed(/is no path on a drive/),
    { arguments: { PatchFile: 'C:\\Updates\\*.exe' } }
  ],
  [
    'huge',
    'a path of 1 MB',
    unchanged,
    failed(/more than 400/),
    { arguments: { PatchFile: `C:\\${'x'.repeat(1_000_000)}` } }
  ]
])

export const collectorOfMedia = [...setupMedia, ...patchFile]
