import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { sectionNames } from '../../facts/registry'
import { judgeOne } from '../../judging/evaluate'
import { noOrganization } from '../../judging/inOrganization'
import type { Policy } from '../../judging/policy'
import type { Verdict } from '../../judging/verdict'
import { exampleFiles } from '../../policies/exampleFiles'
import { toldFindings } from '../../reports/findings'
import { findingText } from '../../reports/findingText'
import { plainStyle } from '../../reports/text'
import { withEx01 } from './inOrganization'
import { longSentences, mostWords } from './sentences'
import { type RecordedSections, serverFacts } from './server'

const root = join(__dirname, '../..')

interface Example {
  readonly sections: RecordedSections
  /** The sections of EX01 and of its organization, where a policy judges them. */
  readonly organization: { readonly server?: RecordedSections; readonly facts?: RecordedSections } | null
  /** The sections of EX01 before the update, where a policy compares. */
  readonly baseline: RecordedSections | null
  /** The sections of other servers of the stack, by server. */
  readonly peers: Readonly<Record<string, RecordedSections>>
}

const readExample = (file: string): Example => {
  const {
    organization = null,
    baseline = null,
    peers = {},
    ...sections
  } = JSON.parse(readFileSync(join(root, file), 'utf8'))
  return { sections, organization, baseline, peers }
}

const judged = (policy: Policy, { sections, organization, baseline, peers }: Example): Verdict => {
  const others = Object.entries(peers).map(([name, of]) => serverFacts(of, name))
  return judgeOne(policy, serverFacts(sections), {
    desired: {
      ...{ build: 'latest', services: {} },
      baseline: baseline === null ? null : serverFacts(baseline),
      ...(others.length === 0 ? {} : { peers: [serverFacts(sections), ...others] })
    },
    enforcement: { level: 'mandatory', policies: {}, stage: null },
    waivers: [],
    organization: organization === null ? noOrganization : withEx01(organization.server ?? {}, organization.facts)
  })
}

/** What a policy says of its example. */
export const judgedExample = (policy: Policy): Verdict => judged(policy, readExample(exampleFiles(policy).facts))

/** The sentences of a verdict's texts that nobody reads in one go; a colon or a semicolon ends a part of one. Evidence quotes others. */
const longTexts = ({ drifts }: Verdict): ReadonlyArray<string> =>
  drifts
    .flatMap(({ resolution: { summary, steps } }) => [summary, ...steps.map(({ text }) => text)])
    .flatMap((text) => text.split(/(?<=[:;]) /))
    .flatMap(longSentences)

/** Tests that a policy's example drifts, and that what the user sees of it is as recorded. */
export const assertExample = (policy: Policy): void => {
  const { facts, shown } = exampleFiles(policy)
  assert.ok(existsSync(join(root, facts)), `${facts} is missing: write facts that drift, in the form of recorded facts`)
  const example = readExample(facts)
  const strange = Object.keys(example.sections).filter((name) => !sectionNames.some((one) => one === name))
  assert.equal(strange, [], `${facts}: these are no sections of facts`)
  const verdict = judged(policy, example)
  assert.is(verdict.status, 'drift', `${facts} is no drift of ${policy.name}: ${verdict.reason}`)
  assert.equal(verdict.unknowns, [], facts)
  assert.equal(longTexts(verdict), [], `${policy.name}: sentences of more than ${mostWords} words`)
  const layout = { width: 100, full: false, style: plainStyle }
  const lines = toldFindings({ server: 'EX01', verdicts: [verdict] }).flatMap((one) => findingText(layout, one))
  const text = `${lines.join('\n')}\n`
  const file = join(root, shown)
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, text)
  assert.ok(existsSync(file), `${shown} is missing: run npm run golden -- ${policy.name}`)
  assert.fixture(text, readFileSync(file, 'utf8'))
}
