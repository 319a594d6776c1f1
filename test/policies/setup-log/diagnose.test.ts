import * as fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { SetupLog } from '../../../facts/sections/setupLog'
import type { Judgement } from '../../../judging/policy'
import { stepText } from '../../../judging/resolutionSteps'
import { diagnose, driftOf } from '../../../policies/setup-log/diagnose'
import { anythingElse } from '../../../policies/setup-log/families/anythingElse'
import type { Evidence } from '../../../policies/setup-log/knownIssue'
import { families, knownIssues } from '../../../policies/setup-log/knownIssues'
import { endMsiScan, scanMsiLine, startMsiScan } from '../../../setup-log/msiScan'
import { runOfMsi } from '../../../setup-log/runOfMsi'
import { link } from '../../support/setupLogRows'
import { beginning, errorLines, failing, logText, sectionOf } from '../../support/setupLogs'
import { stepFaults } from '../../support/steps'

const empty = (text: string): Evidence => ({ run: sectionOf(text), errors: [], rules: [], text: '', seen: [] })

const runs = [empty(''), empty(logText([...beginning, ...failing]))]

const stepsOf = (judgement: Judgement): ReadonlyArray<string> =>
  judgement._tag === 'Drift' ? judgement.resolution.steps.map(stepText) : []

test('there are many known issues, each with an id of its own', () => {
  assert.ok(knownIssues.length >= 60, String(knownIssues.length))
  assert.is(new Set(knownIssues.map(({ id }) => id)).size, knownIssues.length)
  for (const [name, issues] of Object.entries(families)) assert.ok(issues.length > 0, name)
})

test('the texts follow the grammar, also where the log tells nothing', () => {
  for (const issue of [...knownIssues, anythingElse({ command: null, mode: null })])
    for (const found of runs) {
      const texts = [issue.title, issue.meaning, issue.expected(found), ...issue.steps(found).map(stepText)]
      assert.match(issue.id, /^[a-z]+(?:-[a-z]+)*$/)
      assert.match(issue.title, /^[A-Z].*[^.]$/)
      assert.match(issue.meaning, /^[A-Z0-9a-z].*\.$/s)
      assert.match(issue.expected(found), /[^.\s]$/, issue.id)
      assert.ok(issue.steps(found).length > 0, issue.id)
      assert.match(issue.link, /^https:\/\/[\w.-]+\/\S*$/)
      for (const text of texts) assert.not.match(text, /undefined|\bnull\b|\[object|NaN/, issue.id)
    }
})

test('a run that breaks off or completes has no finding', () => {
  assert.equal(diagnose(sectionOf(logText(beginning))), [])
})

const hostile: ReadonlyArray<Partial<SetupLog>> = ['a" & calc "', 'a%PATH%', 'a\nb', "a'; calc; '"].map((value) => ({
  ...{ machine: value, domainController: value, sourceDirectory: `D:\\${value}`, command: `/m:Install /dc:${value}` },
  installPath: `C:\\${value}`
}))

test('every step is a text and at most one command for its shell, whatever the log tells', () => {
  const all = [...runs, ...hostile.map((parts) => ({ ...empty(''), run: { ...sectionOf(''), ...parts } }))]
  const steps = [...knownIssues, anythingElse({ command: null, mode: null })].flatMap((issue) =>
    all.flatMap((found) => issue.steps(found))
  )
  for (const step of steps) assert.equal(stepFaults(step), [], stepText(step))
  const shells = ['cmd', 'powershell', 'exchange-shell']
  for (const shell of shells) assert.ok(steps.filter((step) => step.shell === shell).length > 20, shell)
})

test('hostile names stay data in every step', () => {
  const evil = "C:\\a'; Remove-Item C:\\ -Recurse; '\\b"
  const text = logText([
    ...beginning.map((line) => line.replaceAll("Value='D:\\'", `Value='D:" & calc & "'`)),
    ...errorLines(`A.B.ItemNotFoundException: Cannot find path '${evil}' because it does not exist.`, 'x', 'C___1'),
    ...failing
  ])
  const steps = diagnose(sectionOf(text)).map(driftOf).flatMap(stepsOf).join('\n')
  assert.not.match(steps, /'; Remove-Item/)
  assert.not.match(steps, /& calc/)
})

const errorText = fc.oneof(
  fc.string(),
  fc.constantFrom(
    'Error code is 1603.',
    "Couldn't open package 'C:\\V15\\bin\\Setup\\x.msi'. Error code is 1619.",
    'Timed out waiting for Admin node',
    'There are no more endpoints',
    'INSUFF_ACCESS_RIGHTS',
    'Access is denied.'
  )
)

const rule = fc.constantFrom(
  'RebootPending',
  'NovelRule',
  'SchemaUpdateRequired',
  'VC2013RedistDependencyRequirement',
  'ComputerRODC'
)

test('whatever fails is told, each error and rule once', () => {
  fc.assert(
    fc.property(fc.array(errorText, { maxLength: 5 }), fc.array(rule, { maxLength: 3 }), (errors, rules) => {
      const lines = [
        ...errors.flatMap((text, index) => errorLines(`A.B: ${text} ${index}`, 'x', `C___${index}`)),
        ...rules.flatMap((name, index) => [`[1] [REQUIRED] ${name} ${index}`, link(name)])
      ]
      const log = sectionOf(logText([...beginning, ...lines, ...failing]))
      const findings = diagnose(log)
      assert.ok(findings.length > 0)
      const told = findings.flatMap(({ found }) => [...found.errors, ...found.rules])
      assert.is(new Set(told).size, told.length)
      assert.is(findings.flatMap(({ found }) => found.rules).length, log.prerequisites.length)
    })
  )
})

test('no text takes more than linear time', () => {
  for (const part of [
    'directory: C:\\a',
    "'C:\\",
    'service ',
    'CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=a,',
    'B:32:',
    '1303. C:\\'
  ]) {
    const message = part.repeat(Math.ceil(300_000 / part.length))
    const begun = performance.now()
    for (const kind of [
      'Error code is 1603.',
      'ItemNotFoundException',
      'well-known object entry',
      'cannot start service',
      'file in use by another process'
    ])
      diagnose(
        sectionOf(logText([...beginning, ...errorLines(`A.B: ${kind} ${message}`, message, 'C___1'), ...failing]))
      ).map(driftOf)
    assert.ok(performance.now() - begun < 5_000, `${part}: ${performance.now() - begun} ms`)
  }
})

test('a run is diagnosed once, however many policies ask', () => {
  const run = sectionOf(
    logText([...beginning, ...errorLines('Contoso.OddException: odd', 'Set-Odd', 'Odd___1'), ...failing])
  )
  assert.is(diagnose(run), diagnose(run))
  assert.is(diagnose(run).length, 1)
})

test('a removal is told to be run again, and no services are told to be enabled for it', () => {
  const run = {
    ...sectionOf(
      logText([
        ...beginning,
        ...errorLines("A.B: Service 'X' failed to reach status 'Stopped' on this server.", 'x', 'C___1'),
        ...failing
      ])
    ),
    mode: 'Uninstall',
    command: '/m:Uninstall'
  }
  for (const told of diagnose(run).map(driftOf)) {
    assert.ok(told._tag === 'Drift')
    assert.match(told.resolution.summary, 'run the removal again')
    assert.not.match([told.resolution.summary, ...stepsOf(told)].join('\n'), /(?:run|resume|begin) setup|Automatic/)
  }
})

test('an update by itself is installed again, and setup is not run', () => {
  const log = [
    '=== Verbose logging started: 3/12/2026  18:02:10  Build type: SHIP UNICODE 5.00.10011.00 ===',
    'MSI (c) (EC:D4) [18:02:10:367]: MainEngineThread is returning 1618'
  ]
  const scan = log.reduce((one, line, index) => scanMsiLine(one, line, index + 1, () => []), startMsiScan)
  const run = runOfMsi(endMsiScan(scan, 'su.log'), { lines: log.length, last: [] })
  for (const told of diagnose(run).map(driftOf)) {
    assert.ok(told._tag === 'Drift')
    assert.match(told.resolution.summary, 'install the update again')
    // No line of the log holds the sentence that sums it up.
    assert.not.match(told.evidence.join('\n'), /Line \d+: Installing/)
    assert.not.match([told.resolution.summary, ...stepsOf(told)].join('\n'), /(?:run|resume) setup/)
  }
})

test.run()
