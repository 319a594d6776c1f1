import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { explainSshFailure } from '../../connections/sshFailure'

const test = suite('connections: failures of ssh')

test('exit code 255 may be that of a script: both possibilities are said, with its own words, and nothing is tried again', () => {
  assert.equal(explainSshFailure('Zugriff verweigert\n', 'Zugriff verweigert'), {
    reason: 'ssh could not connect, or what it ran on the server ended with exit code 255: Zugriff verweigert',
    transient: false
  })
  assert.is(
    explainSshFailure('', null).reason,
    'ssh could not connect, or what it ran on the server ended with exit code 255'
  )
})

test('what the client writes is explained, beside whatever the server says', () => {
  const { reason, transient } = explainSshFailure('Willkommen\nssh: Could not resolve hostname ex01: x\n', 'Willkommen')
  assert.equal([reason, transient], ["ex01 can't be resolved to an address", false])
})

test.run()
