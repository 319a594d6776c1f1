import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { stepText } from '../../../judging/resolutionSteps'
import { diagnose, driftAt, driftOf } from '../../../policies/setup-log/diagnose'
import { directoryFailures } from './failures/directory'
import { refusalFailures } from './failures/directoryRefusals'
import { logOfRow, prepare } from './failures/failureRow'
import { foreignFailures } from './failures/foreign'
import { furtherFailures } from './failures/further'
import { installerFailures } from './failures/installer'
import { installerCodeFailures } from './failures/installerCodes'
import { sentenceFailures } from './failures/installerSentences'
import { mailboxFailures } from './failures/mailboxes'
import { modeFailures } from './failures/modes'
import { namedFailures } from './failures/named'
import { namedServiceFailures } from './failures/namedServices'
import { serviceFailures } from './failures/services'
import { partFailures } from './failures/systemParts'
import { stateFailures } from './failures/systemState'
import { webSiteFailures } from './failures/webSites'
import { windowsFailures } from './failures/windows'
import { windowsAnswerFailures } from './failures/windowsAnswers'

const rows = [
  ...directoryFailures,
  ...serviceFailures,
  ...mailboxFailures,
  ...webSiteFailures,
  ...modeFailures,
  ...windowsFailures,
  ...installerFailures,
  ...foreignFailures,
  ...stateFailures,
  ...partFailures,
  ...installerCodeFailures,
  ...sentenceFailures,
  ...refusalFailures,
  ...windowsAnswerFailures,
  ...namedFailures,
  ...namedServiceFailures,
  ...furtherFailures
]

for (const row of rows)
  test(`${row.issue}: ${row.says.slice(0, 60).split('\n')[0]}`, () => {
    const found = diagnose(logOfRow(row))
    assert.equal(
      found.map(({ issue }) => issue.id),
      [row.issue]
    )
    const told = found.map(({ issue, found: evidence }) =>
      [issue.expected(evidence), ...issue.steps(evidence).map(stepText)].join('\n')
    )
    if (row.advice !== undefined) assert.match(told.join('\n'), row.advice)
    if (row.never !== undefined) assert.not.match(told.join('\n'), row.never)
  })

/** The text as a console of 60 columns breaks it. */
const broken = (text: string): string =>
  text
    .split(' ')
    .reduce((lines, word) =>
      lines.slice(lines.lastIndexOf('\n')).length + word.length > 60 ? `${lines}\n${word}` : `${lines} ${word}`
    )

test('a failure is told the same where a console broke its lines', () => {
  for (const row of rows)
    assert.equal(
      diagnose(logOfRow({ ...row, says: broken(row.says) })).map(({ issue }) => issue.id),
      [row.issue],
      broken(row.says)
    )
})

test('no row is told by two commands that are the same, nor sends a removal to a medium', () => {
  for (const row of rows)
    for (const drift of diagnose(logOfRow(row)).map(driftOf)) {
      if (drift._tag !== 'Drift') continue
      const commands = drift.resolution.steps.flatMap(({ command }) => command ?? [])
      assert.is(new Set(commands).size, commands.length, row.issue)
      if (row.mode === 'Uninstall') assert.not.match(commands.join('\n'), /D:\\setup\.exe/)
    }
})

test('the licence switch of the run itself is kept', () => {
  const row = rows.find(({ issue }) => issue === 'group-member-exists')
  const steps = row === undefined ? [] : diagnose(logOfRow(row)).flatMap(({ issue, found }) => issue.steps(found))
  assert.match(steps.map(stepText).join('\n'), /_DiagnosticDataON\b/)
})

test('the words of another failure beside a group or system objects do not tell of a lost container', () => {
  for (const says of [
    'System.Exception: Set the members of "contoso.com/Microsoft Exchange Security Groups/Exchange Servers".',
    "System.Exception: The object 'CN=SystemMailbox{1f05a927},CN=Microsoft Exchange System Objects,DC=contoso,DC=com' is odd."
  ])
    assert.equal(
      diagnose(logOfRow({ issue: '', says })).map(({ issue }) => issue.id),
      ['unknown-failure']
    )
})

test('a few words within a name, a path or a cmdlet tell nothing', () => {
  for (const says of [
    "System.Exception: Cannot remove the send connector 'To expired certificate partner'.",
    "System.IO.InvalidDataException: The header of 'C:\\Backups\\receive connector.bak' is odd.",
    'System.IO.InvalidDataException: The header of C:\\Backups\\URL\\Rewrite.bak is odd.',
    "System.InvalidOperationException: The specified cmdlet 'New-ReceiveConnector' ended oddly.",
    'System.InvalidOperationException: New-ReceiveConnector ended oddly.',
    'Contoso.OddMESOContainerNotFoundException: Something odd was met.'
  ])
    assert.equal(
      diagnose(logOfRow({ issue: '', says })).map(({ issue }) => issue.id),
      ['unknown-failure'],
      says
    )
})

test('of two causes that fit equally well both are told, and neither as a fact', () => {
  const says = 'System.Exception: The receive connector was not made, since URL Rewrite holds its port.'
  const [found] = diagnose(logOfRow({ issue: '', says }))
  assert.is(found?.confidence, 'likely')
  assert.ok(found?.rival !== null && found?.rival !== undefined)
  const drift = found === undefined ? undefined : driftOf(found)
  assert.match(drift?._tag === 'Drift' ? drift.actual : '', /^Likely: .+; or: /)
  assert.match(drift?._tag === 'Drift' ? drift.evidence.join('\n') : '', /Two causes fit equally well/)
})

test('how long ago the run was is told where another time than its own is known', () => {
  const run = logOfRow({ issue: '', says: 'Contoso.OddException: odd' })
  const [found] = diagnose(run)
  const told = (present: string): string => {
    const drift = found === undefined ? undefined : driftAt(present)(found)
    return drift?._tag === 'Drift' ? drift.evidence.join('\n') : ''
  }
  assert.match(told('2026-12-24T08:00:00Z'), /50 days before this report: check first/)
  assert.not.match(told('2026-11-03T09:00:00Z'), /before this report/)
})

test('a failed preparation that nothing explains belongs to its own section', () => {
  const [found] = diagnose(logOfRow({ issue: '', says: 'Contoso.OddException: odd', ...prepare }))
  assert.is(found?.issue.section, 'exchange-setup-or-preparead-error')
  assert.is(found?.confidence, 'not known')
})

test.run()
