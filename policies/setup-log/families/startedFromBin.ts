import type { Step } from '../../../judging/policy'
import { inCmd, inPowerShell, say } from '../../../judging/resolutionSteps'
import { allOf, anyOf, has, like, not, onEither, onError, onRun, value, when } from '../issue'
import type { Evidence, KnownIssue } from '../knownIssue'
import { machineOf, ranFromBin, runAgain, runSame, runSetup, setupCommand } from '../setupCommands'

const readiness = 'https://learn.microsoft.com/exchange/plan-and-deploy/deployment-ref/readiness-checks'

const bin = (run: Evidence['run']): ReadonlyArray<string> | null => {
  const installs =
    /^(?:upgrade|install|BuildToBuildUpgrade)$/i.test(run.mode ?? '') &&
    !/\/(?:p|ps|pad|prepare\w*)\b/i.test(run.command ?? '')
  return ranFromBin(run) && installs
    ? [
        `Setup was started from ${run.sourceDirectory}, the bin folder of the installed Exchange (V15\\Bin), not from a medium.`
      ]
    : null
}

/** A log without its beginning does not tell whether setup was started from the bin folder, which is the surer cause. */
const begins = not(when((_, run) => run.runs === 0))

const actions = '(Install|BuildToBuildUpgrade|Upgrade|Uninstall|DisasterRecovery)'

const quote = '["\'\\u201c\\u201d\\u201e\\u00ab\\u00bb\\u300c\\u300d]'

const twoActions = new RegExp(`${quote}\\s?${actions}\\s?${quote}.{1,200}${quote}\\s?${actions}\\s?${quote}`, 'i')

/** The action that an earlier try of setup broke off at: the message names it first. */
const actionOf = (found: Evidence): string | null =>
  value(
    found,
    new RegExp(`performing the action ${quote}{1,2}(\\w{1,40})|${quote}\\s?${actions}\\s?${quote}`, 'i'),
    ''
  ) || null

/** What to do where the earlier try can not be finished, since its medium is gone or the role has worked for long. */
const withoutMark = ({ run, text }: Evidence): ReadonlyArray<Step> => {
  const role = /\b(\w{2,40}Role) role\b/.exec(text)?.[1] ?? 'that role'
  return [
    inPowerShell(
      'Only if that is impossible: see in an elevated PowerShell which role still has the mark of an earlier try:',
      "Get-ItemProperty -Path 'HKLM:\\SOFTWARE\\Microsoft\\ExchangeServer\\v1*\\*' | Where-Object { $_.Watermark -or $_.Action } | Format-List PSChildName, Action, Watermark"
    ),
    inCmd(
      'Save the key, in an elevated Command Prompt (cmd.exe):',
      'reg export HKLM\\SOFTWARE\\Microsoft\\ExchangeServer C:\\ExchangeServer.reg'
    ),
    say(
      `Then let a person remove the values Watermark and Action of ${role} alone, and restart ${machineOf(run)}. Setup then begins anew with this role, so do it only where the role is whole.`
    )
  ]
}

/** The run with the switch that the message asks for; with none where it names none, so that the version decides. */
const withLicence = ({ run, text }: Evidence): Evidence['run'] => {
  const wanted = /_DiagnosticData(?:ON|OFF)/i.test(text) ? ' /IAcceptExchangeServerLicenseTerms_DiagnosticDataOFF' : ''
  const command = run.command?.replace(/\/IAccept\w{1,80}/gi, '') ?? null
  return { ...run, command: command === null ? null : `${command}${wanted}` }
}

/** Setup that was started from the installed bin folder, or that an earlier try left unfinished. */
export const startedFromBin: ReadonlyArray<KnownIssue> = [
  onEither(
    ['InstallWatermark'],
    anyOf(
      has('Setup previously failed while performing the action'),
      has("can't resume setup by performing the action"),
      // The names of the actions are the same in every language.
      allOf(like(twoActions, '"Install" "BuildToBuildUpgrade"'), not(has('is not valid for current operation')))
    ),
    {
      id: 'resumed-by-another-action',
      title: 'Setup was resumed by another action than it began with',
      link: readiness,
      meaning:
        'An earlier try broke off while it did something else (a new installation, an upgrade), and setup resumes only that.',
      expected: 'setup to be resumed by the action that the message names; finish that first',
      steps: (found) => [
        say(
          `Finish the earlier try first: run the setup of the medium that it used, in the mode that the message names first, ${actionOf(found) ?? 'that of the earlier try'}. The wizard finds it by itself.`
        ),
        ...withoutMark(found),
        runAgain(found)
      ]
    }
  ),
  onEither([], anyOf(has('inconsistent state', 'disaster recovery'), has('Only disaster recovery mode is available')), {
    id: 'only-recovery',
    title: 'Only the recovery mode is open to setup',
    link: 'https://learn.microsoft.com/exchange/high-availability/disaster-recovery/recover-exchange-servers',
    meaning:
      'Active Directory has an object of this server with roles that are not installed here: it was reinstalled, or removed without its setup.',
    expected: ({ run }) =>
      `${machineOf(run)} to be installed the way Active Directory has it; run setup in the mode RecoverServer`,
    steps: (found) => [
      say(
        'If it was a member of a DAG, remove its database copies and its membership first (Remove-MailboxDatabaseCopy, Remove-DatabaseAvailabilityGroupServer -ConfigurationOnly).'
      ),
      runSetup(found.run, '/m:RecoverServer', 'To keep the server, in an elevated Command Prompt (cmd.exe)'),
      say(
        'Or, only if nothing of the former server of this name is needed any more (databases, mailboxes, connectors): remove its object. It stands below CN=Servers in ADSI Edit, configuration partition. Export it with ldifde first.'
      ),
      say('Let that replicate, and run the installation again.')
    ]
  }),
  onRun(bin, anyOf(has('CommandNotFoundException'), has('is not recognized as the name')), {
    id: 'started-from-bin',
    title: 'Setup was started from the bin folder of the installed Exchange',
    section: 'exchange-server-setup-does-not-run',
    link: 'https://learn.microsoft.com/exchange/troubleshoot/setup/ex2019-setup-does-not-run-correctly-started-powershell',
    meaning:
      'Without a path, setup.exe starts in the bin folder of the installed Exchange. It installs nothing new, and fails where it looks for files of the medium.',
    expected: ({ run }) => `setup to be started from the medium; run ${setupCommand(run, '/m:upgrade')}`,
    steps: (found) => [
      runSetup(
        found.run,
        '/m:upgrade',
        'Mount the medium of the update, and run in an elevated Command Prompt (cmd.exe)'
      ),
      say('In PowerShell write .\\setup.exe in the folder of the medium, never setup.exe alone.'),
      say('Do it soon: the services that this run disabled stay Disabled until setup completes.')
    ]
  }),
  onError(allOf(anyOf(has('ManageScheduledTask.ps1'), allOf(has('CommandNotFoundException'), has('.ps1'))), begins), {
    id: 'script-missing',
    title: 'A script of setup is missing',
    section: 'exchange-server-setup-does-not-run',
    meaning:
      'A script that setup calls is not there: files were removed, or setup was started from the bin folder instead of from the medium.',
    expected: 'setup to be started from a complete medium; take one, and run setup from there',
    steps: (found) => [
      say(
        `Look whether ${value(found, /'([^'\n]{3,250}\.ps1)'/, 'the script')} exists on the medium, below Setup\\ServerRoles\\Common.`
      ),
      runAgain(found)
    ]
  }),
  onError(
    allOf(
      like(/iacceptexchangeserverlicenseterms/, '/IAcceptExchangeServerLicenseTerms'),
      not(has('is not valid for current operation'))
    ),
    {
      id: 'licence-not-accepted',
      title: 'Setup wants the licence terms accepted by another switch',
      section: 'exchange-server-setup-does-not-run',
      link: 'https://learn.microsoft.com/exchange/plan-and-deploy/deploy-new-installations/unattended-installs',
      meaning:
        'Unattended setup runs only with the switch by which this version accepts its licence terms. Since September 2021 it also says whether diagnostic data is sent.',
      expected:
        'setup to be called with /IAcceptExchangeServerLicenseTerms_DiagnosticDataOFF (or …ON), or without the ending for older versions; do so',
      steps: (found) => [runSame(withLicence(found), 'run setup again with that switch')]
    }
  ),
  onEither([], has('parameter', 'is not valid for current operation'), {
    id: 'switch-not-for-mode',
    title: 'The command line holds a switch that its mode does not take',
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/deploy-new-installations/unattended-installs',
    meaning:
      'Setup refused its command line and changed nothing. A single role can not be removed: the mode Uninstall takes no roles.',
    expected: (found) =>
      `setup to be called without the switch ${value(found, /parameter '(\w{1,60})'/, 'that the message names')}; leave it out, and run setup again`,
    steps: (found) => [
      say(
        `Call setup in the mode ${value(found, /operation '(\w{1,40})'/, 'that you want')} with the switches that the page on unattended setup lists for it.`
      )
    ]
  }),
  onEither(
    ['InstallWatermark'],
    anyOf(
      has('Watermark', 'incomplete'),
      has('incomplete installation was detected'),
      has('A Setup failure previously occurred while installing')
    ),
    {
      id: 'earlier-try-unfinished',
      title: 'An earlier try of setup is unfinished',
      link: readiness,
      meaning: 'A watermark says where an earlier installation or removal broke off; setup wants to resume that first.',
      expected: 'the earlier installation to be finished; resume it with the same version and mode',
      steps: (found) => [
        say(
          'Finish the earlier try first: run the setup of the medium that it used in its wizard, which resumes where unattended setup refuses.'
        ),
        ...withoutMark(found),
        runAgain(found)
      ]
    }
  )
]
