import * as E from 'fp-ts/Either'
import sharedConfigState from '../../collector/shared/Get-SharedConfigState.ps1'
import type { Facts } from '../../facts/facts'
import { installPath } from '../../facts/installation'
import { type Proposal, remediation, type Step } from '../../judging/remediation'
import { powershell } from '../../kernel/powershell'
import invokeProgram from './Invoke-Program.ps1'
import newConfig from './New-SharedWebConfig.ps1'
import { hasPlainInstallPath, type Location } from './resolution'
import saveFile from './Save-File.ps1'

/** It takes seconds; one that waits for something would hold the run. */
const generatorSeconds = 300

const generateStep = (root: string, { folder }: Location): Step => {
  const file = `${root}${folder}\\SharedWebConfig.config`
  const words = `-exchangePath "${root}bin" -exchangePath "${root}${folder}" -configFile "${file}.new"`
  return {
    kind: 'file',
    rank: 0,
    title: `Generate ${file} by DependentAssemblyGenerator`,
    test: powershell`Test-SharedWebConfig ${file} ${root}`,
    backUp: powershell`Save-File ${file} $backup`,
    set: `${powershell`New-SharedWebConfig ${file} ${root} ${words} `}${generatorSeconds}`,
    functions: [saveFile, sharedConfigState, invokeProgram, newConfig],
    interrupts: null,
    starts: null,
    enables: null,
    seconds: generatorSeconds,
    needsRestart: true
  }
}

/** Generates the file of a location again, in this server's own installation folder. */
export const generation = (facts: Facts, location: Location): Proposal =>
  hasPlainInstallPath(facts)
    ? E.right(remediation(generateStep(installPath(facts), location)))
    : E.left('the installation folder is not known, or its name holds characters that a command line may change')
