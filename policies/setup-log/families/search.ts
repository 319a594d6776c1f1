import { inPowerShell, say } from '../../../judging/resolutionSteps'
import { allOf, anyOf, has, onError } from '../issue'
import type { KnownIssue } from '../knownIssue'
import { startService } from '../runState'
import { runAgain } from '../setupCommands'

const searchText = anyOf(has('Search Foundation'), has('installconfig.ps1'), has('MSExchangeFastSearch'))

/** Search Foundation. */
export const search: ReadonlyArray<KnownIssue> = [
  onError(
    allOf(searchText, anyOf(has('Admin node'), has('WaitForAdminNode'), has('TimeoutException'), has('timed out'))),
    {
      id: 'search-foundation-admin-node',
      title: 'The Admin node of Search Foundation did not come up',
      link: 'https://learn.microsoft.com/exchange/plan-and-deploy/install-cumulative-updates',
      meaning:
        'installconfig.ps1 configures SearchFoundation and waits for its Admin node; the search processes did not start in time: Disabled services, left-overs of an earlier configuration, antivirus, proxy or loopback name resolution.',
      expected: 'the Admin node of SearchFoundation to come up; clean its configuration, and resume setup',
      steps: (found) => [
        ...startService(found, 'HostControllerService'),
        say(
          `Stop HostControllerService and MSExchangeFastSearch, end left noderunner.exe processes, and move away the folders below ${found.run.installPath ?? '%ExchangeInstallPath%'}\\Bin\\Search\\Ceres\\HostController\\Data (repository, Events).`
        ),
        inPowerShell(
          'In Bin\\Search\\Ceres\\Installer run, in an elevated PowerShell:',
          '.\\installconfig.ps1 -action u'
        ),
        say('Then run there .\\installconfig.ps1 -action i -dataFolder with that Data folder.'),
        say(
          'PSModulePath of the system must not end in a blank: remove it and restart. localhost must resolve to this computer, and the proxy must be bypassed for it; exclude noderunner.exe in the antivirus program.'
        ),
        runAgain(found)
      ]
    }
  ),
  onError(has('Failure cleaning up SearchFoundation'), {
    id: 'search-data-not-removed',
    title: 'The old data of the search could not be removed',
    section: 'installation-fails-due-to-services-not-stopping',
    link: 'https://learn.microsoft.com/exchange/troubleshoot/setup/error-occurred-while-configuring-search-foundation',
    meaning:
      'Setup empties the data folder of SearchFoundation before it configures it again, and a search process or an antivirus program still holds a file there.',
    expected: 'no process to hold the data folder of SearchFoundation; end what holds it, and resume setup',
    steps: (found) => [
      say('Stop HostControllerService and MSExchangeFastSearch, and end left noderunner.exe processes.'),
      say(
        `Move the folder ${found.run.installPath ?? '%ExchangeInstallPath%'}\\Bin\\Search\\Ceres\\HostController\\Data away. If a file can not be moved, restart the server first.`
      ),
      runAgain(found)
    ]
  }),
  onError(searchText, {
    id: 'search-foundation',
    isGeneral: true,
    title: 'The search components could not be configured',
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/prerequisites',
    meaning: 'A step that installs or configures SearchFoundation failed.',
    expected: 'SearchFoundation to be configured; remove what is left of its configuration, and resume setup',
    steps: (found) => [
      say('Start HostControllerService and SearchExchangeTracing; read Bin\\Search\\Ceres\\Diagnostics\\Logs.'),
      runAgain(found)
    ]
  })
]
