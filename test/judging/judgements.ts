import { noOrganization } from '../../judging/inOrganization'
import { defaultEnforcement } from '../../judging/levels'
import { compliant, drift, unknown } from '../../judging/policy'
import type { Standard } from '../../judging/standard'
import { foundDrift } from '../support/verdict'

export const standard: Standard = {
  desired: { build: 'latest', services: {}, baseline: null },
  enforcement: defaultEnforcement,
  waivers: [],
  organization: noOrganization
}

export const denied = { services: { error: 'access denied' } }

export const good = compliant(['services', 'W3SVC'], 'Automatic, Running')

export const bad = drift(foundDrift())

export const unread = unknown(['services', 'MSExchangeIS'], 'not listed')
