import { inCmd, say } from '../../../judging/resolutionSteps'
import { known } from '../entry'
import { allOf, anyOf, has, onError, raised, raisedOf, status, step } from '../issue'
import type { KnownIssue } from '../knownIssue'
import { startService } from '../runState'
import { runAgain } from '../setupCommands'

const link = 'https://learn.microsoft.com/exchange/clients/default-virtual-directory-settings'

/** IIS, its configuration and its modules. */
export const iis: ReadonlyArray<KnownIssue> = [
  known({
    id: 'iis-section-undeclared',
    title: 'A section in the configuration of IIS belongs to a module that is not installed',
    link: 'https://learn.microsoft.com/troubleshoot/developer/webapps/iis/health-diagnostic-performance/http-error-500-19-webpage',
    where: has('cannot be read because it is missing a section declaration'),
    meaning:
      'A configuration file holds settings of a module that IIS does not have: it was never installed, or removed while its settings stayed. For system.webServer/rewrite that is IIS URL Rewrite.',
    expected: 'the module of the section that the error names to be installed; install it, and resume setup',
    steps: [
      'Install the module of the section: IIS URL Rewrite Module 2 (x64) for system.webServer/rewrite, else the role service of IIS.',
      inCmd(
        'See whether IIS reads its configuration now, in an elevated Command Prompt (cmd.exe):',
        '%windir%\\System32\\inetsrv\\appcmd.exe list config'
      )
    ]
  }),
  known({
    id: 'iis-entry-twice',
    title: 'An entry stands twice in the configuration of IIS',
    link: 'https://learn.microsoft.com/troubleshoot/developer/webapps/iis/health-diagnostic-performance/http-error-500-19-webpage',
    where: has('Cannot add duplicate collection entry of type'),
    meaning:
      'The site or the application has an entry that a level above has as well, such as one that was added by hand or by another product.',
    expected: 'each entry to stand once; remove the one that is too many, and resume setup',
    steps: [
      inCmd(
        'Back the configuration up, in an elevated Command Prompt (cmd.exe):',
        '%windir%\\System32\\inetsrv\\appcmd.exe add backup BeforeRepair'
      ),
      'In IIS Manager, look for the entry that the error names at the server, the site and the application. Remove the lower one.'
    ]
  }),
  onError(allOf(step('iisreset'), anyOf(has('exit code'), has('Process execution failed'), has('timed out'))), {
    id: 'iisreset-failed',
    title: 'IIS could not be restarted',
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/install-cumulative-updates',
    meaning:
      'Setup restarts IIS with iisreset, which failed or took too long: a service that depends on IIS did not stop, or IIS is Disabled.',
    expected: 'iisreset to succeed; repair the services of IIS, and resume setup',
    steps: (found) => [
      inCmd('In an elevated Command Prompt (cmd.exe):', 'iisreset'),
      inCmd('Then in the same Command Prompt:', 'sc.exe query W3SVC'),
      say('Set W3SVC, WAS and IISADMIN to start, and end w3wp.exe processes that hang.'),
      runAgain(found)
    ]
  }),
  onError(
    anyOf(
      status('applicationHost.config', 'redirection.config'),
      has('Microsoft.Web.Administration'),
      has('ServerManagerException'),
      allOf(has('web.config'), raised('ConfigurationErrorsException', 'ConfigurationException', 'XmlException'))
    ),
    {
      id: 'iis-configuration',
      isGeneral: true,
      title: 'The configuration of IIS can not be read or written',
      link: 'https://learn.microsoft.com/iis/get-started/planning-your-iis-architecture/introduction-to-applicationhostconfig',
      meaning: 'A configuration file of IIS is damaged, locked, or denies access.',
      expected:
        'the configuration of IIS to be valid and writable; repair the file that the error names, and resume setup',
      steps: (found) => [
        inCmd(
          'See which line is wrong, in an elevated Command Prompt (cmd.exe):',
          '%windir%\\System32\\inetsrv\\appcmd list config'
        ),
        say('Restore a copy from C:\\inetpub\\history if need be, and exclude it in the antivirus program.'),
        runAgain(found)
      ]
    }
  ),
  onError(has('URL Rewrite'), {
    id: 'url-rewrite',
    title: 'The IIS URL Rewrite module is missing or damaged',
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/prerequisites',
    meaning: 'Cumulative Updates since September 2021 need the IIS URL Rewrite module.',
    expected: 'the IIS URL Rewrite module to be installed; install it, and run setup again',
    steps: (found) => [say('Install IIS URL Rewrite Module 2 (x64), and restart IIS with iisreset.'), runAgain(found)]
  }),
  onError(
    anyOf(
      has('object in the IIS metabase'),
      has('CannotOpenLocatorObjectException'),
      has('IISNotInstalledException'),
      raisedOf('IISNotReachable')
    ),
    {
      id: 'iis-not-reachable',
      isGeneral: true,
      title: 'IIS does not answer',
      link,
      meaning:
        'Setup reads and writes IIS, and the service W3SVC or IISADMIN is stopped or Disabled, or the metabase compatibility is missing.',
      expected: 'W3SVC and IISADMIN to run; set both to Automatic and start them, and resume setup',
      steps: (found) => [...startService(found, 'IISADMIN'), ...startService(found, 'W3SVC'), runAgain(found)]
    }
  )
]
