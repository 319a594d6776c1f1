import type { Resolution, Step } from '../../judging/policy'
import { inCmd, inPowerShell, say } from '../../judging/resolutionSteps'
import { powershell } from '../../kernel/powershell'

/** The folders of which files are kept, with the names of the files, and how many folders deep they lie. */
const kept = [
  { folder: 'Bin', files: '*.config', levels: 1 },
  { folder: 'Bin\\Search\\Ceres\\Runtime\\1.0', files: '*.config', levels: 1 },
  { folder: 'ClientAccess', files: 'web.config', levels: 3 },
  { folder: 'ClientAccess\\Owa\\auth', files: '*.aspx', levels: 1 },
  { folder: 'FrontEnd\\HttpProxy', files: 'web.config', levels: 3 },
  { folder: 'FrontEnd\\HttpProxy\\owa\\auth', files: '*.aspx', levels: 1 },
  { folder: 'FrontEnd\\HttpProxy\\owa\\auth\\Current\\themes\\resources', files: '*', levels: 1 }
] as const

const lies =
  (folder: string) =>
  (path: string): boolean =>
    path.toLowerCase().startsWith(`${folder}\\`.toLowerCase())

/** Only what has no copy is copied (/XC /XN /XO): a copy may be all that is left of what was customized. */
const copy =
  (root: string, savedIn: string) =>
  ({ folder, files, levels }: (typeof kept)[number]): string =>
    `${powershell`robocopy.exe ${root + folder} ${`${savedIn}\\${folder}`} ${files} /COPY:DAT /R:1 /W:1 /XJ /XC /XN /XO /S /LEV:`}${levels}`

/** Windows Server 2012 has no Get-FileHash. */
const manifest = (savedIn: string): string =>
  `${powershell`Get-ChildItem -LiteralPath ${savedIn} -Recurse -File`} | ` +
  `ForEach-Object { certutil.exe -hashfile $_.FullName SHA256 } | ` +
  powershell`Set-Content -LiteralPath ${`${savedIn}.txt`}`

/** Until a person has judged them, copies with another content stay; then they are kept in a folder of their own. */
const setAside = (server: string, savedIn: string): ReadonlyArray<Step> => [
  say(
    'Compare each file with its copy. An update that failed may have replaced the file, and only the copy is customized.'
  ),
  say('In that case write your own settings into the file again. Do not put the whole old file back.'),
  inPowerShell(
    `When the files are right, set the folder of the former copies aside, in an elevated PowerShell on ${server}:`,
    powershell`Rename-Item -LiteralPath ${savedIn} -NewName (${savedIn.slice(savedIn.lastIndexOf('\\') + 1)} + (Get-Date -Format ${'-yyyyMMdd-HHmmss'}))`
  )
]

/** The files to save, by their paths below the installation folder, and whether copies of other contents are there. */
interface ToSave {
  readonly paths: ReadonlyArray<string>
  readonly hasOthers: boolean
}

/** How the files are saved on the server itself, where a later reading finds them. */
export const saveFiles = (
  server: string,
  root: string,
  savedIn: string,
  { paths, hasOthers }: ToSave,
  link: string
): Resolution => ({
  summary: `Expected copies in ${savedIn} of the files on ${server} that may be customized; save them before the update.`,
  steps: [
    ...(hasOthers ? setAside(server, savedIn) : []),
    inPowerShell(
      `Make the folder, for administrators alone, in an elevated PowerShell on ${server}:`,
      powershell`New-Item -ItemType Directory -Force -Path ${savedIn}`,
      powershell`icacls.exe ${savedIn} /inheritance:r /grant ${'*S-1-5-18:(OI)(CI)F'} ${'*S-1-5-32-544:(OI)(CI)F'}`
    ),
    ...kept
      .filter(({ folder }) => paths.some(lies(folder)))
      .map((one) =>
        inPowerShell(
          `Copy ${one.files} of ${one.folder}, in the same PowerShell (an exit code from 8 upwards is a failure):`,
          copy(root, savedIn)(one)
        )
      ),
    inPowerShell('Write a manifest of their hashes beside the folder, in the same PowerShell:', manifest(savedIn)),
    inCmd(
      'Save the settings of IIS too, in an elevated Command Prompt (cmd.exe):',
      '%windir%\\System32\\inetsrv\\appcmd.exe add backup BeforeExchangeUpdate'
    ),
    say('Write down what you customized, and why. Record the facts again: the copies are then known by their hashes.')
  ],
  link
})
