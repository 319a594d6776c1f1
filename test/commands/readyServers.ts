import * as E from 'fp-ts/Either'
import { type Readiness, readinessOf } from '../../commands/readiness'
import { updateIn } from '../../commands/updateFit'
import type { JudgedDrift, Verdict } from '../../judging/verdict'
import { plainStyle } from '../../reports/text'
import { planServers } from '../../stacks/plan'
import { decodeSettings, type Settings } from '../../stacks/settings'
import { dagFacts } from '../support/dag'
import { serverFacts } from '../support/server'
import { aDrift, anUnknown, aVerdict } from '../support/verdict'

export const page = { style: plainStyle, width: 100 }

const settingsFor = (parts: object, organization: object, policies: object): Settings => {
  const server = { name: 'EX01', connection: { type: 'ssh' }, ...parts }
  const decoded = decodeSettings({
    servers: JSON.stringify([server]),
    organization: JSON.stringify(organization),
    policies: JSON.stringify(policies),
    stage: 'before-update'
  })
  if (E.isLeft(decoded)) throw new Error(decoded.left.join())
  return decoded.right
}

const endpoint = { endpoint: 'ex09.contoso.example' }

export interface Case {
  readonly verdicts?: ReadonlyArray<Verdict>
  readonly dag?: string
  readonly organization?: Parameters<typeof readinessOf>[1]
  readonly update?: string
  readonly build?: string | null
  readonly sections?: Readonly<Record<string, unknown>>
  readonly policies?: Readonly<Record<string, string>>
}

/** How ready EX01 (Exchange 2019, build 15.2.1748.55) is. */
export const readiness = ({
  verdicts = [aVerdict()],
  dag,
  organization = E.right(dagFacts(3)),
  update,
  build,
  sections = {},
  policies = {}
}: Case): Readiness => {
  const settings = settingsFor(dag === undefined ? {} : { dag }, endpoint, policies)
  const [plan] = planServers(settings, '2026-11-01', () => null)
  if (plan === undefined) throw new Error('there is a plan')
  const wanted = update === undefined ? E.right(null) : updateIn(update)
  if (E.isLeft(wanted)) throw new Error(wanted.left)
  const facts = serverFacts({
    ...(build === undefined ? {} : { build: { exSetup: build, binaries: null, missing: null } }),
    ...sections
  })
  return readinessOf(settings, organization, wanted.right)({ plan, facts, errors: [], verdicts })
}

export const drifting = aVerdict({ policy: 'restart-pending', status: 'drift', drifts: [aDrift()] })

export const unread = aVerdict({ status: 'unknown', unknowns: [anUnknown()] })

export const waiver = 'CHG-7'
export const waivedDrift = (policy: string, path: JudgedDrift['path'] = ['services', 'W3SVC']) =>
  aVerdict({ ...{ policy, status: 'drift', waiver }, drifts: [aDrift({ path, waiver })] })
