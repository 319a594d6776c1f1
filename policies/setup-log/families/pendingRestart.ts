import type { Step } from '../../../judging/policy'
import { inPowerShell, say } from '../../../judging/resolutionSteps'
import { allOf, anyOf, besides, has, not, onEither } from '../issue'
import type { Evidence, KnownIssue, Owner } from '../knownIssue'
import { machineOf, runAgain } from '../setupCommands'

const restart: Owner = 'restart-from-previous-installation-is-pending'

const restartRules = ['RebootPending', 'PendingRebootWindowsComponents', 'UpdateNeedsReboot']

const restartSteps = (found: Evidence): ReadonlyArray<Step> => [
  say(`Restart ${machineOf(found.run)}.`),
  inPowerShell(
    'If the message comes back, see who asks, in an elevated PowerShell:',
    "(Get-ItemProperty -LiteralPath 'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\Session Manager').PendingFileRenameOperations",
    "(Get-ItemProperty -LiteralPath 'HKLM:\\SOFTWARE\\Microsoft\\Updates\\UpdateExeVolatile' -ErrorAction SilentlyContinue).Flags"
  ),
  say(
    'And for Windows components: the keys RebootPending below HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing, and RebootRequired below WindowsUpdate\\Auto Update.'
  ),
  say(
    'Printers, antivirus and agents may fill the list again at each start: stop the one whose files are named. Write the list down before you remove an entry by hand, which is the last resort.'
  ),
  runAgain(found)
]

const pendingUnlisted = (listed: ReadonlyArray<string>, run: Evidence['run']): ReadonlyArray<string> | null => {
  const rules =
    run.state === 'failed' ? run.rules.filter(({ name }) => restartRules.includes(name) && !listed.includes(name)) : []
  return rules.length === 0
    ? null
    : rules.map(
        ({ name, line }) =>
          `Line ${line}: the readiness rule ${name} turned out to be True (a reboot is pending), though this run did not stop for it.`
      )
}

/** Restarts that Windows waits for. */
export const pendingRestart: ReadonlyArray<KnownIssue> = [
  onEither(
    restartRules,
    anyOf(
      has('restart from a previous installation'),
      has('reboot from a previous installation'),
      allOf(has('pending'), has('reboot'), not(has('$')))
    ),
    {
      id: 'restart-pending',
      title: 'A reboot (restart) is pending',
      section: restart,
      meaning:
        'Windows or an installation before has asked for a restart (reboot) that has not taken place, or something asks for one at every start.',
      expected: ({ run }) => `no restart to be pending on ${machineOf(run)}; reboot it, and run setup again`,
      steps: restartSteps
    }
  ),
  besides(
    (run) =>
      pendingUnlisted(
        run.prerequisites.map(({ rule }) => rule),
        run
      ),
    {
      id: 'restart-pending-unlisted',
      title: 'A reboot (restart) was pending as well',
      section: restart,
      meaning:
        'Setup saw that a restart (reboot) is pending on this server. It did not stop for it, but the next step, installing or updating, will.',
      expected: ({ run }) => `no restart to be pending on ${machineOf(run)}; reboot it before setup is run again`,
      steps: restartSteps
    }
  )
]
