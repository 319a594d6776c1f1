import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import * as assert from 'uvu/assert'
import { ask } from '../../connections/ask'
import type { Connection } from '../../connections/connection'
import type { Facts } from '../../facts/facts'
import { judge } from '../../judging/evaluate'
import { powershell } from '../../kernel/powershell'
import { policies, rules } from '../../policies/catalogue'
import { planRemediation, type RemediationPlan } from '../../remediation/plan'
import type { PlannedStep } from '../../remediation/script'
import { type AskServer, carryOut, type Patience } from '../../resources/command/carryOut'
import { decodeResult, type StepResult } from '../../resources/command/result'
import { read } from '../connections/live'
import { remediating } from '../policies/remediated'
import { sshdMissing, startSshd } from '../simulated-host/sshd'
import { type LabServer, startLab } from './lab'
import { labMissing } from './wine'

/** Why no lab can be reached over ssh here; null where one can. */
export const reachedMissing: string | null = labMissing ?? sshdMissing

/** How a script went: the sentence by which it failed, and what its steps told. */
export interface Told {
  readonly sentence: string | null
  readonly results: ReadonlyArray<StepResult>
}

/** Computers of a lab, and a real sshd before each. */
export interface ReachedLab {
  readonly servers: ReadonlyArray<LabServer>
  readonly connection: Connection
  readonly config: string
  readonly facts: (server: LabServer) => Promise<Facts>
  readonly ask: (server: LabServer) => AskServer
  /** Carries a script out as `pulumi up` does; `hear` hears of each step. */
  readonly carry: (
    server: LabServer,
    script: string,
    hear?: (result: StepResult) => void,
    patience?: Partial<Patience>
  ) => Promise<Told>
  readonly stop: () => Promise<void>
}

/** Enough for a machine with more to do. */
const slow = { concurrency: 2, deadlineSeconds: 120 }
const patience: Patience = { busy: 300, silent: 180, absent: 60, total: 600, pause: 0.5 }

/** Starts a lab and an sshd that gives each of its computers what is sent to its name. */
export const startReachedLab = async (...names: ReadonlyArray<string>): Promise<ReachedLab> => {
  const lab = await startLab(...names)
  const sshd = await startSshd()
  for (const { name, shell } of lab.servers) sshd.add(name, { behaviour: 'windows', answer: null }, shell)
  const connection = { type: 'ssh', host: null, user: null, port: null, config: sshd.config } as const
  const askOf: ReachedLab['ask'] =
    ({ name }) =>
    (code, seconds) =>
      ask({ server: name, connection }, code, { seconds, signal: new AbortController().signal })
  return {
    servers: lab.servers,
    connection,
    config: sshd.config,
    facts: async ({ name }) => {
      const [reading] = await read([{ server: name, connection }], slow)
      if (reading?.readable !== true) throw new Error(`${name} could not be read: ${JSON.stringify(reading)}`)
      return reading.facts
    },
    ask: askOf,
    carry: async (server, script, hear = () => undefined, more = {}) => {
      const results: Array<StepResult> = []
      const tell = (line: string) => {
        const result = decodeResult(line)
        if (result === null) return
        results.push(result)
        hear(result)
      }
      const ending = await carryOut(server.name, askOf(server), script, tell, { ...patience, ...more })
      return { sentence: E.isLeft(ending) ? ending.left : null, results }
    },
    stop: async () => {
      await sshd.stop()
      await lab.stop()
    }
  }
}

/** What is to be done on a server; `baseline` is how it was before. The rights of Wine's folders can never be right. */
export const planOf = (facts: Facts, baseline: Facts | null): RemediationPlan => {
  const standard = remediating({ baseline })
  const enforcement = { ...standard.enforcement, policies: { 'folder-acls': 'disabled' } } as const
  return planRemediation(rules, facts, judge(policies, facts, { ...standard, enforcement }))
}

/** The steps of a plan; fails where there is none. */
export const stepsOf = (plan: RemediationPlan): ReadonlyArray<PlannedStep> => {
  if (plan._tag !== 'Planned') throw new Error(`nothing is planned: ${JSON.stringify(plan)}`)
  return plan.steps
}

/** Windows starts these when another one needs them, and Wine doesn't. */
const startedOnDemand = ['NetTcpPortSharing', 'WAS', 'RemoteRegistry']

/** The lab's own services of the facts, as `NAME: START TYPE, STATUS`. */
export const servicesOf = ({ sections: { services } }: Facts): ReadonlyArray<string> => {
  if (E.isLeft(services)) throw new Error(services.left.reason)
  return services.right
    .filter(({ name }) =>
      /^(?:MSExchange|MSCompl|FMS|HostController|W3SVC|WAS|IISADMIN|NetTcp|RemoteReg|Winmgmt)/.test(name)
    )
    .map(({ name, startType, status }) =>
      startedOnDemand.includes(name) ? `${name}: ${startType}` : `${name}: ${startType}, ${status}`
    )
    .sort()
}

/** The script of a plan; fails where there is none. */
export const scriptOf = (plan: RemediationPlan): string => {
  if (plan._tag !== 'Planned') throw new Error(`nothing is planned: ${JSON.stringify(plan)}`)
  return plan.script
}

/** Nothing is left to do, and the services are as they were. */
export const assertHealed = (now: Facts, before: Facts): void => {
  assert.equal(servicesOf(now), servicesOf(before))
  assert.is(planOf(now, before)._tag, 'Nothing')
}

const ofUpdates =
  '$names = @(Get-Service -Name MSExchange*, MSCompl*, FMS, HostControllerService, W3SVC, WAS, IISADMIN, NetTcpPortSharing, RemoteRegistry, Winmgmt | ForEach-Object { $_.Name })'

/** Tells of a run in ServiceControl.log, as an update of Exchange does. */
const logRun = (first: string, each: string): string => String.raw`
$told = @('* ServiceControl.ps1: 26/11/2026 09:00:00', '${first}') + @($names | ForEach-Object { "${each} '$_'." }) + 'Script completed succesfully.'
[void] [IO.Directory]::CreateDirectory('C:\ExchangeSetupLogs')
[IO.File]::AppendAllLines('C:\ExchangeSetupLogs\ServiceControl.log', [string[]] @($told | ForEach-Object { "[09:00:00] $_" }))
`

/** Leaves the services as an update does that fails after it has stopped them: all of them disabled and stopped. */
export const failUpdate = `${ofUpdates}
${logRun('Saving service and registry data', 'Stopping service')}
foreach ($name in $names) { Get-Service -Name $name | Stop-Service -Force; Set-Service -Name $name -StartupType Disabled }
`

/** Tells what an update does that is installed again and comes to its end; the services are as they should be. */
export const finishUpdate = `${ofUpdates}
${logRun('Restoring service and registry data', 'Enabling service')}
`

/** Compiles the stand-in for IIS' own library, and puts it where that lies. */
export const addWebAdministration = (server: LabServer): Promise<string> =>
  server.powershell(
    powershell`
[void] [IO.Directory]::CreateDirectory('C:\\windows\\system32\\inetsrv')
Add-Type -Path ${`Z:${join(__dirname, 'WebAdministration.cs').replaceAll('/', '\\')}`} -OutputAssembly 'C:\\windows\\system32\\inetsrv\\Microsoft.Web.Administration.dll'
`,
    120
  )
