import * as E from 'fp-ts/Either'
import { someOf } from '../kernel/someOf'
import { activeDatabases } from '../policies/dag/drain'
import type { Layout } from '../reports/findingText'
import { rolloutText, type ToldTurn } from '../reports/rolloutText'
import type { Organization } from './dagMembership'
import { isPlainName, launcher } from './launcher'
import { coloured } from './log'
import { forPersons, restartsIis, type Turn } from './rollout'
import { writeScript } from './scriptFiles'

const mostNamed = 10

/** What to know of the databases before IIS is restarted on a member of a DAG; null for nothing. */
export const databasesText = ({ judged, dag, remedy }: Turn, organization: Organization): string | null => {
  const { server } = judged.plan.place
  if (dag === null || !restartsIis(remedy)) return null
  const unknown = `It is unknown which databases are active on ${server}`
  if (E.isLeft(organization)) return `${unknown}: ${organization.left}.`
  const active = activeDatabases(organization.right, server)
  if (E.isLeft(active)) return `${unknown}: ${active.left.join('; ')}.`
  return active.right.length === 0
    ? null
    : `Active on ${server}: ${someOf(active.right, mostNamed)}. Move them to another member first.`
}

/** The project's folder and the stack, for the scripts and the commands that are named. */
interface Frame {
  readonly folder: string
  readonly stack: string
}

const toldOf =
  (organization: Organization, { folder, stack }: Frame) =>
  async (turn: Turn): Promise<ReadonlyArray<ToldTurn>> => {
    const { judged, remedy, after, heldBack } = turn
    const { place } = judged.plan
    if (remedy === null) return []
    const told = { place, remedy, after, heldBack }
    if (remedy._tag !== 'Planned') return [told]
    const name = isPlainName(place.server) ? place.server : 'SERVER'
    const undo = remedy.steps.flatMap((step) => step.undo ?? [])
    const byShell = undo.length === 0 ? ['none'] : ['In the Exchange Management Shell:', ...undo]
    return [
      {
        ...told,
        databases: databasesText(turn, organization),
        script: await writeScript(folder, stack, place.server, remedy.script),
        wayBack: remedy.place === 'endpoint' ? byShell : [`${launcher} restore ${name} --stack ${stack}`]
      }
    ]
  }

/** Tells what an update would do, in which order, and writes the scripts that it would run. */
export const tellRollout = async (
  turns: ReadonlyArray<Turn>,
  organization: Organization,
  rules: ReadonlyArray<string>,
  layout: Layout,
  frame: Frame
): Promise<void> => {
  const told = await Promise.all(turns.map(toldOf(organization, frame)))
  const byHand = forPersons(turns, organization).map(({ judged, byHand }) => ({
    place: judged.plan.place,
    policies: byHand
  }))
  const text = rolloutText(layout, told.flat(), byHand, rules)
  if (text !== null) await coloured.info(text)
}
