import * as E from 'fp-ts/Either'
import * as T from 'fp-ts/Task'
import type { Collect } from '../../../connections/collect'
import type { Target } from '../../../connections/connection'
import type { OrganizationReading, OrganizationSource, Scope } from '../../../connections/organization'
import type { Reading } from '../../../connections/reading'
import { defaultEnforcement } from '../../../judging/levels'
import type { Probe } from '../../../resources/command/probes'
import type { Judging } from '../../../resources/judging'
import { createLifecycle } from '../../../resources/provider/lifecycle'
import { createOrganizations } from '../../../resources/provider/organizations'
import { createReadings } from '../../../resources/provider/readings'
import { serverInputs } from '../../../resources/serverInputs'
import { component, organizationFacts } from '../../support/inOrganization'
import { type RecordedSections, serverFacts } from '../../support/server'

export const judging: Judging = {
  build: 'latest',
  services: {},
  baseline: null,
  organization: null,
  enforcement: defaultEnforcement
}

export const running = [{ name: 'W3SVC', status: 'Running', startType: 'Automatic' }]

export const stopped = [{ name: 'W3SVC', status: 'Stopped', startType: 'Disabled' }]

export const target = (server: string, path = `${server}.json`): Target => ({
  server,
  connection: { type: 'recorded', path, maxAge: null }
})

const reading = (sections: RecordedSections, server: string): Reading => ({
  facts: serverFacts(sections, server),
  errors: [],
  readable: true
})

/** What is recorded of an organization in which EX01 is in service, or in maintenance. */
export const organizationWith = (state: string): OrganizationReading =>
  E.right({
    facts: organizationFacts({
      EX01: { componentStates: [component('ServerWideOffline', state), component('HubTransport', 'Active')] }
    }),
    damage: []
  })

/**
 * A provider whose servers and organization are what `seen` says at the time of asking; `asked` lists each reading by its
 * path.
 */
export const provider = (sections: RecordedSections = {}) => {
  const asked: Array<string> = []
  const seen = { sections, organization: organizationWith('Active') }
  const collect: Collect = (targets) => {
    asked.push(...targets.map(({ connection }) => ('path' in connection ? connection.path : connection.type)))
    return T.of(targets.map(({ server }) => reading(seen.sections, server)))
  }
  const readings = createReadings(collect)
  const scopes: Array<Scope | null> = []
  const organizations = createOrganizations(async (source, scope) => {
    scopes.push(scope)
    asked.push(source.type === 'recorded' ? source.path : source.type)
    return seen.organization
  })
  const whileWaiting: { change: () => void; probes: ReadonlyArray<Probe> } = { change: () => undefined, probes: [] }
  const waited: Array<number> = []
  const afterwards = {
    pause: async (seconds: number) => {
      waited.push(seconds)
      whileWaiting.change()
    },
    ask: async () => whileWaiting.probes
  }
  const lifecycle = createLifecycle(
    readings,
    organizations,
    async () => null,
    async () => undefined,
    afterwards
  )
  return { asked, scopes, seen, waited, whileWaiting, lifecycle }
}

export const inputs = (one: Target, document = {}) =>
  serverInputs({ target: one, judging, verify: {}, waivers: [] }, document)

export const ex01 = target('EX01')

export const source: OrganizationSource = { type: 'recorded', path: 'organization.json', maxAge: null }
