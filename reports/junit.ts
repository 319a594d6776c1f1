import { isUnasked, type Verdict } from '../judging/verdict'
import { printableLines } from '../kernel/printable'
import type { FleetServer } from './audit'
import { changeFinder, changeSentences, sinceText } from './changesText'
import { type Finding, findingsOf } from './findings'
import { cellState, type Fleet, gateHead } from './fleet'
import { findingLine, findingText, reported } from './plainFinding'

/** XML 1.0 has no place for these, however they are written. */
const notInXml = /[\ufffe\uffff]/g

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text for an element or an attribute of XML; what XML can't hold, and what can't be seen, stands as its code. */
const xmlText = (text: string): string =>
  printableLines(text)
    .replace(notInXml, (character) => `\\u${character.charCodeAt(0).toString(16)}`)
    .replace(/[&<>"]/g, (character) => entities[character] ?? '')
    .replaceAll('\n', '&#10;')

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${xmlText(reported(String(value)))}"`)
    .join('')

/** What happened to a policy on a server, as JUnit has it. */
type Outcome = 'passed' | 'failure' | 'error' | 'skipped'

/** Nobody is at fault where no source of the facts was named: it is skipped, which is not passed. */
const outcomeOf = (verdict: Verdict): Outcome => {
  switch (cellState(verdict)) {
    case 'compliant':
      return 'passed'
    case 'drift':
      return 'failure'
    case 'unknown':
      return isUnasked(verdict) ? 'skipped' : 'error'
    case 'not-applicable':
    case 'waived':
      return 'skipped'
  }
}

const skippedWhy = (verdict: Verdict): string => {
  if (verdict.waiver !== null) return `waived: ${verdict.waiver}`
  return verdict.unasked === null
    ? `not applicable: ${verdict.reason ?? verdict.title}`
    : `not judged: ${verdict.unasked}`
}

/** What became of a policy on a server since an earlier report, as a line of its own; null for nothing. */
type ChangeLine = (server: string, policy: string) => string | null

const changeLine = ({ changes }: Fleet): ChangeLine => {
  const find = changeFinder(changes)
  return (server, policy) => {
    const found = changes == null ? null : find(server, policy)
    return changes == null || found === null ? null : `Since ${sinceText(changes)}: ${found.text}`
  }
}

const inOutcome = (
  verdict: Verdict,
  outcome: Outcome,
  found: ReadonlyArray<Finding>,
  change: string | null
): ReadonlyArray<string> => {
  const output = change === null ? [] : [`      <system-out>${xmlText(change)}</system-out>`]
  if (outcome === 'passed') return output
  if (outcome === 'skipped') return [`      <skipped${attributes({ message: skippedWhy(verdict) })}/>`, ...output]
  const open = found.filter(({ waiver }) => waiver === null)
  const message = open.map(findingLine).join('; ')
  const text = [...(change === null ? [] : [change]), ...open.map(findingText)].join('\n\n')
  return [`      <${outcome}${attributes({ message, type: verdict.ownLevel })}>${xmlText(text)}</${outcome}>`]
}

const caseLines = (
  server: FleetServer,
  verdict: Verdict,
  found: ReadonlyArray<Finding>,
  changeOf: ChangeLine
): ReadonlyArray<string> => {
  const inside = inOutcome(
    verdict,
    outcomeOf(verdict),
    found.filter(({ policies }) => policies.includes(verdict.policy)),
    changeOf(server.server, verdict.policy)
  )
  const start = `    <testcase${attributes({ name: verdict.policy, classname: `exchange.${server.server}`, time: 0 })}`
  return inside.length === 0 ? [`${start}/>`] : [`${start}>`, ...inside, '    </testcase>']
}

const counts = (verdicts: ReadonlyArray<Verdict>, disabled: number) => {
  const outcomes = verdicts.map(outcomeOf)
  const count = (outcome: Outcome): number => outcomes.filter((one) => one === outcome).length
  const skipped = count('skipped') + disabled
  return { tests: verdicts.length + disabled, failures: count('failure'), errors: count('error'), skipped }
}

/** A policy that the settings switch off judged nothing, which is not passed. */
const disabledCase = (name: string, server: string): string => {
  const start = `    <testcase${attributes({ name, classname: `exchange.${server}`, time: 0 })}`
  return `${start}><skipped${attributes({ message: 'not judged: disabled by the settings' })}/></testcase>`
}

const ofErrors = (count: number) => ({ tests: count, failures: 0, errors: count, skipped: 0 })

const errorCase = (name: string, classname: string, message: string, type: string): string =>
  `    <testcase${attributes({ name, classname, time: 0 })}><error${attributes({ message, type })}/></testcase>`

/** Readers take a time without a zone, in UTC. */
const timestamp = (at: string): string => at.slice(0, 19)

const propertyLines = (fleet: Fleet, remarks: ReadonlyArray<string> = []): ReadonlyArray<string> => [
  '    <properties>',
  `      <property${attributes({ name: 'gate', value: gateHead(fleet) })}/>`,
  ...(fleet.changes == null
    ? []
    : [`      <property${attributes({ name: 'changes', value: changeSentences(fleet.changes).join(' ') })}/>`]),
  ...remarks.map((remark) => `      <property${attributes({ name: 'remark', value: remark })}/>`),
  '    </properties>'
]

/** A server that no policy judged was not looked at, which is not passed. */
const notJudged = 'Not judged: no policy in force judges it.'

const suiteLines =
  (fleet: Fleet, changeOf: ChangeLine) =>
  (server: FleetServer, index: number): ReadonlyArray<string> => {
    const { server: name, verdicts, facts } = server
    const found = findingsOf(server)
    const when = timestamp(facts.collectedAt ?? fleet.at)
    const disabled = verdicts.length === 0 ? [] : (fleet.disabled ?? [])
    const sums = verdicts.length === 0 ? ofErrors(1) : counts(verdicts, disabled.length)
    return [
      `  <testsuite${attributes({ name, id: index, hostname: name, timestamp: when, time: 0, ...sums })}>`,
      // What is of the whole fleet is said once.
      ...propertyLines(fleet, index === 0 ? fleet.remarks : []),
      ...verdicts.flatMap((verdict) => caseLines(server, verdict, found, changeOf)),
      ...disabled.map((policy) => disabledCase(policy, name)),
      ...(verdicts.length === 0 ? [errorCase('policies', `exchange.${name}`, notJudged, 'unjudged')] : []),
      '  </testsuite>'
    ]
  }

/** An input that could not be used is an error of its own: else a run that saw nothing would pass. */
const errorLines = (fleet: Fleet): ReadonlyArray<string> => {
  const { errors, servers, at } = fleet
  if (errors.length === 0) return []
  const place = { name: 'inputs', id: servers.length, hostname: 'localhost', timestamp: timestamp(at), time: 0 }
  return [
    `  <testsuite${attributes({ ...place, ...ofErrors(errors.length) })}>`,
    ...propertyLines(fleet),
    ...errors.map(({ source, message }) => errorCase(source, 'inputs', message, 'input')),
    '  </testsuite>'
  ]
}

/** The fleet as JUnit XML: a suite for each server, a case for each policy. */
export const junit = (fleet: Fleet): string => {
  const judged = fleet.servers.filter(({ verdicts }) => verdicts.length > 0)
  const disabled = judged.length * (fleet.disabled ?? []).length
  const all = counts(
    judged.flatMap(({ verdicts }) => verdicts),
    disabled
  )
  const unjudged = fleet.servers.length - judged.length
  const broken = fleet.errors.length + unjudged
  const sum = { tests: all.tests + broken, failures: all.failures, errors: all.errors + broken }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: fleet.name, time: 0, ...sum })}>`,
    ...fleet.servers.flatMap(suiteLines(fleet, changeLine(fleet))),
    ...errorLines(fleet),
    '</testsuites>',
    ''
  ].join('\n')
}
