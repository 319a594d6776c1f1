import { say } from '../../../judging/resolutionSteps'
import { anyOf, has, onEither, onRules } from '../issue'
import type { KnownIssue } from '../knownIssue'
import { machineOf, runAgain } from '../setupCommands'
import { featureSteps } from './missingFeatures'
import { ofEachRole } from './where'

const readiness = 'https://learn.microsoft.com/exchange/plan-and-deploy/deployment-ref/readiness-checks'

const prerequisites = 'https://learn.microsoft.com/exchange/plan-and-deploy/prerequisites'

/** What Windows must be and have. */
export const windowsPrerequisites: ReadonlyArray<KnownIssue> = [
  onEither(
    ['NETFramework*', 'Win2k*', 'Win7*', 'Win8*', 'Rewrite*'],
    has('.NET Framework', 'version is not supported'),
    {
      id: 'prerequisite-missing',
      title: 'A prerequisite of Windows or .NET is missing',
      link: prerequisites,
      meaning:
        'A redistributable, a version of the .NET Framework, or an update of Windows that this version of Exchange needs is not installed.',
      expected: ({ run }) =>
        `the prerequisites that the rules name to be installed on ${machineOf(run)}; install them and restart`,
      steps: (found) => [
        say(
          'Install what each rule names, in the version for this Cumulative Update (.NET Framework, Visual C++ 2012 and 2013, UCMA 4.0, IIS URL Rewrite).'
        ),
        say(`Restart ${machineOf(found.run)}.`),
        runAgain(found)
      ]
    }
  ),
  onEither(
    [
      'Longhorn*',
      'Web*',
      'Wcf*',
      'Rsat*',
      'RSAT*',
      'HttpActivation*',
      'WinRMIISExtensionInstalled',
      'RPCOverHTTPproxy*',
      'ManagementServiceInstalled',
      'WindowsIdentityFoundation*',
      'SMTPSvcInstalled',
      'Iis32BitMode'
    ],
    anyOf(
      has('component is required. Install the component via Server Manager'),
      has("isn't installed on this computer and needs to be installed before Exchange Setup can begin")
    ),
    {
      id: 'windows-feature-missing',
      title: 'Windows features are missing or clash',
      link: prerequisites,
      meaning:
        'A role service or feature of Windows that Exchange needs is not installed, or one that clashes with it is.',
      expected: ({ run }) =>
        `the features that the rules name to suit Exchange on ${machineOf(run)}; install what is missing`,
      steps: (found) => [...featureSteps(found), runAgain(found)]
    }
  ),
  onRules(['ValidOSVersion', 'OSCheckedBuild', 'ServerWinWebEdition'], {
    id: 'wrong-windows',
    title: 'This version of Windows is not fit for this version of Exchange',
    link: 'https://learn.microsoft.com/exchange/plan-and-deploy/supportability-matrix',
    meaning: 'The edition or version of Windows is not supported for what is to be installed.',
    expected: ({ run }) =>
      `Exchange to be installed on a Windows that supports it; ${run.windows ?? 'this Windows'} does not`,
    steps: () => [say('Install Exchange on a server with a Windows version of the supportability matrix.')]
  }),
  onRules([...ofEachRole('RoleNotInstalled'), ...ofEachRole('RoleAlreadyExists'), 'ExchangeAlreadyInstalled'], {
    id: 'role-in-use',
    title: 'A role can not be installed or removed in its present state',
    link: readiness,
    meaning: 'The role is still in use, is not there, or is there already.',
    expected: 'the roles to be free for what setup was told to do; follow each rule',
    steps: (found) => [
      say(
        'Move mailboxes, queues, connectors and expansion servers away before removing a role; use /m:upgrade for a role that is installed.'
      ),
      runAgain(found)
    ]
  })
]
