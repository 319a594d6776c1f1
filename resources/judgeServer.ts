import type { Facts } from '../facts/facts'
import { policies } from '../policies'
import { judge } from '../policies/evaluate'
import type { Verdict } from '../policies/verdict'
import type { Waiver } from '../policies/waivers'
import type { NamedTable } from './connections/buildTable'
import type { Judging } from './judging'

/** Judges a server's facts by the catalogue, as the stack's settings ask. */
export const judgeServer = (
  facts: Facts,
  { build, services, enforcement }: Judging,
  baseline: Facts | null,
  waivers: ReadonlyArray<Waiver>,
  table?: NamedTable
): ReadonlyArray<Verdict> => {
  const desired = { build, services, baseline, ...(table === undefined ? {} : { table }) }
  return judge(policies, facts, { desired, enforcement, waivers })
}
