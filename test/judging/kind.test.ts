import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { appliesWhere, hasToolsOnly } from '../../judging/kind'
import { type RecordedSections, serverFacts, withoutRoles } from '../support/server'

const test = suite('policies: the kind of a server')

const windows = ['W3SVC', 'WinMgmt', 'vmickvpexchange'].map((name) => ({
  name,
  status: 'Running',
  startType: 'Automatic'
}))

/** A computer without a role: the management tools alone, where nothing else differs. */
const tools = (sections: RecordedSections = {}) =>
  serverFacts({ ...withoutRoles, identity: { name: 'EX01', fqdn: null, roles: [] }, services: windows, ...sections })

const verdictOf = (sections: RecordedSections): string => {
  const applies = appliesWhere(() => null)(tools(sections))
  return applies._tag === 'Undecided' ? applies.reason : applies._tag
}

const denied = { error: 'access denied' }

const withService = (name: string) => ({ services: [...windows, { name, status: 'Stopped', startType: 'Disabled' }] })

test('nothing of a role is there, and all that would show one was read', () => {
  assert.ok(hasToolsOnly(tools()))
  assert.is(verdictOf({}), 'NotApplicable')
  assert.is(verdictOf({ setupState: [{ role: 'AdminTools', configured: '15.2.1748.10' }] }), 'NotApplicable')
  assert.is(verdictOf({ sharedWebConfig: { clientAccess: null, httpProxy: null } }), 'NotApplicable')
})

const folder = 'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\FrontEnd\\HttpProxy\\owa\\auth'

const signs: Readonly<Record<string, RecordedSections>> = {
  'the service MSExchangeIS': withService('MSExchangeIS'),
  'the service FMS': withService('FMS'),
  'the service HostControllerService': withService('HostControllerService'),
  'the service SearchExchangeTracing': withService('SearchExchangeTracing'),
  'the service ADAM_MSExchange': withService('ADAM_MSExchange'),
  'the service wsbexchange': withService('wsbexchange'),
  "setup's key MailboxRole": { setupState: [{ role: 'MailboxRole', unpacked: '15.2.1748.10' }] },
  'the site Exchange Back End': {
    bindings: [{ site: 'exchange back end', protocol: 'https', address: '*', port: 444, host: '', thumbprint: null }]
  },
  'the file ClientAccess\\Owa\\bin': {
    build: {
      exSetup: '15.2.1748.55',
      binaries: [{ path: 'ClientAccess\\Owa\\bin\\Microsoft.Exchange.Clients.Owa2.Server.dll', version: null }]
    }
  },
  'a file SharedWebConfig.config': { sharedWebConfig: { clientAccess: 'absent', httpProxy: 'malformed' } },
  'folders below FrontEnd\\HttpProxy': {
    acls: [{ path: folder, sddl: '', inherits: null, unreadable: 'access denied' }]
  }
}

for (const [sign, sections] of Object.entries(signs))
  test(`the kind is open where no role is listed, yet ${sign} is there, though all else is unread`, () => {
    assert.match(verdictOf(sections), `no role is listed, yet ${sign}`)
    assert.not(hasToolsOnly(tools(sections)))
    const others = ['build', 'bindings', 'sharedWebConfig', 'acls', 'setupState', 'services'].filter(
      (name) => !(name in sections)
    )
    const unread = Object.fromEntries(others.filter((name) => name !== 'build').map((name) => [name, denied]))
    assert.match(verdictOf({ ...unread, ...sections }), `no role is listed, yet ${sign}`)
  })

for (const name of ['bindings', 'setupState', 'sharedWebConfig', 'acls'])
  test(`it is open where ${name} could not be read`, () => {
    assert.match(verdictOf({ [name]: denied }), `what else would show one was not read (${name})`)
  })

test('it is open where a recording lacks a section, but for the one that older collectors did not have', () => {
  assert.match(verdictOf({ bindings: undefined, acls: undefined }), 'was not read (bindings, acls)')
  assert.is(verdictOf({ setupState: undefined }), 'NotApplicable')
})

test.run()
