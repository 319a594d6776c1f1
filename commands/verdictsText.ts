import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import { describeBuild } from '../policies/builds/buildNames'
import { parseBuild } from '../policies/compare'
import { productOf } from '../policies/product'
import type { Audit } from '../reports/audit'
import { countsText, coverageText } from '../reports/coverage'
import { toldFindings } from '../reports/findings'
import { findingText, type Layout } from '../reports/findingText'
import { printable } from '../reports/printable'
import { unaskedLines } from '../reports/summary'
import type { Style } from '../reports/text'
import { wrap } from '../reports/wrap'
import type { JudgedPlan } from '../stacks/judgePlan'
import { stateOf } from './outcome'

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

/** When the server was read. */
export const readText = ({ facts: { collectedAt } }: JudgedPlan): string =>
  collectedAt === null ? 'no time of reading is recorded' : `read ${collectedAt}`

const heading = (style: Style, judged: JudgedPlan): string =>
  [
    style.strong(placeText(judged)),
    printable(installed(judged) ?? 'unknown build'),
    readText(judged),
    stateWord(style, judged)
  ].join('   ')

const inOrder = ({ verdicts }: JudgedPlan): ReadonlyArray<string> => {
  const names = verdicts.filter(({ status }) => status === 'compliant').map(({ policy }) => policy)
  return [
    ...(verdicts.length === 0 ? [] : [`${countsText(verdicts)}.`]),
    ...(names.length === 0 ? [] : [`ok ${names.join(', ')}`])
  ]
}

const serverLines =
  (layout: Layout) =>
  (judged: JudgedPlan): ReadonlyArray<string> => {
    const server = judged.plan.place.server
    const found = toldFindings({ server, verdicts: judged.verdicts })
    return [
      heading(layout.style, judged),
      ...found.flatMap((finding) => findingText(layout, finding)),
      ...indent(2, [
        ...(layout.full ? [`Coverage: ${coverageText([judged])}`] : []),
        ...inOrder(judged).flatMap((line) => wrap(line, layout.width - 2))
      ]),
      ''
    ]
  }

const counts = (judged: ReadonlyArray<JudgedPlan>): string => {
  const states = judged.map(stateOf)
  const count = (state: ReturnType<typeof stateOf>): number => states.filter((one) => one === state).length
  return `${count('ok')} of ${judged.length} ${judged.length === 1 ? 'server' : 'servers'} in order, ${count('drift')} drifting, ${count('unread')} not read.`
}

/** What was found on servers, for people: first each server with what to do, last how many are in order. */
export const verdictsText = (layout: Layout, judged: ReadonlyArray<JudgedPlan>): string =>
  [
    ...judged.flatMap(serverLines(layout)),
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
