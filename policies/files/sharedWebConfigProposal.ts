import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import { installPath } from '../../facts/installation'
import { type Proposal, remediation, type Step } from '../../judging/remediation'
import { powershell } from '../../kernel/powershell'
import sharedConfigState from '../../collector/shared/Get-SharedConfigState.ps1'
import invokeProgram from './Invoke-Program.ps1'
import saveFile from './Save-File.ps1'
import { hasPlainInstallPath, type Location } from './sharedWebConfigSteps'

/** The states that generating the file anew ends, and what it made can't be among. */
const notRight = "'absent', 'empty', 'malformed', 'other', 'unexpanded', 'elsewhere'"

const isRight = (root: string, file: string): string =>
  [
    powershell`$file = ${file}`,
    "$state = 'absent'",
    powershell`if ([IO.File]::Exists($file)) { $state = @(Get-SharedConfigState ([IO.File]::ReadAllText($file)) ${root})[0] }`,
    `${notRight} -notcontains $state`
  ].join('\n')

/** It takes seconds; one that waits for something would hold the run. */
const generatorSeconds = 300

const invocation = (root: string, folder: string, file: string): string => {
  const words = `-exchangePath "${root}bin" -exchangePath "${root}${folder}" -configFile "${file}"`
  return `${powershell`Invoke-Program $generator ${`${root}bin`} ${words} `}${generatorSeconds}`
}

/** Made aside and looked at first, so that whatever fails leaves the old file as it was. */
const generate = (root: string, folder: string, file: string): string =>
  [
    powershell`$file = ${file}`,
    powershell`$generator = ${`${root}bin\\DependentAssemblyGenerator.exe`}`,
    "$rest = '; the old file was left as it was'",
    "if (-not [IO.File]::Exists($generator)) { throw ($generator + ' is missing' + $rest) }",
    "if ([IO.Directory]::Exists($file)) { throw ('a folder stands in the place of ' + $file) }",
    "$new = $file + '.new'",
    'if ([IO.File]::Exists($new)) { [IO.File]::Delete($new) }',
    `try { $code = ${invocation(root, folder, `${file}.new`)} }`,
    'catch {',
    '  if ([IO.File]::Exists($new)) { [IO.File]::Delete($new) }',
    '  throw ($_.Exception.Message + $rest)',
    '}',
    "if ($code -eq 0 -and -not [IO.File]::Exists($new)) { throw ('DependentAssemblyGenerator.exe wrote no file' + $rest) }",
    'if ($code -ne 0) {',
    '  if ([IO.File]::Exists($new)) { [IO.File]::Delete($new) }',
    "  throw ('DependentAssemblyGenerator.exe ended with ' + $code + $rest)",
    '}',
    powershell`$state = @(Get-SharedConfigState ([IO.File]::ReadAllText($new)) ${root})[0]`,
    `if (${notRight} -contains $state) {`,
    '  [IO.File]::Delete($new)',
    "  throw ('what DependentAssemblyGenerator.exe wrote is ' + $state + $rest)",
    '}',
    'if ([IO.File]::Exists($file)) { [IO.File]::Replace($new, $file, [NullString]::Value) }',
    'else { [IO.File]::Move($new, $file) }'
  ].join('\n')

const generateStep = (root: string, { folder }: Location): Step => {
  const file = `${root}${folder}\\SharedWebConfig.config`
  return {
    kind: 'file',
    rank: 0,
    title: `Generate ${file} by DependentAssemblyGenerator`,
    test: isRight(root, file),
    backUp: powershell`Save-File ${file} $backup`,
    set: generate(root, folder, file),
    functions: [saveFile, sharedConfigState, invokeProgram],
    interrupts: null,
    starts: null,
    enables: null,
    seconds: generatorSeconds,
    needsRestart: true
  }
}

/** Generates the file of a location anew, in this server's own installation folder. */
export const generation = (facts: Facts, location: Location): Proposal =>
  hasPlainInstallPath(facts)
    ? E.right(remediation(generateStep(installPath(facts), location)))
    : E.left('the installation folder is not known, or its name holds characters that a command line may change')
