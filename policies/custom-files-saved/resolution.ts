import type { Resolution } from '../../judging/policy'
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

const copy =
  (root: string, savedIn: string) =>
  ({ folder, files, levels }: (typeof kept)[number]): string =>
    `${powershell`robocopy.exe ${root + folder} ${`${savedIn}\\${folder}`} ${files} /COPY:DAT /R:1 /W:1 /XJ /S /LEV:`}${levels}`

/** Windows Server 2012 has no Get-FileHash. */
const manifest = (savedIn: string): string =>
  `${powershell`Get-ChildItem -LiteralPath ${savedIn} -Recurse -File`} | ` +
  `ForEach-Object { certutil.exe -hashfile $_.FullName SHA256 } | ` +
  powershell`Set-Content -LiteralPath ${`${savedIn}.txt`}`

/** How the files are saved on the server itself, where a later reading finds them. */
export const saveFiles = (
  server: string,
  root: string,
  savedIn: string,
  paths: ReadonlyArray<string>,
  link: string
): Resolution => ({
  summary: `Expected copies in ${savedIn} of the files on ${server} that may be customized; save them before the update.`,
  steps: [
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
