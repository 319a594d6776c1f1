import { inPowerShell, say } from '../../../judging/resolutionSteps'
import { powershell } from '../../../kernel/powershell'
import { known } from '../entry'
import { allOf, anyOf, has, like, msiCode, not, windowsCode } from '../issue'
import type { Evidence, KnownIssue } from '../knownIssue'
import { listPatches } from '../onTheServer'
import { link, mediumAnew, named, section } from './installerParts'

const rightsOf = (found: Evidence) =>
  named(found).includes(':\\')
    ? inPowerShell('See its rights, in an elevated PowerShell:', powershell`icacls ${named(found)}`)
    : say(`See the rights of ${named(found)}.`)

/** A file of the installer's own cache, which no medium holds under that name. */
const ofCache = like(/:\\windows\\installer\\/, 'C:\\Windows\\Installer\\')

/** Files that the Windows Installer can not read, write, trust or change. */
export const installerFiles: ReadonlyArray<KnownIssue> = [
  known({
    id: 'installer-file-not-written',
    title: 'The installer could not write a file',
    section,
    link,
    where: allOf(
      anyOf(
        msiCode('1304', '1310', '1317', '1318', '1321'),
        has('Error writing to file'),
        has('Verify that you have access to that directory')
      ),
      not(anyOf(windowsCode('112', '32', '33'), has('System error 112'), has('not enough space')))
    ),
    meaning: 'The Windows Installer may not write the file: rights, an antivirus program, or the attribute read-only.',
    expected: (found) => `${named(found)} to be writable by SYSTEM; restore its rights, and resume setup`,
    steps: [rightsOf, 'Enable inheritance on its folder. Set the exclusions of the antivirus program for Exchange.']
  }),
  known({
    id: 'installer-file-not-read',
    title: 'The installer could not read a file of the medium',
    section,
    link,
    where: allOf(
      anyOf(msiCode('1305', '1309', '1311', '1316'), has('Source file not found'), has('Error reading from file')),
      not(anyOf(ofCache, windowsCode('32', '33')))
    ),
    meaning:
      'A source file is missing, locked or damaged: the medium is gone, incomplete, or a copy of another version.',
    expected: (found) =>
      `${named(found)} to be readable from the medium; copy the medium again, and run setup from there`,
    steps: [mediumAnew, 'Keep the medium mounted until setup has ended.']
  }),
  known({
    id: 'cabinet-signature-not-valid',
    title: 'The signature of a file of the medium is not valid',
    section,
    link,
    where: anyOf(msiCode('1329', '1330'), has('cabinet file', 'is not digitally signed')),
    meaning:
      'A cabinet file has no valid digital signature: it is damaged, or its certificate chain can not be checked on this server.',
    expected:
      'all files of the medium to carry a valid signature; copy the medium again, and update the root certificates',
    steps: [
      mediumAnew,
      inPowerShell(
        'See why its signature is not valid, in a PowerShell that asks for the file. Import missing root certificates of Microsoft:',
        "Get-AuthenticodeSignature -FilePath (Read-Host 'File') | Format-List Status, StatusMessage, SignerCertificate"
      )
    ]
  }),
  known({
    id: 'cabinet-damaged',
    title: 'A file of the medium is damaged',
    section,
    link,
    where: msiCode('1334', '1335', '2350', '2352'),
    meaning: 'A cabinet file that the package needs is damaged, incomplete, or was changed on its way.',
    expected: 'the medium to be complete; copy it again from a checked download, and run setup from there',
    steps: [mediumAnew]
  }),
  known({
    id: 'installer-file-changed',
    title: 'A file is not the one that the update was made for',
    section,
    link,
    where: anyOf(msiCode('1328'), has('has probably been updated by other means')),
    meaning:
      'The update replaces only parts of a file, and the installed file was changed: by an Interim Update, by hand, or by an update that failed.',
    expected:
      'all files of {machine} to be those of its Cumulative Update; remove Interim Updates or repair it, and install the update again',
    steps: [
      listPatches('Exchange'),
      'Remove each Interim Update by the command below it. Exchange stops while an update is removed.',
      'If there is none, run the setup of the installed Cumulative Update in the mode upgrade, which puts back all its files.'
    ]
  })
]
