import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { lastUpdate, updateEvidence, whenOf } from '../../facts/lastUpdate'
import { serverFacts } from '../support/server'

const test = suite('facts: the last update')

const event = (id: number, at: string | null, code: number | null = null) => ({
  ...{ id, at, product: 'Microsoft Exchange Server', update: null, code, log: null }
})

const patch = (date: string | null) => ({ name: null, kb: 'KB5000015', code: '0'.repeat(32), state: '1', date })

const factsOf = (events: ReadonlyArray<object>, patches: ReadonlyArray<object> = []) =>
  serverFacts({
    installerEvents: { since: '2026-01-01T00:00:00Z', events },
    installedUpdates: { registered: [], patches }
  })

test('is the newest record of one that was done, whatever failed or was removed since', () => {
  const facts = factsOf([
    event(1023, '2026-11-12T01:00:00Z', 1603),
    event(1033, '2026-11-11T01:00:00Z', 1603),
    event(1034, '2026-11-10T01:00:00Z', 0),
    event(1022, '2026-11-09T22:41:00Z'),
    event(1036, '2026-10-09T22:41:00Z', 0)
  ])
  assert.equal(updateEvidence(facts), [
    'The last update was installed at 2026-11-09T22:41:00Z: Microsoft Exchange Server.'
  ])
})

test('is a removal, too; what other makers install for Exchange is none', () => {
  const removed = event(1037, '2026-11-10T01:00:00Z', 0)
  const others = { ...event(1033, '2026-11-11T01:00:00Z', 0), product: 'Explorer for Microsoft Exchange' }
  assert.equal(updateEvidence(factsOf([others, removed, event(1022, '2026-11-09T22:41:00Z')])), [
    'The last update was removed at 2026-11-10T01:00:00Z: Microsoft Exchange Server.'
  ])
})

test('the moment of a record is better than the day of the same update', () => {
  const facts = factsOf([event(1022, '2026-11-09T22:41:00Z')], [patch('20261109')])
  const last = lastUpdate(facts)
  assert.is(last && whenOf(last), 'at 2026-11-09T22:41:00Z')
})

test('where no record is left, the list of patches tells the day, which begins and ends elsewhere on earth', () => {
  const facts = factsOf([event(1022, null)], [patch('20261109'), patch('11/12/2026'), patch(null), patch('20269999')])
  const last = lastUpdate(facts)
  assert.is(last && whenOf(last), 'on 2026-11-09')
  assert.equal(last, {
    name: 'KB5000015',
    done: 'installed',
    from: '2026-11-08T10:00:00.000Z',
    until: '2026-11-11T00:00:00.000Z',
    at: '2026-11-09'
  })
})

test('is not known where nothing tells of one, or nothing was read', () => {
  assert.is(lastUpdate(factsOf([])), null)
  const unread = { error: 'access denied' }
  assert.is(lastUpdate(serverFacts({ installerEvents: unread, installedUpdates: unread })), null)
})

test.run()
