import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import { installPath } from '../installation'
import { powershell } from '../powershell'
import { type Proposal, remediation, type Step } from '../remediation'
import { saveFile } from './fileFunctions'
import { hasPlainInstallPath, type Location } from './sharedWebConfigSteps'

const isPresent = (file: string): string =>
  [
    powershell`$file = ${file}`,
    'try {',
    '  $document = New-Object System.Xml.XmlDocument',
    '  $document.XmlResolver = $null',
    '  $document.LoadXml([IO.File]::ReadAllText($file))',
    '  $true',
    '}',
    'catch { $false }'
  ].join('\n')

const generate = (root: string, folder: string, file: string): string =>
  [
    powershell`if ([IO.File]::Exists(${file})) { [IO.File]::Delete(${file}) }`,
    powershell`Push-Location -LiteralPath ${`${root}bin`}`,
    powershell`& '.\\DependentAssemblyGenerator.exe' -exchangePath ${`${root}bin`} -exchangePath ${root + folder} -configFile ${file}`,
    '$code = $LASTEXITCODE',
    'Pop-Location',
    "if ($code -ne 0) { throw ('DependentAssemblyGenerator.exe ended with ' + $code) }"
  ].join('\n')

const generateStep = (root: string, { folder }: Location): Step => {
  const file = `${root}${folder}\\SharedWebConfig.config`
  return {
    kind: 'file',
    rank: 0,
    title: `Generate ${file} by DependentAssemblyGenerator`,
    test: isPresent(file),
    backUp: powershell`Save-File ${file} $backup`,
    set: generate(root, folder, file),
    functions: [saveFile],
    interrupts: null,
    needsRestart: true
  }
}

/** Generates the file of a location anew, in this server's own installation folder. */
export const generation = (facts: Facts, location: Location): Proposal =>
  hasPlainInstallPath(facts)
    ? E.right(remediation(generateStep(installPath(facts), location)))
    : E.left('the installation folder is not known, or its name holds characters that a command line may change')
