import asciiJson from './frame/asciiJson.ps1'
import entry from './frame/entry.ps1'
import installation from './frame/installation.ps1'
import journal from './frame/journal.ps1'
import maintenanceRefusal from './frame/maintenanceRefusal.ps1'
import protectFolder from './frame/protectFolder.ps1'
import reasons from './frame/reasons.ps1'
import refusal from './frame/refusal.ps1'
import results from './frame/results.ps1'
import run from './frame/run.ps1'
import runEvent from './frame/runEvent.ps1'
import settings from './frame/settings.ps1'
import steps from './frame/steps.ps1'
import winmgmt from './frame/winmgmt.ps1'

/**
 * The guard of a script: why nothing may be touched now. It needs no command of PowerShell's modules: where Group Policy sets
 * the execution policy, these don't load before Winmgmt runs.
 */
const guard = [
  installation,
  /**
   * Exchange keeps `version:state:ticks` for each requester of a component, with the state as its number or its word
   * (0 Inactive, 1 Active, 3 Draining), and passes over every other form, which therefore can't mean Inactive. Another
   * state may mean it. Exchange 2010 has no such key.
   */
  maintenanceRefusal,
  refusal
]

/**
 * Where Group Policy sets the execution policy, Windows PowerShell before 6 asks WMI who its parent is whenever it loads a
 * script file, and with it most of its own modules (Microsoft's KB2810617): a failed update disables that. So `winmgmt` goes
 * before all steps.
 */
const windows = [winmgmt, runEvent]

/**
 * Settings and functions of every script. No empty line stands in a block: standard input would end the block there. The
 * values that they need stand before the run: `$server`, `$steps`, `$planned`, `$enabling`, `$inMaintenance`, `$longestRun`.
 */
export const beginning = [
  settings,
  asciiJson,
  reasons,
  results,
  entry,
  ...guard,
  protectFolder,
  journal,
  /** A step that fails ends those that rely on it: what changes the web server is one chain; services stand apart. */
  steps,
  ...windows
].join('\n')

const [before = '', after = ''] = run.split('    # The steps of the plan stand here.\n')

/** Goes before the first step: guard, folder, lock and number. What fails here has touched nothing. */
export const body = before

/** Goes after the last step. */
export const ending = after
