import { isUnasked, type Verdict } from '../policies/verdict'
import { type Finding, findingsOf } from './findings'
import { cellState, type Fleet, type FleetServer } from './fleet'
import { findingLine, findingText, reported } from './plainFinding'
import { printableLines } from './printable'

/** XML 1.0 has no place for these, however they are written. */
const notInXml = /[\ufffe\uffff]/g

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text for an element or an attribute of XML; what XML can't hold, and what can't be seen, stands as its code. */
export const xmlText = (text: string): string =>
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

const inOutcome = (verdict: Verdict, outcome: Outcome, found: ReadonlyArray<Finding>): ReadonlyArray<string> => {
  if (outcome === 'passed') return []
  if (outcome === 'skipped') return [`      <skipped${attributes({ message: skippedWhy(verdict) })}/>`]
  const open = found.filter(({ waiver }) => waiver === null)
  const message = open.map(findingLine).join('; ')
  return [
    `      <${outcome}${attributes({ message, type: verdict.level })}>${xmlText(open.map(findingText).join('\n\n'))}</${outcome}>`
  ]
}

const caseLines = (server: FleetServer, verdict: Verdict, found: ReadonlyArray<Finding>): ReadonlyArray<string> => {
  const inside = inOutcome(
    verdict,
    outcomeOf(verdict),
    found.filter(({ policies }) => policies.includes(verdict.policy))
  )
  const start = `    <testcase${attributes({ name: verdict.policy, classname: `exchange.${server.server}`, time: 0 })}`
  return inside.length === 0 ? [`${start}/>`] : [`${start}>`, ...inside, '    </testcase>']
}

const counts = (verdicts: ReadonlyArray<Verdict>) => {
  const outcomes = verdicts.map(outcomeOf)
  const count = (outcome: Outcome): number => outcomes.filter((one) => one === outcome).length
  return { tests: verdicts.length, failures: count('failure'), errors: count('error'), skipped: count('skipped') }
}

/** Readers take a time without a zone, in UTC. */
const timestamp = (at: string): string => at.slice(0, 19)

const suiteLines =
  (at: string) =>
  (server: FleetServer, index: number): ReadonlyArray<string> => {
    const { server: name, verdicts, facts } = server
    const found = findingsOf(server)
    const when = timestamp(facts.collectedAt ?? at)
    return [
      `  <testsuite${attributes({ name, id: index, hostname: name, timestamp: when, time: 0, ...counts(verdicts) })}>`,
      ...verdicts.flatMap((verdict) => caseLines(server, verdict, found)),
      '  </testsuite>'
    ]
  }

/** An input that could not be used is an error of its own: else a run that saw nothing would pass. */
const errorLines = ({ errors, servers, at }: Fleet): ReadonlyArray<string> =>
  errors.length === 0
    ? []
    : [
        `  <testsuite${attributes({ name: 'inputs', id: servers.length, hostname: 'localhost', timestamp: timestamp(at), time: 0, tests: errors.length, failures: 0, errors: errors.length, skipped: 0 })}>`,
        ...errors.map(
          ({ source, message }) =>
            `    <testcase${attributes({ name: source, classname: 'inputs', time: 0 })}><error${attributes({ message, type: 'input' })}/></testcase>`
        ),
        '  </testsuite>'
      ]

/** The fleet as JUnit XML: a suite for each server, a case for each policy. */
export const junit = (fleet: Fleet): string => {
  const all = counts(fleet.servers.flatMap(({ verdicts }) => verdicts))
  const broken = fleet.errors.length
  const sum = { tests: all.tests + broken, failures: all.failures, errors: all.errors + broken }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: fleet.name, time: 0, ...sum })}>`,
    ...fleet.servers.flatMap(suiteLines(fleet.at)),
    ...errorLines(fleet),
    '</testsuites>',
    ''
  ].join('\n')
}
