import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { rolloutRules } from '../../stacks/rolloutRules'
import { decodeSettings, type Settings } from '../../stacks/settings'

const test = suite('stacks: rules of a rollout')

const settingsOf = (remediation: unknown, organization?: unknown): Settings => {
  const decoded = decodeSettings({
    servers: JSON.stringify([{ name: 'EX01', connection: { type: 'local' } }]),
    remediation: JSON.stringify(remediation),
    ...(organization === undefined ? {} : { organization: JSON.stringify(organization) })
  })
  if (E.isLeft(decoded)) throw new Error(decoded.left.join())
  return decoded.right
}

const window = { days: ['Saturday'], from: '22:00', to: '04:00' }
const saturday = { day: 6, minute: 22 * 60 }
const friday = { day: 5, minute: 22 * 60 }
const words = 'from 22:00 to 04:00 on Saturday, by the clock of the computer that runs pulumi up'
const noEndpoint = 'component states and databases (no endpoint of the organization)'
const noProbes = 'pages and port 25 (probes is off)'

test('a preview says when servers are begun, and whether that is now', () => {
  assert.is(rolloutRules(settingsOf({ window }), saturday)[0], `Servers are begun ${words}; the window is open now.`)
  assert.is(
    rolloutRules(settingsOf({ window }), friday)[0],
    `No server is begun now: the maintenance window (${words}) is closed, and opens on Saturday at 22:00.`
  )
})

test('a preview says what is looked at again, and what nobody asks', () => {
  assert.equal(rolloutRules(settingsOf({}), friday), [
    `Each server is looked at again 5 minutes after its remediation: services. Not asked: ${noEndpoint}; ${noProbes}.`
  ])
  const endpoint = { endpoint: 'ex01.contoso.example' }
  assert.equal(rolloutRules(settingsOf({ secondLook: 1, probes: true }, endpoint), friday), [
    'Each server is looked at again 1 minute after its remediation: services, component states, databases, pages, port 25.'
  ])
})

test.run()
