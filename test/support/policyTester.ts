import * as E from 'fp-ts/Either'
import { suite, type Test } from 'uvu'
import * as assert from 'uvu/assert'
import { judgeOne } from '../../judging/evaluate'
import { noOrganization, type Organization } from '../../judging/inOrganization'
import { defaultEnforcement } from '../../judging/levels'
import type { Desired, Policy } from '../../judging/policy'
import { isRemediable, showRemediation } from '../../judging/remediation'
import { stepText } from '../../judging/resolutionSteps'
import type { JudgedDrift, Verdict } from '../../judging/verdict'
import { showPath } from '../../kernel/propertyPath'
import { assertExample } from './example'
import { type RecordedSections, serverFacts } from './server'
import { stepFaults } from './steps'

/** A server (what differs from a healthy one) and, where it matters, what is desired of it. */
interface Row {
  readonly name: string
  readonly facts?: RecordedSections
  readonly desired?: Partial<Desired>
  /** What is known of its organization; nothing where it is left out. */
  readonly organization?: Organization
  /** A part of the verdict's reason. */
  readonly reason?: string | RegExp
}

interface DriftRow extends Row {
  readonly drifts: ReadonlyArray<{
    readonly path: string
    readonly actual: string
    readonly desired: string
    /** Parts that the evidence must hold. */
    readonly evidence?: ReadonlyArray<string>
    /** Parts that the resolution (its summary or its steps) must hold. */
    readonly resolution?: ReadonlyArray<string>
    /** Parts that the remediation's PowerShell must hold; null where a person must end the drift. */
    readonly remediation?: ReadonlyArray<string> | null
    /** A part of the reason why a person must end it. */
    readonly byHand?: string
  }>
}

export interface Table {
  /** What a server must have for the policy to apply to it, where a healthy one is not concerned. */
  readonly concerned?: RecordedSections
  readonly compliant: ReadonlyArray<Row>
  readonly drifting: ReadonlyArray<DriftRow>
  readonly unknown: ReadonlyArray<Row>
  readonly notApplicable: ReadonlyArray<Row>
}

const plain: Desired = { build: 'latest', services: {}, baseline: null }

/** Judges a row's server by a policy, as the catalogue would. */
export const judgeRow = (policy: Policy, row: Row): Verdict =>
  judgeOne(policy, serverFacts(row.facts), {
    desired: { ...plain, ...row.desired },
    enforcement: defaultEnforcement,
    waivers: [],
    organization: row.organization ?? noOrganization
  })

const matches = (text: string, part: string | RegExp): boolean =>
  typeof part === 'string' ? text.includes(part) : part.test(text)

const assertReason = (verdict: Verdict, { reason }: Row): void => {
  if (reason !== undefined) assert.ok(matches(verdict.reason ?? '', reason), `reason is: ${verdict.reason}`)
}

const assertHolds = (text: string, parts: ReadonlyArray<string> = []): void => {
  for (const part of parts) assert.ok(text.includes(part), `"${part}" is missing in: ${text}`)
}

/** A reason ends a sentence that begins with "since", and is told with a full stop after it. */
const reasonForm = /^(?!since\b)\S.*[^.\s]$/

const assertRemediation = (
  { remediation, path }: JudgedDrift,
  { remediation: expected, byHand }: Pick<DriftRow['drifts'][number], 'remediation' | 'byHand'>
): void => {
  const why = E.isLeft(remediation) ? remediation.left : null
  if (why !== null) assert.match(why, reasonForm, showPath(path))
  if (expected === null) assert.ok(why !== null, `${showPath(path)} has a remediation`)
  if (expected) assertHolds(E.isLeft(remediation) ? '' : showRemediation(remediation.right), expected)
  if (byHand !== undefined) assertHolds(why ?? '', [byHand])
}

/** A policy that says it can be remediated must show it in a row, and one that can't must never propose anything. */
const assertAutomation = (policy: Policy, rows: ReadonlyArray<Row>): void => {
  const proposed = rows.some((row) => judgeRow(policy, row).drifts.some(({ remediation }) => E.isRight(remediation)))
  assert.is(proposed, isRemediable(policy), `${policy.name}: remediable ${isRemediable(policy)}, proposed ${proposed}`)
}

const assertDrifts = (verdict: Verdict, { drifts }: DriftRow): void => {
  assert.equal(
    verdict.drifts.map(({ path, actual, desired }) => ({ path: showPath(path), actual, desired })),
    drifts.map(({ path, actual, desired }) => ({ path, actual, desired }))
  )
  drifts.forEach((expected, index) => {
    const found = verdict.drifts[index]
    assertHolds((found?.evidence ?? []).join('\n'), expected.evidence)
    assertHolds(
      [found?.resolution.summary, ...(found?.resolution.steps ?? []).map(stepText)].join('\n'),
      expected.resolution
    )
    if (found === undefined) return
    assertRemediation(found, expected)
    for (const step of found.resolution.steps) assert.equal(stepFaults(step), [], stepText(step))
  })
}

/** A veto of a policy that isn't known to have one would be lost where its facts can't be read. */
const assertVetoes = (policy: Policy, rows: ReadonlyArray<Row>): void => {
  const forbids = rows.some((row) => judgeRow(policy, row).vetoes.some((one) => one.startsWith(policy.name)))
  assert.is(forbids, policy.canVeto !== undefined, `${policy.name}: canVeto ${policy.canVeto}, forbids ${forbids}`)
}

/** Sections without which a policy may turn green, since another one that it was given decides then. */
const mayTurnGreen: Readonly<Record<string, ReadonlyArray<string>>> = {
  // The product is known by its identity, too, which differs in these rows.
  'dag-health': ['build'],
  // Exchange's own word on pressure counts where its events were not read.
  'mail-flow': ['transportEvents'],
  // What explains failed sign-ins is told beside a certificate that is right.
  'oauth-certificate': ['bindings', 'proxyEvents'],
  // That a service which runs ended again and again stands only there; the coverage says that it was not read.
  'services-start': ['serviceEvents']
}

/** What was not read must not hide what is wrong, or what is unknown. */
const assertNotHidden = (policy: Policy, rows: ReadonlyArray<Row>): void => {
  const sections = [...policy.decides, ...policy.supports].filter(
    (name) => !(mayTurnGreen[policy.name] ?? []).includes(name)
  )
  const hidden = rows.flatMap((row) =>
    sections
      .filter(
        (name) =>
          judgeRow(policy, { ...row, facts: { ...row.facts, [name]: { error: 'access denied' } } }).status ===
          'compliant'
      )
      .map((name) => `${row.name}, without ${name}`)
  )
  assert.equal(hidden, [])
}

const kindsOfRows = ['compliant', 'drifting', 'unknown', 'notApplicable'] as const

/** A new policy's table has rows that only say what belongs there. */
const assertFilledIn = (policy: Policy, table: Table): void => {
  const open = kindsOfRows.filter((kind) => table[kind].some(({ name }) => name.startsWith('TODO')))
  const advice = 'replace them by rows of this policy, or leave none where it has none of that kind'
  assert.equal(open, [], `The table of ${policy.name} still has rows named TODO for ${open.join(', ')}: ${advice}.`)
}

/** What the whole table shows at least once, no row shows where the policy does not say so. */
const assertNoMoreThanSaid = (policy: Policy, { drifts, vetoes }: Verdict): void => {
  if (!isRemediable(policy)) assert.not.ok(drifts.some(({ remediation }) => E.isRight(remediation)))
  if (policy.canVeto === undefined) assert.not.ok(vetoes.some((one) => one.startsWith(policy.name)))
}

const addRows = (test: Test, policy: Policy, rows: Partial<Table>): void => {
  const judge = (row: Row): Verdict => {
    const verdict = judgeRow(policy, row)
    assertNoMoreThanSaid(policy, verdict)
    return verdict
  }
  for (const row of rows.compliant ?? [])
    test(`compliant: ${row.name}`, () => {
      const verdict = judge(row)
      assert.equal(
        verdict.drifts.map(({ path, actual }) => [path, actual]),
        []
      )
      assert.is(verdict.status, 'compliant', verdict.reason ?? '')
      assertReason(verdict, row)
    })
  for (const row of rows.drifting ?? [])
    test(`drift: ${row.name}`, () => {
      const verdict = judge(row)
      assert.is(verdict.status, 'drift', verdict.reason ?? '')
      assertDrifts(verdict, row)
      assertReason(verdict, row)
    })
  for (const row of rows.unknown ?? [])
    test(`unknown: ${row.name}`, () => {
      const verdict = judge(row)
      assert.is(verdict.status, 'unknown', JSON.stringify(verdict.drifts))
      assertReason(verdict, row)
    })
  for (const row of rows.notApplicable ?? [])
    test(`not applicable: ${row.name}`, () => {
      const verdict = judge(row)
      assert.is(verdict.status, 'not-applicable', verdict.reason ?? '')
      assertReason(verdict, row)
    })
}

/** Runs rows beside a policy's table as tests: those that are about one subject, in a file of its name. */
export const testRows = (policy: Policy, subject: string, rows: Partial<Table>): void => {
  const test = suite(`policy ${policy.name}: ${subject}`)
  addRows(test, policy, rows)
  test('a section that was not read hides nothing', () =>
    assertNotHidden(policy, [...(rows.drifting ?? []), ...(rows.unknown ?? [])]))
  test.run()
}

/** Runs a policy's table as tests, and for each deciding section a row in which it can't be read. */
export const testPolicy = (policy: Policy, table: Table): void => {
  const test = suite(`policy ${policy.name}`)
  test('the table is filled in', () => assertFilledIn(policy, table))
  test('its example drifts, and is shown as recorded', () => assertExample(policy))
  test('remediations are proposed where the policy says so', () => assertAutomation(policy, table.drifting))
  test('all remediation is forbidden where the policy says so', () =>
    assertVetoes(policy, [...table.compliant, ...table.drifting, ...table.unknown]))
  test('a section that was not read hides nothing', () =>
    assertNotHidden(policy, [...table.drifting, ...table.unknown]))
  const unreadable = policy.decides.map((section) => ({
    name: `${section} can't be read`,
    facts: { ...table.concerned, [section]: { error: 'access denied' } },
    reason: 'access denied'
  }))
  const leftOut = policy.decides.map((section) => ({
    name: `a recording without ${section}`,
    facts: { ...table.concerned, [section]: undefined },
    reason: 'missing in this recording; record it again'
  }))
  addRows(test, policy, { ...table, unknown: [...unreadable, ...leftOut, ...table.unknown] })
  test.run()
}
