import { sameName } from '../../../kernel/compare'
import { healthySections, type RecordedSections, serverFacts } from '../../support/server'

export interface Listed {
  readonly name: string
  readonly status: string | null
  readonly startType: string | null
}

export const listed = (name: string, startType: string | null, status: string | null): Listed => ({
  name,
  status,
  startType
})

export const healthy: ReadonlyArray<Listed> = JSON.parse(JSON.stringify(healthySections.services))

/** The healthy server with some services put in the place of its own. */
export const services = (...changed: ReadonlyArray<Listed>): RecordedSections => ({
  services: [...healthy.filter(({ name }) => !changed.some((one) => sameName(one.name, name))), ...changed]
})

export const baseline = (sections: RecordedSections) => ({
  baseline: { ...serverFacts(sections), collectedAt: '2026-10-30T08:00:00Z' }
})

export const off = (name: string) => listed(name, 'Disabled', 'Stopped')
