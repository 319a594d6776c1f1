import type { Step } from '../../../judging/policy'
import { inPowerShell, say } from '../../../judging/resolutionSteps'
import { powershell } from '../../../kernel/powershell'
import { someOf } from '../../../kernel/someOf'
import type { Evidence } from '../knownIssue'
import { runSetup } from '../setupCommands'

/** How setup names a feature: by the name that Install-WindowsFeature takes. */
const naming = /Windows component (?:'|")?([A-Za-z][\w-]{1,60})(?:'|")? isn['\u2019]t installed/gi

/** Or that of a role service of IIS, in quotes. */
const quoted = /'(Web(?:-[A-Za-z0-9]+)+)' component is required/gi

/** The role services of IIS that setup tells by a name of its own, by the end of the rule's name after "Longhorn" and "IIS7"; those of ASP.NET differ between versions of Windows. */
const roleServices: Readonly<Record<string, string>> = {
  BasicAuth: 'Web-Basic-Auth',
  ClientCertificateMappingAuthentication: 'Web-Client-Auth',
  DigestAuth: 'Web-Digest-Auth',
  DirectoryBrowse: 'Web-Dir-Browsing',
  HttpCompressionDynamic: 'Web-Dyn-Compression',
  HttpCompressionStatic: 'Web-Stat-Compression',
  HttpErrors: 'Web-Http-Errors',
  HttpLogging: 'Web-Http-Logging',
  HttpRedirect: 'Web-Http-Redirect',
  HttpTracing: 'Web-Http-Tracing',
  IIS6Metabase: 'Web-Metabase',
  IIS6MgmtConsole: 'Web-Lgcy-Mgmt-Console',
  IIS6WMICompatibility: 'Web-WMI',
  ISAPIFilter: 'Web-ISAPI-Filter',
  ManagementConsole: 'Web-Mgmt-Console',
  RequestMonitor: 'Web-Request-Monitor',
  StaticContent: 'Web-Static-Content',
  WASProcessModel: 'WAS-Process-Model',
  WindowsAuth: 'Web-Windows-Auth'
}

const ofRule = (name: string): ReadonlyArray<string> => {
  const [, service = ''] = /^Longhorn(?:IIS7)?(\w+?)(?:Not)?(?:Installed)?$/.exec(name) ?? []
  const feature = roleServices[service]
  return feature === undefined ? [] : [feature]
}

const namedIn = (text: string): ReadonlyArray<string> =>
  [naming, quoted].flatMap((pattern) => [...text.matchAll(pattern)].map(([, name = '']) => name))

const featuresOf = ({ rule, message }: Evidence['rules'][number]): ReadonlyArray<string> => {
  const named = namedIn(message)
  return named.length > 0 ? named : ofRule(rule)
}

const missing = ({ rules, text }: Evidence): ReadonlyArray<string> => [
  ...new Set([...rules.flatMap(featuresOf), ...namedIn(text)])
]

/** The rules that name no feature by the name that Install-WindowsFeature takes. */
const unnamed = ({ rules }: Evidence): ReadonlyArray<Step> => {
  const left = rules.filter((one) => featuresOf(one).length === 0).map(({ rule }) => rule)
  return left.length === 0
    ? []
    : [
        say(
          `Find on the linked page what the rules ask for (${someOf(left, 5)}), and install it by Install-WindowsFeature, too.`
        )
      ]
}

/** Installs the features that are missing; setup does so itself where the log names none, if it has not just tried. */
export const featureSteps = (found: Evidence): ReadonlyArray<Step> => {
  const names = missing(found)
  if (names.length > 0)
    return [
      inPowerShell(
        'Install the features that are missing, in an elevated PowerShell. Restart if it says so:',
        powershell`Install-WindowsFeature -Name ${names}`
      ),
      ...unnamed(found)
    ]
  const byHand = say('Use Install-WindowsFeature with the names on the linked page.')
  if (/\/InstallWindowsComponents\b/i.test(found.run.command ?? '')) return [byHand]
  return [
    runSetup(
      found.run,
      '/m:install /r:Mailbox /InstallWindowsComponents',
      'For a new server, in an elevated Command Prompt (cmd.exe)'
    ),
    say('Else use Install-WindowsFeature with the names on the linked page.')
  ]
}
