import * as E from 'fp-ts/Either'
import { type JudgedDrift, leadersFirst, type Verdict } from '../judging/verdict'
import { printable, sentence } from '../kernel/printable'
import { actsOf } from './acts'
import type { AuditedServer } from './audit'
import { isEnding, toldResolution } from './ending'
import type { Layout } from './findingText'
import { interruptionsOf } from './interruptions'
import { isBrokenOff, toEndUnknown } from './unknownDo'
import { wrap } from './wrap'

/** What a server's lines are indented by. */
const indentOfLog = 2

/** A text under its mark, such as `Why: ` or `- `, whose further lines begin where the text does. */
const marked = (room: number, mark: string, text: string): ReadonlyArray<string> =>
  wrap(printable(text), room - mark.length).map((line, index) => (index === 0 ? mark : ' '.repeat(mark.length)) + line)

const stepLines = (
  { style }: Layout,
  room: number,
  steps: JudgedDrift['resolution']['steps']
): ReadonlyArray<string> => {
  const acts = actsOf(steps)
  const interrupts = interruptionsOf(acts)
  return [
    ...acts.flatMap(({ text, commands }, index) => [
      ...marked(room, `  ${index + 1}. `, text),
      ...commands
        .flatMap((command) => command.split('\n'))
        .map((command) => `       ${style.command(printable(command))}`)
    ]),
    ...(interrupts === null ? [] : marked(room, 'Interrupts users: ', interrupts))
  ]
}

const findingLines = (layout: Layout, { policy, section }: Verdict, found: JudgedDrift): ReadonlyArray<string> => {
  const [why = '', ...evidence] = found.evidence
  const { summary, steps, link } = toldResolution(found)
  const { style } = layout
  const room = layout.width - indentOfLog
  return [
    `What failed: ${style.bad(printable(found.actual))}`,
    ...marked(room, 'Why: ', why),
    ...marked(room, 'What to do: ', summary).map(style.good),
    ...stepLines(
      layout,
      room,
      steps.filter((step) => !isEnding(step))
    ),
    ...steps.filter(isEnding).flatMap(({ text }) => marked(room, '  ', text)),
    'Evidence:',
    ...evidence.flatMap((text) => marked(room, '  - ', text)),
    `More: ${link} (policy ${policy}${section === null ? '' : `, article section #${section}`})`,
    ...(found.waiver === null ? [] : [`Waived: ${printable(found.waiver)}`])
  ]
}

/** Each reason once, though that of one policy begins with that of another. */
const reasons = (verdicts: ReadonlyArray<Verdict>): ReadonlyArray<string> => {
  const all = [...new Set(verdicts.flatMap(({ reason }) => (reason === null ? [] : [reason])))]
  return all.map((one) => {
    const other = all.find((known) => known !== one && one.startsWith(`${known}; `))
    return other === undefined ? one : one.slice(other.length + 2)
  })
}

const isFailed = ({ facts: { sections } }: AuditedServer): boolean =>
  E.isRight(sections.setupLog) && sections.setupLog.right?.state === 'failed'

/** What is said where the chosen policies find nothing, and yet not all is right; null where it may be. */
const untold = (log: AuditedServer): string | null => {
  if (log.verdicts.length === 0) return 'None of the chosen policies judges a log of setup.'
  return isFailed(log) && log.verdicts.every(({ status }) => status === 'compliant')
    ? 'Setup failed, for another reason than the chosen policies judge. Leave out --policy to see why.'
    : null
}

const withoutFindings = ({ style, width }: Layout, log: AuditedServer): ReadonlyArray<string> => {
  const { verdicts } = log
  const other = untold(log)
  if (other !== null) return wrap(other, width - indentOfLog).map(style.doubtful)
  const open = verdicts.filter(({ status }) => status === 'unknown')
  const told = open.length > 0 ? open : verdicts
  const [plain, colour] =
    open.length > 0 ? (['Unknown: ', style.doubtful] as const) : (['Nothing is wrong: ', style.good] as const)
  const seen = [...new Set(verdicts.flatMap(({ compliances }) => compliances.map(({ actual }) => actual)))]
  // What is unknown for several reasons is told by a paragraph of each.
  const texts = open.length > 0 ? reasons(told) : [[...reasons(told), ...seen].join('; ')]
  const said = (text: string, label: string) => marked(width - indentOfLog, label, sentence(text))
  return texts.flatMap((text) => {
    const [first = '', ...rest] = said(text, plain)
    const todo = isBrokenOff(text) ? said(toEndUnknown(text), 'What to do: ') : []
    return [colour(plain.trim()) + first.slice(plain.trim().length), ...rest, ...todo]
  })
}

/** What a setup log tells, as a colleague would: what failed, why, what to do, and the evidence. */
export const logLines = (layout: Layout, log: AuditedServer): ReadonlyArray<string> => {
  const { verdicts } = log
  const found = leadersFirst(verdicts).flatMap((verdict) =>
    verdict.drifts.map((drift) => findingLines(layout, verdict, drift))
  )
  if (found.length === 0) return withoutFindings(layout, log)
  const others = reasons(verdicts.filter(({ status }) => status !== 'not-applicable'))
  const also =
    others.length === 0
      ? []
      : ['', ...others.flatMap((reason) => marked(layout.width - indentOfLog, 'Also seen: ', sentence(reason)))]
  return [...found.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines])), ...also]
}
