import { components, withEx01 } from '../../support/inOrganization'

export const ex01 = (...changed: ReadonlyArray<Readonly<Record<string, unknown>>>) =>
  withEx01({ componentStates: components(...changed) })

export const path = (name: string): string => `componentStates.${name}`

export const lifted = (name: string, requester: string): string =>
  `Set-ServerComponentState -Identity 'EX01' -Component '${name}' -State Active -Requester '${requester}'`

export const byHand = { desired: 'Active', remediation: null }
