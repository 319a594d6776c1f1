import { healthySections } from '../../support/server'

export const root = 'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\'

export const owa = '/LM/W3SVC/2/ROOT/owa'

/** The facts were collected at 2026-11-01T08:00:00Z, and the pools were started at 2026-10-31T22:00:00Z. */
export const late = '2026-11-01T06:00:00Z'

export const error = (parts: object = {}) => ({
  ...{ id: 1309, at: late, eventCode: 3005, application: owa, exception: 'FileNotFoundException' },
  text: "Could not load file or assembly 'Microsoft.Exchange.Common, Version=15.0.0.0'",
  ...parts
})

export const events = (since: string | null, ...all: ReadonlyArray<object>) => ({
  aspNetEvents: { since, events: all }
})

export const early = '2026-10-01T00:00:00Z'

export const updated = (at: string, id = 1022, code: number | null = null) => ({
  installerEvents: {
    since: early,
    events: [{ id, at, product: 'Microsoft Exchange Server', update: 'Security Update (KB5066366)', code, log: null }]
  }
})

export const appPools = JSON.parse(JSON.stringify(healthySections.appPools))

export const pool = (parts: object) => ({
  appPools: {
    ...appPools,
    pools: appPools.pools.map((one: { name: string }) =>
      one.name === 'MSExchangeECPAppPool' ? { ...one, ...parts } : one
    )
  }
})

export const wanted = { desired: 'no error of loading or configuration', remediation: null }

export const owaPath = 'aspNetEvents["Exchange Back End/owa"]'
