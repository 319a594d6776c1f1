import * as E from 'fp-ts/Either'
import type { OrganizationFacts } from '../../facts/organization/organizationFacts'
import { noOrganization } from '../../judging/inOrganization'
import { plainStyle } from '../../reports/text'
import { judgeServer } from '../../resources/judgeServer'
import type { Organization } from '../../stacks/dagMembership'
import { planServers } from '../../stacks/plan'
import type { JudgedPlan } from '../../stacks/readServers'
import { planRollout, type Turn } from '../../stacks/rollout'
import { decodeSettings, type Settings } from '../../stacks/settings'
import { healthySections, type RecordedSections, serverFacts } from '../support/server'

export const layout = { width: 400, full: false, style: plainStyle }

export const healthy = { ...healthySections, journal: { lastEntry: 0 } }

export const withStopped = (...names: ReadonlyArray<string>) =>
  Array.isArray(healthySections.services)
    ? healthySections.services.map((one) => (names.includes(one.name) ? { ...one, status: 'Stopped' } : one))
    : []

export const stopped: RecordedSections = { ...healthy, services: withStopped('MSExchangeIS') }

interface Listed {
  readonly name: string
  readonly dag?: string
  readonly site?: string
  readonly inMaintenance?: string
  readonly connection?: { readonly type: string; readonly path?: string }
}

const settingsOf = (servers: ReadonlyArray<Listed>, parts: Readonly<Record<string, unknown>> = {}): Settings => {
  const texts = { enforcement: 'remediate', build: { 2019: '15.2.1748.10' }, ...parts }
  const decoded = decodeSettings({
    servers: JSON.stringify(servers.map((one) => ({ connection: { type: 'ssh' }, ...one }))),
    ...Object.fromEntries(
      Object.entries(texts).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)])
    )
  })
  if (E.isLeft(decoded)) throw new Error(decoded.left.join())
  return decoded.right
}

const judgedBy = (
  settings: Settings,
  sections: Readonly<Record<string, RecordedSections>>,
  organization: Organization
): ReadonlyArray<JudgedPlan> =>
  planServers(settings, '2026-06-30', () => null).map((plan) => {
    const { server } = plan.place
    const asked = E.isLeft(organization) ? noOrganization : organization
    const facts = serverFacts({ ...stopped, ...sections[server] }, server)
    return {
      plan,
      facts,
      errors: [],
      verdicts: judgeServer(facts, plan.args.judging, null, plan.waivers, asked)
    }
  })

export const none: Organization = E.left('the settings name no source of organization facts')

export const known = (facts: OrganizationFacts): Organization => E.right(facts)

export const turnsOf = (
  servers: ReadonlyArray<Listed>,
  parts: Readonly<Record<string, unknown>> = {},
  organization: Organization = none,
  sections: Readonly<Record<string, RecordedSections>> = {}
): ReadonlyArray<Turn> => {
  const settings = settingsOf(servers, parts)
  return planRollout(settings, judgedBy(settings, sections, organization), organization)
}

/** Each server with the one before it, or with why nothing is done there. */
export const told = (turns: ReadonlyArray<Turn>): Readonly<Record<string, string | null>> =>
  Object.fromEntries(
    turns.map(({ judged, remedy, after }) => [
      judged.plan.place.server,
      remedy === null
        ? 'looked at'
        : remedy._tag === 'Planned'
          ? after.length === 0
            ? null
            : after.join()
          : remedy._tag === 'Refused'
            ? `refused: ${remedy.reasons.join('; ')}`
            : 'nothing'
    ])
  )

export const three: ReadonlyArray<Listed> = [{ name: 'EX01' }, { name: 'EX02' }, { name: 'EX03' }]

export const dag = three.map((one) => ({ ...one, dag: 'DAG1' }))

export const one: ReadonlyArray<Listed> = [{ name: 'EX01' }]

export const brokenFile: RecordedSections = { sharedWebConfig: { clientAccess: 'absent' } }
