import * as E from 'fp-ts/Either'
import * as assert from 'uvu/assert'
import { isAtWork } from '../../../resources/command/carryOut'
import { detachedScript, type Request } from '../../../resources/command/detachedScript'
import { recording } from '../../support/server'
import { addDrifted, askOn, carry } from './hosts'
import { down, eventsOf, overOneWay, resultsOf, until } from './overWays'

overOneWay('the task of a run', ({ byOneWay, hosts }) => {
  byOneWay('a run that is watched to its end leaves neither task nor folder of tasks', async () => {
    await carry(hosts(), 'CLEAN', addDrifted(hosts(), 'CLEAN', down))
    assert.equal(hosts().servers.tasks('CLEAN'), [])
    assert.not.ok(hosts().servers.hasTaskFolder('CLEAN'))
  })

  for (const [server, forbidden, reason] of [
    ['NOTASK', 'tasks', 'Access is denied.'],
    ['NORUN', 'runs', 'The operator has refused the request.']
  ] as const)
    byOneWay(`where Windows refuses ${forbidden}, nothing is left behind`, async () => {
      const { sentence } = await carry(hosts(), server, addDrifted(hosts(), server, down, { forbidden }))
      assert.match(sentence ?? '', `${server}: the script could not be started: `)
      assert.match(sentence ?? '', reason)
      assert.equal(hosts().servers.tasks(server), [])
      assert.equal(hosts().servers.runs(server), [])
    })

  byOneWay('a task that Windows does not take up is waited for, then told with its result', async () => {
    const script = addDrifted(hosts(), 'UNBEGUN', down, { unbegun: true, taskResult: 0x41303 })
    const { sentence } = await carry(hosts(), 'UNBEGUN', script)
    assert.is(
      sentence,
      'UNBEGUN: the task of the script was started there and never began (the result of its task is 0x00041303); nothing was changed'
    )
    assert.equal(hosts().servers.runs('UNBEGUN'), [])
  })

  byOneWay(
    'a run of which the scheduler knows nothing is not lost while it lives, and nothing of it is removed',
    async () => {
      const script = addDrifted(hosts(), 'HIDDEN', down, { seconds: 3, hidesTasks: true })
      const { sentence, lines } = await carry(hosts(), 'HIDDEN', script)
      assert.is(sentence, null)
      assert.equal(resultsOf(lines), ['1 done', '2 done', '0 done'])
    }
  )

  byOneWay('a living run is not forgotten', async () => {
    const id = '0f8fad5b-d9cb-469f-a165-70867728950e'
    const script = addDrifted(hosts(), 'LIVING', down, { seconds: 3, hidesTasks: true })
    const request = async (what: Request) => {
      const answer = await askOn(hosts(), 'LIVING', detachedScript(what))
      return E.isRight(answer) ? JSON.parse(Buffer.from(answer.right).toString('utf8')).state : answer.left
    }
    assert.is(await request({ action: 'start', run: id, script }), 'started')
    await until(() => eventsOf(hosts(), 'LIVING').length > 1)
    assert.is(await request({ action: 'forget', run: id }), 'running')
    assert.is(await request({ action: 'start', run: '0f8fad5b-d9cb-469f-a165-708677289500', script }), 'busy')
    await until(() => eventsOf(hosts(), 'LIVING').includes('end'))
    assert.is(eventsOf(hosts(), 'LIVING').filter((event) => event === 'begin').length, 1)
  })

  byOneWay('whether a remediation is at work can be asked, and leaves no trace', async () => {
    const at = (server: string) => isAtWork((code) => askOn(hosts(), server, code))
    const script = addDrifted(hosts(), 'ASKED', down, { seconds: 2 })
    assert.equal(await at('ASKED'), E.right(false))
    assert.equal(eventsOf(hosts(), 'ASKED'), [])
    const run = carry(hosts(), 'ASKED', script)
    await until(() => eventsOf(hosts(), 'ASKED').length > 0)
    assert.equal(await at('ASKED'), E.right(true))
    await run
    assert.equal(await at('ASKED'), E.right(false))
    hosts().servers.add('MUTE', { behaviour: 'failing', sentence: 'no route to it', code: 1 })
    assert.ok(E.isLeft(await at('MUTE')))
  })

  byOneWay('what a watcher that was killed has left is removed after a day', async () => {
    const script = addDrifted(hosts(), 'LEFT', down)
    const { servers } = hosts()
    const lost = await carry(hosts(), 'LEFT', script, { total: 0 })
    assert.match(lost.sentence ?? '', 'still at work')
    await until(() => eventsOf(hosts(), 'LEFT').includes('end'))
    assert.is(servers.tasks('LEFT').length, 1)
    servers.behave('LEFT', { answer: { ...Object(recording({}, 'LEFT')), collectedAt: '2036-01-01T00:00:00Z' } })
    await carry(hosts(), 'LEFT', script)
    assert.equal(servers.tasks('LEFT'), [])
  })
})
