import * as E from 'fp-ts/Either'
import type { Facts } from '../../facts/facts'
import type { Pool } from '../../facts/sections/appPools'
import { compliant, drift, type Judgement, unknown } from '../../judging/policy'
import type { PropertyPath } from '../../kernel/propertyPath'
import { someOf } from '../../kernel/someOf'
import { byName, exchangeApplications, showApplication } from '../iis/exchangeSites'
import { byAPerson, startPool } from './resolution'

const mostNames = 5

const faultsOf = ({ state, autoStart }: Pool): ReadonlyArray<string> => [
  ...(state === 'Stopped' || state === 'Stopping' ? [state] : []),
  ...(autoStart ? [] : ['not set to start with IIS'])
]

const judgePool = (facts: Facts, pool: Pool, users: ReadonlyArray<string>): Judgement => {
  const path: PropertyPath = ['appPools', pool.name]
  const faults = faultsOf(pool)
  if (faults.length === 0)
    return pool.state === 'Started'
      ? compliant(path, pool.state)
      : unknown(
          path,
          `the state of the application pool ${pool.name} is ${pool.state ?? 'not known: IIS reports it only while it runs'}`
        )
  return drift({
    path,
    actual: faults.join(', '),
    desired: 'Started, and set to start with IIS',
    evidence: [
      `${someOf(users, mostNames)} ${users.length === 1 ? 'runs' : 'run'} in the application pool ${pool.name}.`
    ],
    resolution: startPool(facts, pool),
    remediation: byAPerson
  })
}

/** The root of a site only hands requests on; many administrators stop the pool that it shares with all other sites. */
const isRoot = ({ path }: { readonly path: string }): boolean => path === '/'

/** Judges the application pools in which Exchange's applications run. */
export const judgePools = (facts: Facts): ReadonlyArray<Judgement> => {
  const { appPools } = facts.sections
  if (E.isLeft(appPools)) return []
  const found = appPools.right
  const applications = exchangeApplications(facts).filter((one) => !isRoot(one))
  if (applications.length === 0)
    return [unknown(['appPools'], 'the configuration of IIS lists no application of Exchange')]
  const users = new Map<string, Array<string>>()
  for (const one of applications) {
    const known = users.get(one.pool.toLowerCase())
    if (known === undefined) users.set(one.pool.toLowerCase(), [showApplication(one)])
    else known.push(showApplication(one))
  }
  const pools = byName(found.pools)
  return [...users].map(([name, all]) => {
    const pool = pools.get(name)
    return pool === undefined
      ? unknown(['appPools', name], `the configuration of IIS lists no application pool ${name}`)
      : judgePool(facts, pool, all)
  })
}
