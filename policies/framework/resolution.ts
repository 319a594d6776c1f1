import type { Resolution, Step } from '../../judging/policy'
import { inExchangeShell, inPowerShell, say } from '../../judging/resolutionSteps'
import { powershell } from '../../kernel/powershell'
import { articleSection } from '../article'

export const section = 'update-net-when-migrating-from-an-unsupported-cu'

export const link = articleSection(section)

/** The way of a server: what it has, what it is to have, and the Cumulative Update to install; null for none. */
export interface Way {
  readonly server: string
  readonly actual: string | null
  readonly wanted: string
  /** Whether the installed version is newer than the wanted one. */
  readonly isTooNew: boolean
  readonly update: string | null
}

const setState = (server: string, state: 'Inactive' | 'Active'): string =>
  powershell`Set-ServerComponentState -Identity ${server} -Component ServerWideOffline -State ${state} -Requester Maintenance`

/** The article's pattern is *exch*, which Hyper-V's vmickvpexchange has, too. */
const stopServices = 'Get-Service *MSExchange* | Stop-Service'

const installVersion = ({ server, actual, wanted, isTooNew }: Way): ReadonlyArray<Step> => {
  if (actual === wanted) return []
  return [
    say(
      isTooNew
        ? `Uninstall .NET Framework ${actual} under Installed Updates on ${server}, so that ${wanted} remains; install ${wanted} if it is not there.`
        : `Install .NET Framework ${wanted} on ${server}. Do not let Windows Update choose another version.`
    ),
    inPowerShell(`Restart ${server} in an elevated PowerShell:`, 'Restart-Computer')
  ]
}

const installUpdate = ({ server, update }: Way): ReadonlyArray<Step> =>
  update === null
    ? []
    : [
        say(`Install ${update} on ${server} at once, and let nothing come between.`),
        inPowerShell(`Restart ${server} after the update, in an elevated PowerShell:`, 'Restart-Computer')
      ]

/** The article's steps in their order, without those that this server does not need. */
export const updateFramework = (way: Way): Resolution => ({
  summary:
    `Expected .NET Framework ${way.wanted} on ${way.server}` +
    `${way.update === null ? '' : ` for ${way.update}`}; bring it there in maintenance, step by step.`,
  steps: [
    inExchangeShell(
      `Put ${way.server} into maintenance, in a DAG after its active databases were moved:`,
      setState(way.server, 'Inactive')
    ),
    inPowerShell(
      'Stop the services of Exchange in an elevated PowerShell, without -Force; the second command stops what the first could not:',
      stopServices,
      stopServices
    ),
    ...installVersion(way),
    ...installUpdate(way),
    inPowerShell('See that the services have their usual start type, and run:', 'Get-Service *MSExchange*'),
    inExchangeShell(`Take ${way.server} out of maintenance:`, setState(way.server, 'Active'))
  ],
  link
})
