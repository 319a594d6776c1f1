import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { SetupError, SetupLog } from '../../../facts/sections/setupLog'
import { chooseForError } from '../../../policies/setup-log/choosing'
import { type Clue, fitOf, type Part } from '../../../policies/setup-log/clue'
import { described, type KnownIssue } from '../../../policies/setup-log/knownIssue'
import { knownIssues } from '../../../policies/setup-log/knownIssues'
import { beginning, failing, logText, sectionOf } from '../../support/setupLogs'

const log = sectionOf(logText([...beginning, ...failing]))

/** A run of each kind. */
const runs: ReadonlyArray<SetupLog> = [
  log,
  { ...log, mode: 'Install', command: '/m:Install' },
  { ...log, mode: 'DisasterRecovery', command: '/m:RecoverServer' },
  { ...log, mode: 'Uninstall', command: '/m:Uninstall' },
  { ...log, mode: 'Install', command: '/PrepareAD' }
]

type Sample = Pick<Part, 'tier'> & { readonly sample: string }

const samplesOf = ({ needs }: Clue): ReadonlyArray<Sample> =>
  needs.flatMap(({ tier, sample }) => (sample === null ? [] : [{ tier, sample }]))

const of = (samples: ReadonlyArray<Sample>, tier: Part['tier']): ReadonlyArray<string> =>
  samples.flatMap((one) => (one.tier === tier ? [one.sample] : []))

/** An error that shows all of these and nothing else. */
const errorOf = (samples: ReadonlyArray<Sample>): SetupError => ({
  line: 1,
  count: 1,
  message: [...of(samples, 'text'), ...of(samples, 'name'), ...of(samples, 'code')].join(' . '),
  exceptions: of(samples, 'type').map((type) => ({
    type: type.includes('.') ? `Contoso${type}` : `Contoso.${type}`,
    message: 'x'
  })),
  frames: [],
  script: of(samples, 'script').join('; ') || null,
  program: null,
  task: null,
  step: null,
  component: of(samples, 'component').map((id) => ({ id, path: '' }))[0] ?? null,
  codes: of(samples, 'code').flatMap((value) => [{ kind: 'win32', value } as const, { kind: 'msi', value } as const]),
  objects: [],
  before: []
})

const isTold = (issue: KnownIssue, error: SetupError, run: SetupLog): boolean =>
  chooseForError(described(error), run)?.issue === issue

const holds = (clue: Clue, error: SetupError, run: SetupLog): boolean => fitOf([clue], described(error), run).rank > 0

const cases = knownIssues.flatMap((issue) =>
  issue.seen === null ? issue.where.map((clue) => ({ issue, clue, error: errorOf(samplesOf(clue)) })) : []
)

test('each issue that errors tell is told by an error that shows its evidence', () => {
  for (const issue of knownIssues.filter(({ where, seen }) => where.length > 0 && seen === null)) {
    const own = cases.filter((one) => one.issue === issue && one.clue.needs.every(({ sample }) => sample !== null))
    if (own.length === 0) continue
    assert.ok(
      own.some(({ error }) => runs.some((run) => isTold(issue, error, run))),
      issue.id
    )
  }
})

const foreign: Readonly<Record<string, string>> = {
  code: '4711',
  type: 'Contoso.OddException',
  component: 'OddComponent___1',
  script: 'Set-Odd',
  text: 'Something odd was met.'
}

test('its words with another code, another exception or another task do not tell an issue', () => {
  for (const { issue, clue } of cases) {
    const samples = samplesOf(clue)
    for (const [index, { tier }] of samples.entries()) {
      const other = foreign[tier]
      if (other === undefined) continue
      const miss = errorOf(samples.map((one, at) => (at === index ? { tier, sample: other } : one)))
      for (const run of runs)
        if (!issue.where.some((one) => one !== clue && holds(one, miss, run)) && !holds(clue, miss, run))
          assert.not.ok(isTold(issue, miss, run), `${issue.id}: ${JSON.stringify(miss)}`)
    }
  }
})

test('another mode than that of an issue does not tell it', () => {
  for (const { issue, clue, error } of cases)
    for (const run of runs)
      if (!issue.where.some((one) => holds(one, error, run)))
        assert.not.ok(isTold(issue, error, run), `${issue.id} ${clue.needs.length}`)
})

test('a code that says why wins over words alone', () => {
  const surer: ReadonlyArray<readonly [string, string]> = [
    ['other-installation-runs', '1618'],
    ['directory-access-denied', '00002098'],
    ['older-version-stays', '1638']
  ]
  for (const { issue, clue, error } of cases) {
    const samples = samplesOf(clue)
    if (samples.some(({ tier }) => tier === 'code' || tier === 'type')) continue
    for (const [id, value] of surer) {
      if (issue.where.some((one) => one.needs.some(({ sample }) => sample === value))) continue
      const both = { ...error, codes: [{ kind: 'msi', value } as const] }
      const told = chooseForError(described(both), log)
      assert.ok(issue.id === id || told?.issue !== issue, `${issue.id} against ${value}`)
    }
  }
})

test('a word in a name, a component or a script alone tells nothing', () => {
  for (const { issue, clue } of cases)
    for (const { sample } of samplesOf(clue))
      for (const error of [
        errorOf([
          { tier: 'name', sample: `Odd failure at 'CN=${sample.replace(/['"\n]/g, '')},OU=Staff,DC=contoso,DC=com'` }
        ]),
        errorOf([{ tier: 'name', sample: `Odd failure at "contoso.com/${sample.replace(/['"\n]/g, '')}/x"` }]),
        errorOf([{ tier: 'component', sample }]),
        errorOf([{ tier: 'script', sample }])
      ])
        assert.not.ok(isTold(issue, error, log), `${issue.id}: ${JSON.stringify(error)}`)
})

test.run()
