import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { whyMissing } from '../../facts/factType'
import { byHand, remediation } from '../../judging/remediation'
import { inCmd, inPowerShell, say, thenLook } from '../../judging/resolutionSteps'
import type { Verdict } from '../../judging/verdict'
import { restartStep } from '../../policies/iis/restart'
import { blocksOf } from '../../reports/blocks'
import { blockText } from '../../reports/blockText'
import { endingText, toldResolution } from '../../reports/ending'
import { toldFindings, toldResolutions } from '../../reports/findings'
import { findingText } from '../../reports/findingText'
import { mergeSteps } from '../../reports/mergeSteps'
import { plainStyle } from '../../reports/text'
import { oneLine, widthFrom, wrap } from '../../reports/wrap'
import { aDrift, anUnknown, aVerdict } from '../support/verdict'
import { layout, linesOf, resolved } from './findingLines'

const test = suite('reports: finding text')

test('wrapping keeps all words whole and in their order, and no line of several words is too long', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é'), minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(fc.array(word), fc.integer({ min: 1, max: 40 }), (words, width) => {
      const lines = wrap(words.join(' '), width)
      assert.equal(lines.join(' '), words.join(' '))
      for (const line of lines) assert.ok(line.length <= width || !line.includes(' '), line)
      const one = oneLine(words.join(' '), width)
      assert.ok(words.join(' ').startsWith(one.replace(/ …$/, '')))
    })
  )
})

test('the width is that of the terminal, 100 where nobody knows it, and never too small', () => {
  const widths = [undefined, '', '80', '160', '20', 'wide', '-1', '99999'].map(widthFrom)
  assert.equal(widths, [100, 100, 80, 160, 60, 100, 100, 100])
})

test('what an update does by itself, and why it does not, is said of a finding and as the last step of a resolution', () => {
  const repair = E.right(remediation(restartStep))
  const told = (parts: Partial<ReturnType<typeof aDrift>>) => {
    const found = { ...resolved(say('Do it.')), ...parts }
    return [linesOf('EX01', found).at(-1), toldResolution(found).steps.at(-1)?.text]
  }
  assert.equal(told({ remediation: repair }), [
    '  Automatic: yes, at the level remediate.',
    'Or leave this to pulumi up: at the level remediate it carries out the steps that its preview shows.'
  ])
  assert.equal(told({ remediation: repair, heldBack: true }), [
    '  Automatic: yes, but not on this server now; see Remediation.',
    'Or end what keeps pulumi up from this server (its preview says why, under Remediation), and leave this to it.'
  ])
  assert.equal(told({ remediation: byHand('a person must choose') }), [
    '  Automatic: no, since a person must choose.',
    'Do this by hand: it is not automated, since a person must choose.'
  ])
})

test('what an update ends in part names the first reason why a person must end the rest', () => {
  const repair = { ...aDrift(), remediation: E.right(remediation(restartStep)) }
  const [whole] = linesOf('EX01', repair, aDrift({ remediation: byHand('a person must choose') })).slice(-1)
  assert.is(whole, '  Automatic: in part; the rest not, since a person must choose.')
})

test('what is the same on several servers is one block, though their names stand in the texts', () => {
  const on = (server: string, command: string) => ({
    server,
    verdicts: [
      aVerdict({
        status: 'drift',
        drifts: [resolved(say(`${server} waits. Restart ${server}.`), inCmd('Run it:', command))]
      })
    ]
  })
  const blocks = blocksOf([on('EX1', 'x.exe'), on('EX11', 'x.exe'), on('EX2', 'x.exe EX2')].flatMap(toldFindings))
  assert.equal(
    blocks.map(({ servers }) => servers),
    [['EX1', 'EX11'], ['EX2']]
  )
  const [text = ''] = blocks.map((block) => blockText(layout, block).join('\n'))
  assert.match(text, /^2 servers {2}services\.W3SVC: Disabled, Stopped +\[services-start\]\n {2}On {3}EX1, EX11\n/)
  assert.match(text, '1. The server waits. Restart the server.')
})

test('the name of a server in the path of a file is no name of the server', () => {
  const on = (server: string, reason: (server: string) => string) => ({
    server,
    verdicts: [aVerdict({ status: 'unknown', unknowns: [anUnknown({ reason: reason(server) })] })]
  })
  const titles = (reason: (server: string) => string) =>
    blocksOf(['EX1', 'EX2'].map((server) => on(server, reason)).flatMap(toldFindings)).map(
      ({ finding }) => finding.title
    )
  const ofOther = (server: string) => `the facts in ../recordings/${server}.json are of EX9, not of ${server}`
  assert.ok(
    titles(ofOther).some((title) => title.endsWith(ofOther('EX2'))),
    titles(ofOther).join()
  )
  for (const path of ['EX1.json', 'captures\\EX1', 'C:\\in\\EX1\\identity.xml'])
    assert.is(titles((server) => `${path.replace('EX1', server)} is damaged`).length, 2, path)
  for (const same of ['https://EX1.contoso.com/x is closed', '\\\\EX1\\share is closed', 'CONTOSO\\EX1$ is denied'])
    assert.is(titles((server) => same.replace('EX1', server)).length, 1, same)
})

test('in full detail each server of a block has its own evidence', () => {
  const on = (server: string, evidence: string) => ({
    server,
    verdicts: [aVerdict({ status: 'drift', drifts: [aDrift({ evidence: ['seen', evidence] })] })]
  })
  const blocks = blocksOf([on('EX1', 'a'), on('EX2', 'b'), on('EX3', 'a')].flatMap(toldFindings))
  const [text = ''] = blocks.map((block) => blockText({ ...layout, full: true }, block).join('\n'))
  assert.match(text, /\n {2}EX1, EX3:\n.*\n {2}Evidence: a\n {2}EX2:\n.*\n {2}Evidence: b\n/)
  assert.is(text.match(/ More: /g)?.length, 1)
  // What stands there as Why is not told again as evidence.
  assert.is(text.match(/\bseen\b/gi)?.length, 1, text)
})

test('a server of which nothing could be read is one finding, in whatever words each policy says why', () => {
  const reason = 'the connection timed out'
  const unread = (policy: string, section: 'build' | 'acls', why: string) =>
    aVerdict({ policy, status: 'unknown', unknowns: [anUnknown({ path: [section], reason: why })] })
  const found = toldFindings({
    server: 'EX01',
    verdicts: [
      unread('build', 'build', reason),
      unread('folder-acls', 'acls', `who the server is could not be read: ${reason}`)
    ]
  })
  assert.equal(
    found.map(({ title, policies }) => [title, policies]),
    [[`build, acls: ${reason}`, ['build', 'folder-acls']]]
  )
})

test('several reasons of one policy are one finding', () => {
  const unknowns = ['a is not known', 'b is not known'].map((reason, index) =>
    anUnknown({ path: ['acls', `${index}`], reason })
  )
  const [found, ...more] = toldFindings({ server: 'EX01', verdicts: [aVerdict({ status: 'unknown', unknowns })] })
  assert.is(more.length, 0)
  assert.is(found?.title, 'acls["0"]: a is not known (and 1 more)')
})

test('what only looks for more stands apart, after the work, and keeps its number', () => {
  const steps = [say('Do it.'), thenLook(inPowerShell('See, in PowerShell:', 'Get-It')), thenLook(say('Then setup.'))]
  const drifts = [aDrift({ resolution: { ...aDrift().resolution, steps } })]
  const [finding] = toldFindings({ server: 'EX01', verdicts: [aVerdict({ status: 'drift', drifts })] })
  if (finding === undefined) throw new Error('there is a finding')
  const told = findingText({ width: 100, full: true, style: plainStyle }, finding)
  const at = told.indexOf('  Then look')
  assert.equal([told[at - 1], told[at + 1]], ['       1. Do it.', '       2. See, in PowerShell:'])
  const short = findingText({ width: 100, full: false, style: plainStyle }, finding).join('\n')
  assert.match(short, 'Then 2 checks.')
  assert.not.match(short, 'Get-It')
  const merged = mergeSteps([steps, [say('Do more.'), ...steps.slice(1)]])
  assert.equal(
    merged.map(({ isLook }) => isLook === true),
    [false, false, true, true]
  )
})

test('a step that a check may ask for, and that interrupts users, is no check', () => {
  const steps = [
    say('Do it.'),
    thenLook(inPowerShell('See:', 'Get-It')),
    thenLook(say('If it is so, run setup again.'))
  ]
  const drifts = [aDrift({ resolution: { ...aDrift().resolution, steps } })]
  const [finding] = toldFindings({ server: 'EX01', verdicts: [aVerdict({ status: 'drift', drifts })] })
  if (finding === undefined) throw new Error('there is a finding')
  const short = findingText({ width: 100, full: false, style: plainStyle }, finding).join('\n')
  assert.match(short, 'Then 1 check, and 1 step if something is found. Interrupts users: step 3 runs an installer.')
})

test('what a recording lacks is one finding, which names the first of it', () => {
  const missing = (section: string) =>
    aVerdict({
      ...{ policy: `of-${section}`, status: 'unknown' },
      unknowns: [anUnknown({ path: [section], reason: whyMissing })]
    })
  const lacking = ['acls', 'boot', 'framework', 'services', 'webRoots'].map(missing)
  const titles = (...verdicts: ReadonlyArray<Verdict>) =>
    toldFindings({ server: 'EX01', verdicts }).map(({ title }) => title)
  const title = `acls, boot, framework and 2 more: ${whyMissing}`
  assert.equal(titles(...lacking, aVerdict({ status: 'compliant' })), [title])
  assert.equal(titles(...lacking.slice(0, 3)), [`acls, boot, framework: ${whyMissing}`])
  assert.equal(titles(...lacking), [`not read: ${whyMissing}`])
})

test('a link into the section of the article stands for its name', () => {
  const linesFor = (link: string) => {
    const drifts = [aDrift({ resolution: { ...aDrift().resolution, link } })]
    const told = toldFindings({ server: 'EX01', verdicts: [aVerdict({ status: 'drift', section: 'iis', drifts })] })
    return told.flatMap((one) => findingText({ ...layout, full: true }, one)).join('\n')
  }
  assert.not.match(linesFor('https://a.example/article#iis'), 'Article section')
  assert.match(linesFor('https://a.example/other'), 'Article section: #iis')
})

test('of what is waived it stands first what that is, however long the reason', () => {
  const waiver = `CHG-7 ${'because of that '.repeat(40)}`
  const verdict = aVerdict({ status: 'drift', waiver, drifts: [aDrift({ waiver })] })
  const lines = toldFindings({ server: 'EX01', verdicts: [verdict] }).flatMap((one) => findingText(layout, one))
  assert.is(lines.length, 2)
  assert.match(lines[0] ?? '', /^EX01 {2}.+ \[services-start\], waived: CHG-7 because/)
  assert.match(lines[1] ?? '', /^ {2}\S.* …$/)
})

test('a recording is never said to be remediated', () => {
  const drift = aDrift({ remediation: E.right(remediation(restartStep)) })
  const told = (isRecorded: boolean) =>
    toldFindings({ server: 'EX01', isRecorded, verdicts: [aVerdict({ status: 'drift', drifts: [drift] })] }).flatMap(
      (found) => [
        endingText(found.ending, 'advisory'),
        ...toldResolutions(found).flatMap(({ steps }) => steps.at(-1)?.text ?? [])
      ]
    )
  assert.match(told(false).join(' '), /^yes, at the level remediate\. Or leave this to pulumi up/)
  assert.match(told(true).join(' '), /^not for a recording; .* A recording cannot be changed\./)
})

test('what is unknown for several policies stands once', () => {
  const verdicts = ['services-start', 'supporting-services'].map((policy) =>
    aVerdict({ policy, status: 'unknown', unknowns: [anUnknown()] })
  )
  const text = toldFindings({ server: 'EX01', verdicts }).flatMap((one) => findingText({ ...layout, full: true }, one))
  assert.is(text.filter((line) => line === '  services: unknown: access denied').length, 1, text.join('\n'))
})

test.run()
