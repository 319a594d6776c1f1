import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import { describeBuild } from '../policies/builds/buildNames'
import { parseBuild } from '../policies/compare'
import { productOf } from '../policies/product'
import { isUnasked } from '../policies/verdict'
import type { Audit } from '../reports/audit'
import { colourStyle } from '../reports/colours'
import { coverageText } from '../reports/coverage'
import { type Finding, findingsOf } from '../reports/findings'
import { printable, shortened } from '../reports/printable'
import { numberedSteps } from '../reports/steps'
import { unaskedLines } from '../reports/summary'
import { plainStyle, type Style, verdictLines } from '../reports/text'
import type { JudgedPlan } from '../stacks/judgePlan'
import { stateOf } from './outcome'

/** Colours only where a person reads the answer on a terminal. */
export const styleFor = (out: string | undefined): Style =>
  out === undefined && process.stdout.isTTY && !process.env.NO_COLOR ? colourStyle : plainStyle

const indent = (by: number, lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.map((line) => ' '.repeat(by) + line)

/** What is installed, such as `Exchange Server 2019 CU15 Sep26SUv2`; null where it is not known. */
export const installed = ({ facts: { sections } }: JudgedPlan): string | null =>
  pipe(
    O.fromEither(sections.build),
    O.chain(({ exSetup }) => O.fromNullable(exSetup)),
    O.chain(parseBuild),
    O.chain((build) =>
      pipe(
        productOf(build),
        O.map((product) => describeBuild(product, build))
      )
    ),
    O.toNullable
  )

/** A server's name with its DAG and site. */
export const placeText = ({ plan: { place } }: JudgedPlan): string => {
  const parts = [place.dag, place.site].flatMap((part) => (part === null ? [] : [part]))
  return printable(parts.length === 0 ? place.server : `${place.server} (${parts.join(', ')})`)
}

const stateWord = (style: Style, judged: JudgedPlan): string => {
  const words = { ok: style.good('OK'), drift: style.bad('DRIFT'), unread: style.doubtful('NOT READ') }
  return words[stateOf(judged)]
}

const heading = (style: Style, judged: JudgedPlan): string =>
  [
    style.strong(placeText(judged)),
    printable(installed(judged) ?? 'unknown build'),
    `read ${judged.facts.collectedAt ?? 'at an unknown time'}`,
    stateWord(style, judged)
  ].join('   ')

const findingLines = (style: Style, { kind, policies, title, why, resolutions, waiver }: Finding) => {
  const mark = kind === 'drift' ? style.bad('x') : style.doubtful('?')
  if (waiver !== null) return [`-  ${policies.join(', ')}: waived: ${shortened(waiver)}`]
  return [
    `${mark}  ${policies.join(', ')}: ${shortened(title, 400)}`,
    `   Why  ${shortened(why, 400)}`,
    ...resolutions.flatMap(({ summary, steps }) => [
      `   Do   ${printable(summary)}`,
      ...indent(8, numberedSteps(steps).map(printable))
    ])
  ]
}

const inOrder = ({ verdicts }: JudgedPlan): ReadonlyArray<string> => {
  const names = verdicts.filter(({ status }) => status === 'compliant').map(({ policy }) => policy)
  return names.length === 0 ? [] : [`ok ${names.length} in order: ${names.join(', ')}`]
}

const serverLines =
  (style: Style, isVerbose: boolean) =>
  (judged: JudgedPlan): ReadonlyArray<string> => {
    const server = judged.plan.place.server
    const asked = judged.verdicts.filter((verdict) => !isUnasked(verdict))
    const body = isVerbose
      ? [`Coverage: ${coverageText([judged])}`, ...judged.verdicts.flatMap((verdict) => verdictLines(style, verdict))]
      : [...findingsOf({ server, verdicts: asked }).flatMap((found) => findingLines(style, found)), ...inOrder(judged)]
    return [heading(style, judged), ...indent(2, body), '']
  }

const counts = (judged: ReadonlyArray<JudgedPlan>): string => {
  const states = judged.map(stateOf)
  const count = (state: ReturnType<typeof stateOf>): number => states.filter((one) => one === state).length
  return `${count('ok')} of ${judged.length} ${judged.length === 1 ? 'server' : 'servers'} in order, ${count('drift')} drifting, ${count('unread')} not read.`
}

/** What was found on servers, for people: first each server with what to do, last how many are in order. */
export const verdictsText = (style: Style, judged: ReadonlyArray<JudgedPlan>, isVerbose: boolean): string =>
  [
    ...judged.flatMap(serverLines(style, isVerbose)),
    ...unaskedLines(judged.map(({ plan, verdicts }) => ({ server: plan.place.server, verdicts }))),
    counts(judged)
  ].join('\n')

const sourceOf = ({ plan: { args } }: JudgedPlan): string => {
  const { server, connection } = args.target
  return 'path' in connection ? connection.path : `${server} by ${connection.type}`
}

/** The same in the form that the audit's JSON is made from. */
export const asAudit = (judged: ReadonlyArray<JudgedPlan>, broken: ReadonlyArray<string>): Audit => ({
  errors: broken.map((message) => ({ source: message.split(':')[0] ?? '', message })),
  servers: judged.map((one) => ({
    server: one.plan.place.server,
    source: sourceOf(one),
    log: false,
    facts: one.facts,
    verdicts: one.verdicts
  }))
})

/** What a reading of the organization has against the verdicts; null for nothing. */
export const organizationFault = (organization: E.Either<string, unknown>): string | null =>
  E.isLeft(organization) ? organization.left : null
