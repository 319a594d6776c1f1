import type { Facts } from '../facts/facts'
import { isUnreadServer } from '../facts/unreadServer'
import type { PropertyPath } from '../kernel/propertyPath'
import type { Waiver } from '../kernel/waiver'
import type { Status } from '../kernel/words'
import type { InOrganization } from './inOrganization'
import type { Drift, Judgement, Policy, Step } from './policy'
import type { Rule } from './rules'
import type { Standard } from './standard'
import type { Unread } from './unread'
import type { Verdict } from './verdict'
import { coveringUnknown, coveringWaiver } from './waivers'

/** What a policy is given of a server. */
export interface Seen {
  readonly facts: Facts
  readonly organization: InOrganization
  readonly unread: Unread
}

/** The waiver of what is unknown. No waiver makes anything known of a server that was not read at all. */
const waiverOfUnknown = (
  policy: string,
  { facts }: Seen,
  waivers: ReadonlyArray<Waiver>,
  path: PropertyPath
): string | null => (waivers.length === 0 || isUnreadServer(facts) ? null : coveringUnknown(waivers, policy, path))

/** Judgements by their kind. */
interface Parted {
  readonly drifts: Verdict['drifts']
  readonly unknowns: Verdict['unknowns']
  readonly compliances: Verdict['compliances']
  readonly notes: ReadonlyArray<string>
  readonly steps: ReadonlyArray<Step>
  readonly vetoes: ReadonlyArray<string>
}

type Aside = Extract<Judgement, { readonly _tag: 'Note' | 'Veto' }>

type ToldAside = Pick<Parted, 'notes' | 'steps' | 'vetoes'>

const nothingAside: ToldAside = { notes: [], steps: [], vetoes: [] }

/** What is told beside the findings: most verdicts have nothing of it. */
const partedAside = (all: ReadonlyArray<Aside>): ToldAside => {
  if (all.length === 0) return nothingAside
  const notes: Array<string> = []
  const steps: Array<Step> = []
  const vetoes: Array<string> = []
  for (const one of all)
    if (one._tag === 'Veto') vetoes.push(one.reason)
    else {
      notes.push(one.text)
      if (one.steps.length > 0) steps.push(...one.steps)
    }
  return { notes, steps, vetoes }
}

type Compliant = Extract<Judgement, { readonly _tag: 'Compliant' }>

const areCompliant = (judged: ReadonlyArray<Judgement>): judged is ReadonlyArray<Compliant> =>
  judged.every(({ _tag }) => _tag === 'Compliant')

/** Parts judgements by their kind. Most verdicts of a fleet are of compliant values alone, which then stay in their list. */
const parted = ({ name }: Policy, seen: Seen, { waivers }: Standard, judged: ReadonlyArray<Judgement>): Parted => {
  if (areCompliant(judged)) return { drifts: [], unknowns: [], compliances: judged, notes: [], steps: [], vetoes: [] }
  const drifts: Array<Verdict['drifts'][number]> = []
  const unknowns: Array<Verdict['unknowns'][number]> = []
  const compliances: Array<Verdict['compliances'][number]> = []
  const aside: Array<Aside> = []
  for (const one of judged) {
    if (one._tag === 'Compliant') compliances.push(one)
    else if (one._tag === 'Drift')
      drifts.push({ ...one, waiver: coveringWaiver(waivers, name, one.path), heldBack: false })
    else if (one._tag === 'Unknown') {
      const { path, reason } = one
      unknowns.push({ path, reason, waiver: waiverOfUnknown(name, seen, waivers, path) })
    } else aside.push(one)
  }
  const { notes, steps, vetoes } = partedAside(aside)
  return { drifts, unknowns, compliances, notes, steps, vetoes }
}

/** Nobody acts on more findings of one policy on one server, and a hostile server could send any number. */
const mostFindings = 1_000

/** Drifts and unknowns up to that number; that there are more is unknown, and never green. */
const bounded = (found: Parted): Parted => {
  const { drifts, unknowns } = found
  const more = drifts.length + unknowns.length - mostFindings
  if (more <= 0) return found
  const section = (drifts[0] ?? unknowns[0])?.path[0] ?? 'identity'
  const untold = {
    path: [section],
    reason: `${more} more findings are not listed; end these first`,
    waiver: null
  } as const
  const kept = drifts.slice(0, mostFindings)
  return { ...found, drifts: kept, unknowns: [...unknowns.slice(0, mostFindings - kept.length), untold] }
}

type Found = ReadonlyArray<{ readonly waiver: string | null }>

const isOpen = ({ waiver }: Found[number]): boolean => waiver === null

/** Drift beats unknown; where waivers cover some, what they leave counts. */
const statusOf = (drifts: Found, unknowns: Found): Status => {
  if (drifts.length + unknowns.length === 0) return 'compliant'
  if (drifts.some(isOpen)) return 'drift'
  if (unknowns.some(isOpen)) return 'unknown'
  return drifts.length > 0 ? 'drift' : 'unknown'
}

const mostReasons = 20

const unique = (texts: ReadonlyArray<string>): ReadonlyArray<string> => {
  if (texts.length < 2) return texts
  const all = [...new Set(texts)]
  return all.length <= mostReasons
    ? all
    : [...all.slice(0, mostReasons), `${all.length - mostReasons} more reasons are not listed`]
}

const joined = (texts: ReadonlyArray<string>): string | null =>
  texts.length < 2 ? (texts[0] ?? null) : unique(texts).join('; ')

/** Why nothing is known where that is nobody's failure: no source of the organization's facts was named. */
const unaskedReason = (
  policy: Policy,
  { silent }: InOrganization,
  drifts: ReadonlyArray<unknown>,
  unknowns: ReadonlyArray<{ readonly reason: string }>
): string | null =>
  policy.organization !== undefined &&
  silent?.absent === true &&
  drifts.length === 0 &&
  unknowns.length > 0 &&
  unknowns.every(({ reason }) => reason === silent.reason)
    ? silent.reason
    : null

/** The waivers that cover all findings; null where one finding has none. */
const waiverOf = (drifts: Found, unknowns: Found): string | null => {
  if (drifts.length + unknowns.length === 0 || drifts.some(isOpen) || unknowns.some(isOpen)) return null
  return joined([...drifts, ...unknowns].flatMap(({ waiver }) => waiver ?? []))
}

const reasonOf = ({ unknowns, notes, vetoes }: Parted, { unread: { coverage } }: Seen): string | null =>
  unknowns.length + notes.length + vetoes.length + coverage.length === 0
    ? null
    : joined([
        ...unknowns.map(({ reason }) => reason),
        ...notes,
        ...vetoes.map((why) => `nothing is remediated on this server: ${why}`),
        ...coverage
      ])

const vetoesOf = ({ name, canVeto }: Policy, { unknowns, vetoes }: Parted): ReadonlyArray<string> => {
  const doubts = canVeto === 'always' ? unknowns : []
  return vetoes.length + doubts.length === 0
    ? []
    : unique([
        ...vetoes.map((why) => `${name} forbids it: ${why}`),
        ...doubts.map(({ reason }) => `unknown: whether ${name} forbids it: ${reason}`)
      ])
}

const isOnlyBesides = (drifts: ReadonlyArray<Drift>): boolean =>
  drifts.length > 0 && drifts.every(({ isBesides }) => isBesides === true)

/**
 * What judgements come to. Of a policy that does not concern the server, `why` says so. V8 makes an object quickly
 * only where all its keys are written out.
 */
export const verdictOf = (
  { policy, asked, guessed }: Rule,
  seen: Seen,
  standard: Standard,
  judged: ReadonlyArray<Judgement>,
  why: string | null = null
): Verdict => {
  const found = bounded(parted(policy, seen, standard, judged))
  const { drifts, unknowns, compliances, steps } = found
  const isGuess = seen.organization.silent?.absent === true && !drifts.some(({ isProven }) => isProven === true)
  const terms = isGuess ? guessed : asked
  return {
    policy: policy.name,
    title: policy.title,
    headline: policy.headline ?? null,
    leads: policy.leads === true && !isOnlyBesides(drifts),
    section: policy.section,
    status: why === null ? statusOf(drifts, unknowns) : 'not-applicable',
    ownLevel: policy.level,
    level: terms.level,
    countsAsChange: terms.countsAsChange,
    unasked: unaskedReason(policy, seen.organization, drifts, unknowns),
    reason: why ?? reasonOf(found, seen),
    waiver: waiverOf(drifts, unknowns),
    drifts,
    unknowns,
    compliances,
    steps,
    unread: why === null ? seen.unread.sections : [],
    vetoes: vetoesOf(policy, found)
  }
}
