import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { SetupError, SetupLog } from '../../../facts/sections/setupLog'
import { choose, chooseForError } from '../../../policies/setup-log/choosing'
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

test('no part of the evidence of an issue is too little to tell it, in any language', () => {
  const idle = knownIssues.flatMap((issue) =>
    issue.where
      .filter((clue) => clue.needs.every(({ sample }) => sample !== null))
      .filter((clue) => !runs.some((run) => fitOf([clue], described(errorOf(samplesOf(clue))), run).rank > 0))
      .map((clue) => `${issue.id}: ${samplesOf(clue).map(({ sample }) => sample)}`)
  )
  assert.equal(idle, [])
})

const foreign: Readonly<Record<string, string>> = {
  code: '4711',
  type: 'Contoso.OddException',
  component: 'OddComponent___1',
  script: 'Set-Odd',
  text: 'Something odd was met.',
  name: 'Something odd'
}

const packed = (text: string | null): string => (text ?? '').toLowerCase().replace(/\s+/g, '')

/** Whether an error holds a sample literally; told apart from how the matchers look for it, so that they can fail. */
const shows = ({ message, codes, exceptions, component, script }: SetupError, { tier, sample }: Sample): boolean => {
  const wanted = packed(sample)
  if (tier === 'code') return codes.some(({ value }) => packed(value) === wanted)
  if (tier === 'component') return packed(component?.id ?? null).includes(wanted)
  if (tier === 'script') return packed(script).includes(wanted)
  return [message, ...exceptions.map(({ type }) => type)].some((text) => packed(text).includes(wanted))
}

/** Whether an error still holds all samples of some clue, and the run what else that wants, so that it is no near miss. */
const isOwn = (issue: KnownIssue, error: SetupError, run: SetupLog): boolean =>
  issue.where.some(({ needs }) =>
    needs.every(({ tier, sample, weigh }) =>
      sample === null ? weigh(described(error), run) > 0 : shows(error, { tier, sample })
    )
  )

/** A text whose end is missing (half of the words, of a single word half of the letters), and one in another order. */
const otherWords = (text: string): ReadonlyArray<string> => {
  const words = text.split(' ')
  if (words.length === 1) return [text.slice(0, text.length / 2)]
  const half = words.slice(0, words.length / 2).join(' ')
  return words.length === 2 ? [half] : [half, [...words].reverse().join(' ')]
}

interface Miss {
  readonly kind: Part['tier']
  readonly error: SetupError
  readonly run: SetupLog
}

/** The samples with one of them changed, in each way. */
const missesOf = (samples: ReadonlyArray<Sample>): ReadonlyArray<Omit<Miss, 'run'>> =>
  samples.flatMap(({ tier, sample }, at) => {
    const others = [foreign[tier] ?? '', ...(tier === 'text' ? otherWords(sample) : [])]
    return others.map((other) => ({
      kind: tier,
      error: errorOf(samples.map((one, index) => (index === at ? { tier, sample: other } : one)))
    }))
  })

/** The near misses of an issue: its evidence with another code, exception, task or words, or in a run of another kind. */
const nearMisses = (issue: KnownIssue): ReadonlyArray<Miss> =>
  issue.where.flatMap((clue) =>
    [{ kind: 'run' as const, error: errorOf(samplesOf(clue)) }, ...missesOf(samplesOf(clue))].flatMap(
      ({ kind, error }) => runs.filter((run) => !isOwn(issue, error, run)).map((run) => ({ kind, error, run }))
    )
  )

test('its words with another code, exception, task or mode, or half of its words, do not tell an issue', () => {
  const told = knownIssues.flatMap((issue) =>
    nearMisses(issue)
      .filter(({ error, run }) => isTold(issue, error, run))
      .map(({ kind, error }) => `${issue.id}, ${kind}: ${JSON.stringify(error)}`)
  )
  assert.equal(told, [])
})

test('each issue that errors tell has near misses of each kind of its evidence', () => {
  const without = knownIssues.flatMap((issue) => {
    const kinds = new Set(nearMisses(issue).map(({ kind }) => kind))
    const wanted = new Set(issue.where.flatMap((clue) => samplesOf(clue).map(({ tier }) => tier)))
    return [...wanted].filter((tier) => !kinds.has(tier)).map((tier) => `${issue.id}: ${tier}`)
  })
  assert.equal(without, [])
})

test('a code or an exception that says why wins over words alone', () => {
  const surer: ReadonlyArray<readonly [string, string]> = [
    ['other-installation-runs', '1618'],
    ['directory-access-denied', '00002098'],
    ['older-version-stays', '1638'],
    ['well-known-object-deleted', 'Contoso.InvalidWKObjectException'],
    ['database-file-missing', 'Contoso.AmMountBlockedWithMissingEdbException']
  ]
  for (const { issue, clue, error } of cases) {
    const samples = samplesOf(clue)
    if (samples.some(({ tier }) => tier === 'code' || tier === 'type')) continue
    for (const [id, value] of surer) {
      if (issue.where.some((one) => one.needs.some(({ sample }) => sample === value))) continue
      const both = value.startsWith('Contoso')
        ? { ...error, exceptions: [{ type: value, message: 'x' }] }
        : { ...error, codes: [{ kind: 'msi', value } as const] }
      const told = chooseForError(described(both), log)
      assert.ok(issue.id === id || told?.issue !== issue, `${issue.id} against ${value}: ${error.message}`)
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

const withRule = (rule: string, message: string): SetupLog => ({
  ...log,
  errors: [],
  prerequisites: [{ line: 1, rule, required: true, message, link: null }]
})

const matches = (own: string, name: string): boolean =>
  own.endsWith('*')
    ? name.toLowerCase().startsWith(own.slice(0, -1).toLowerCase())
    : own.toLowerCase() === name.toLowerCase()

test('a rule whose name only resembles that of an issue does not tell it', () => {
  for (const issue of knownIssues)
    for (const rule of issue.rules) {
      const name = rule.replace('*', '')
      const others = [`Odd${name}`, ...(rule.endsWith('*') ? [name.slice(0, -1)] : [`${name}Odd`, name.slice(0, -1)])]
      const told = (other: string) => choose(withRule(other, 'Something odd was met.')).findings.map((one) => one.issue)
      assert.ok(told(rule.replace('*', 'Odd')).length === 1, rule)
      for (const other of others)
        if (!knownIssues.some((one) => one.rules.some((own) => matches(own, other))))
          assert.equal(told(other), [], `${issue.id}: ${other}`)
    }
})

test('what the run alone tells is not told by a run that only failed', () => {
  for (const { id, seen } of knownIssues) if (seen !== null) for (const run of runs) assert.is(seen(run), null, id)
})

test('the sentence of a package stands for its number only in an error of the Windows Installer', () => {
  const says = 'Could not access network location \\\\srv\\share.'
  const plain = { ...errorOf([]), message: says }
  const fromPackage = { ...plain, codes: [{ kind: 'msi', value: '1603' } as const] }
  assert.is(chooseForError(described(plain), log), null)
  assert.is(chooseForError(described(fromPackage), log)?.issue.id, 'installer-folder-out-of-reach')
})

test.run()
