import { copy, mounted } from '../../support/dag'
import { withEx01 } from '../../support/inOrganization'
import { healthySections } from '../../support/server'

export type Recorded = Readonly<Record<string, unknown>>

/** EX01 has DB01 mounted, and a copy of DB02 with some fields. */
export const ofCopy = (fields: Recorded) =>
  withEx01({ databaseCopies: [mounted('DB01'), copy('DB02', { replayLagSeconds: 0, ...fields })] })

const clusterService = { name: 'ClusSvc', status: 'Running', startType: 'Automatic' }

/** A server with the Cluster service, which every member of a DAG has. */
export const asMember = {
  services: [...(Array.isArray(healthySections.services) ? healthySections.services : []), clusterService]
}

export const build = (exSetup: string) => ({ build: { exSetup, binaries: [] } })

export const copyDrift = (actual: string, resolution: ReadonlyArray<string> = []) => ({
  ...{ path: 'databaseCopies.DB02', actual, desired: 'mounted, or healthy and up to date', remediation: null },
  resolution
})

export const nodeDrift = (actual: string) => ({
  ...{ path: 'dags.DAG1', actual, desired: 'node up', remediation: null },
  resolution: [
    "Get-ClusterNode -Name 'EX01'",
    "Get-MailboxServer -Identity 'EX01' | Format-List DatabaseCopyAutoActivationPolicy",
    "& (Join-Path $exscripts 'StopDagServerMaintenance.ps1') -serverName 'EX01'",
    'Set-Service -Name ClusSvc -StartupType Automatic',
    'Start-Service ClusSvc'
  ]
})

export const drifting = (name: string, organization: ReturnType<typeof ofCopy>, ...drifts: ReadonlyArray<object>) => ({
  ...{ name, facts: asMember, organization },
  drifts: drifts.map((one) => ({ path: '', actual: '', desired: '', ...one }))
})

export const unknown = (name: string, organization: ReturnType<typeof ofCopy>, reason: string) => ({
  ...{ name, facts: asMember, organization, reason }
})

export const compliant = (name: string, organization: ReturnType<typeof ofCopy>, reason?: string) => ({
  ...{ name, facts: asMember, organization },
  ...(reason === undefined ? {} : { reason })
})
