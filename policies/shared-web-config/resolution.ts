import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import type { Facts } from '../../facts/facts'
import { installPath, knownInstallPath } from '../../facts/installation'
import type { FileState } from '../../facts/sections/sharedWebConfig'
import type { Resolution, Step } from '../../judging/policy'
import { inCmd, inPowerShell, say, thenLook } from '../../judging/resolutionSteps'
import { powershell } from '../../kernel/powershell'
import { articleSection } from '../article'
import { isHalfUpdated } from '../build/halfUpdated'
import { restartIis } from '../iis/restart'

export const link = articleSection('cant-access-eac-or-owa-after-exchange-installation')

/** A folder below the installation folder that holds a SharedWebConfig.config, by its name in the facts. */
export interface Location {
  readonly name: 'clientAccess' | 'httpProxy'
  readonly folder: 'ClientAccess' | 'FrontEnd\\HttpProxy'
}

/** The states of a file that is to be made again. */
export type Damage = Exclude<FileState, 'present' | 'unfilled'>

/** A path in which cmd finds nothing to interpret between double quotes, be delayed expansion on or off. */
const isPlainForCmd = (path: string): boolean => /^[A-Za-z]:\\[^"%!^&|<>*?\u0000-\u001f]*$/.test(path)

/** Whether the installation folder is known, and means itself in any command line. */
export const hasPlainInstallPath = (facts: Facts): boolean => pipe(knownInstallPath(facts), O.exists(isPlainForCmd))

/** The installation folder in a cmd command line, ending with a backslash; its variable where the path isn't safe. */
const folderForCmd = (facts: Facts): string =>
  hasPlainInstallPath(facts) ? installPath(facts) : '%ExchangeInstallPath%'

const generate = (root: string, folder: string): string =>
  `DependentAssemblyGenerator.exe -exchangePath "${root}bin" -exchangePath "${root}${folder}" ` +
  `-configFile "${root}${folder}\\SharedWebConfig.config"`

const setAside = (root: string, folder: string): Step => {
  const file = `${root}${folder}\\SharedWebConfig.config`
  return inCmd(
    'Set the damaged file aside in an elevated Command Prompt (cmd.exe):',
    `move "${file}" "${file}.damaged"`
  )
}

const findUnfinished = [
  "Get-ChildItem 'HKLM:\\SOFTWARE\\Microsoft\\ExchangeServer\\v15'",
  'Get-ItemProperty',
  'Where-Object { $_.Action -or $_.Watermark }',
  'Format-List PSChildName, Action, Watermark'
].join(' | ')

const unfinishedSetup = [
  inPowerShell(
    'Look in an elevated PowerShell for an unfinished setup, since one that was resumed may have skipped other steps too:',
    findUnfinished
  ),
  say(
    'If a role is shown, run setup of the same version again, which finishes it. Never delete a watermark: setup ' +
      'resumes there.'
  )
]

const otherFiles = (facts: Facts, folder: string): Step =>
  inPowerShell(
    'Check in an elevated PowerShell whether a web.config has such a variable, too. If so, write the installation folder in its place:',
    `${powershell`Get-ChildItem -LiteralPath ${installPath(facts) + folder} -Filter web.config -Recurse`} | ` +
      "Select-String -SimpleMatch '%Exchange'"
  )

const repairFirst = say(
  'Repair the update first, as build says: it is half installed, and setup makes the file again. Go on only if it does not.'
)

/** What to do where the file of a location is not there, or is damaged. */
export const regenerate = (facts: Facts, { folder }: Location, state: Damage): Resolution => {
  const root = folderForCmd(facts)
  return {
    summary:
      `Expected SharedWebConfig.config in ${installPath(facts)}${folder}; ` +
      'generate it with DependentAssemblyGenerator and restart IIS.',
    steps: [
      ...(isHalfUpdated(facts) ? [repairFirst] : []),
      ...(state === 'absent' || state === 'empty' ? [] : [setAside(root, folder)]),
      inCmd('Change to the bin folder in an elevated Command Prompt (cmd.exe):', `cd /d "${root}bin"`),
      inCmd('Generate the file in the same Command Prompt:', generate(root, folder)),
      ...(state === 'unexpanded' ? [otherFiles(facts, folder)] : []),
      ...restartIis,
      ...unfinishedSetup.map(thenLook)
    ],
    link
  }
}
