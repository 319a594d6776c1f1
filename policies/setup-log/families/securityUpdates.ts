import { inCmd, inPowerShell, say } from '../../../judging/resolutionSteps'
import { powershell } from '../../../kernel/powershell'
import { known } from '../entry'
import { allOf, anyOf, code, has, nearby, value, when } from '../issue'
import type { Evidence, KnownIssue } from '../knownIssue'
import { namePatches } from '../onTheServer'
import { installFolder, isPatch } from '../setupCommands'

/** What it explains, with the lines before its errors: a log of setup has the words of the installer only there. */
const withBefore = (found: Evidence): Evidence => ({
  ...found,
  text: [found.text, ...found.errors.flatMap(({ before }) => before.map(({ text }) => text))].join('\n')
})

const cachedPatch = (found: Evidence): string =>
  value(
    withBefore(found),
    /local patch '([^'\n]{3,260}\.msp)'/i,
    value(withBefore(found), /2203 2: ([^\n]{3,260}?\.ms[pi])\b/i, 'the patch of the cache that the log names')
  )

/** The updates that the log names, as a part of a sentence; null where it names none. */
const updates = ({ run, text }: Evidence): string | null => {
  const told = [
    text,
    ...run.msi.flatMap(({ patch, product, beforeFailure, errors }) => [
      patch,
      product,
      ...beforeFailure.map((one) => one.text),
      ...errors.map((one) => one.text)
    ])
  ].join('\n')
  const named = [...new Set(told.match(/\bKB\d{6,7}\b/gi) ?? [])].slice(0, 5)
  return named.length === 0 ? null : `an earlier update (the log names ${named.join(', ')})`
}

const ofPatch = when((_, run) => isPatch(run))

/** Security Updates, hotfixes and rollups. */
export const securityUpdates: ReadonlyArray<KnownIssue> = [
  known({
    id: 'cached-patch-missing',
    title: 'The Windows Installer lacks a patch that it must open',
    link: 'https://learn.microsoft.com/troubleshoot/sql/database-engine/install/windows/restore-missing-windows-installer-cache-files',
    where: anyOf(
      has("Couldn't find local patch"),
      allOf(code('1635', '1636'), ofPatch),
      allOf(code('1612', '1603'), nearby("find local patch '"))
    ),
    meaning:
      'To install an update, the Windows Installer opens the patches of earlier ones in its cache (%windir%\\Installer). One of these files is gone, or the update itself can not be read.',
    expected: (found) =>
      `${cachedPatch(found)} to be in the cache; put the .msp file of that earlier update back under this name, and install the update again`,
    steps: [
      (found) => {
        const named = updates(found)
        return named === null ? [] : say(`Find out which update ${cachedPatch(found)} was: it belongs to ${named}.`)
      },
      (found) => namePatches(cachedPatch(found)),
      (found) =>
        say(
          `Download that very update, extract its .msp file, and copy it to ${cachedPatch(found)}. Or copy the file from a server with the same updates.`
        ),
      'Never delete files from %windir%\\Installer.'
    ]
  }),
  known({
    id: 'account-name-not-mapped',
    title: 'An account of Windows has another name in this language',
    link: 'https://learn.microsoft.com/exchange/troubleshoot/administration/cannot-install-exchange-cu-localized-windows',
    where: allOf(
      anyOf(code('0x80070534'), code('1332'), has('No mapping between account names and security IDs was done')),
      anyOf(ofPatch, has('Network Service'), has('ServiceControl'), code('0x80070534'))
    ),
    meaning:
      'The update sets rights for an account by its English name (like Network Service), which Windows of another language does not know. Or the account that the workaround of August 2023 made blocks it.',
    expected:
      'no account of the name Network Service to be in the directory; remove the one of the workaround, and install the newest update',
    steps: [
      inPowerShell(
        'See whether the account of the workaround exists, in PowerShell with the Active Directory module:',
        'Get-ADUser -Filter "Name -eq \'Network Service\'"'
      ),
      'Delete that account if it was made for the workaround of August 2023. Give its rights to folders back to the real account.',
      (found) =>
        inPowerShell(
          'Enable the services that the update disabled, in an elevated PowerShell (in Bin of the Exchange folder):',
          powershell`& ${`${installFolder(found.run)}\\Bin\\ServiceControl.ps1`} AfterPatch`
        ),
      'Restart {machine}.'
    ]
  }),
  known({
    id: 'scripts-refused-in-patch',
    title: 'A script of the update was not allowed to run',
    link: 'https://learn.microsoft.com/exchange/troubleshoot/setup/service-pack-upgrade-fails',
    where: allOf(has('ServiceControl.ps1'), has('Unexpected error', 'while executing')),
    meaning:
      'PowerShell refused ServiceControl.ps1: an execution policy, or the question whether to trust its publisher, stopped it.',
    expected:
      'no execution policy of Group Policy to be in force, and the publisher to be trusted; correct that, and install the update again',
    steps: [
      inPowerShell(
        'In an elevated PowerShell, see what is set (MachinePolicy and UserPolicy should be Undefined):',
        'Get-ExecutionPolicy -List'
      ),
      'Run ServiceControl.ps1 of the Bin folder once by hand without a parameter, and answer Always run.'
    ]
  }),
  known({
    id: 'update-ended-prematurely',
    isGeneral: true,
    title: 'The update ended, and its window shows no cause',
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/install-cumulative-updates',
    where: anyOf(
      allOf(has('Setup Wizard for', 'ended prematurely'), has('Exchange')),
      code('0x80070643'),
      // What the Windows Installer writes to the event log.
      has('Exchange Server', ' - Update', 'could not be installed. Error code 1603')
    ),
    meaning:
      'The window of the update, or Windows Update (0x80070643), says only that it failed. Its log says why. Services may be Disabled although the window says "Your system has not been modified".',
    expected:
      'the update to be installed from an elevated window, with a log; install it so, and check the log if it ends again',
    steps: [
      'See whether the services of Exchange are Disabled now, and set those that were active before to Automatic.',
      inCmd(
        'In an elevated Command Prompt (cmd.exe), install it with a log (put the full path of the .msp file in the place of UPDATE):',
        'msiexec.exe /update "UPDATE" /lxv* C:\\ExchangeUpdate.log'
      ),
      'If it ends again, check C:\\ExchangeUpdate.log and C:\\ExchangeSetupLogs\\ServiceControl.log with this program.'
    ],
    again: false
  })
]
