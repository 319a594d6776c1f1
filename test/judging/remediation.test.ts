import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { remediation, type Step, showRemediation } from '../../judging/remediation'
import { auditJson } from '../../reports/auditJson'
import { aServer } from '../support/fleet'
import { aDrift, aVerdict } from '../support/verdict'

const test = suite('policies: remediation')

const step: Step = {
  kind: 'start',
  rank: 0,
  title: 'Start "a\nb"',
  test: '$one\n$two',
  backUp: null,
  set: 'Start-It',
  functions: [],
  interrupts: null,
  starts: null,
  enables: null,
  seconds: null,
  needsRestart: false
}
const shown = ['# Start "a?b"', 'if (-not (& {', '  $one', '  $two', '})) {', '  Start-It', '}'].join('\n')

test('a remediation is shown as PowerShell that tests, then sets; its titles stay comments', () => {
  assert.is(
    showRemediation(remediation(step, { ...step, title: 'Again' })),
    `${shown}\n${shown.replace(/# .*/, '# Again')}`
  )
})

test('the audit gives the PowerShell, or null', () => {
  const drifts = [aDrift({ remediation: E.right(remediation(step)) }), aDrift()]
  const server = aServer('EX01', {}, { verdicts: [aVerdict({ drifts })] })
  const json = JSON.parse(auditJson({ errors: [], servers: [server] }, false))
  assert.equal(
    json.servers[0].verdicts[0].drifts.map((found: { remediation: unknown }) => found.remediation),
    [shown, null]
  )
})

test.run()
