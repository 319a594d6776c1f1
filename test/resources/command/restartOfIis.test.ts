import * as assert from 'uvu/assert'
import { service, withServices } from '../../policies/remediated'
import { addDrifted, carry } from './hosts'
import { overOneWay, resultsOf, statusOf } from './overWays'

overOneWay('a restart of IIS', ({ byOneWay, hosts }) => {
  const toRestart = {
    ...withServices(
      service('NetTcpActivator', 'Automatic', 'Running'),
      service('NetPipeActivator', 'Manual', 'Stopped')
    ),
    sharedWebConfig: { clientAccess: 'absent', httpProxy: 'present' }
  }
  const runningIn = (server: string): ReadonlyArray<string> =>
    ['W3SVC', 'NetTcpActivator', 'NetPipeActivator'].filter(
      (one) => Object(statusOf(hosts(), server, one)).status === 'Running'
    )
  const again = async (server: string, script: string) => {
    const { sentence, lines } = await carry(hosts(), server, script)
    assert.is(sentence, null)
    assert.equal(resultsOf(lines), ['1 unchanged', '2 done', '0 done'])
  }

  for (const last of ['W3SVC', 'NetTcpActivator', 'WAS'])
    byOneWay(`what ran before a restart that died after the stop of ${last} runs after the next one`, async () => {
      const server = `STOPPED-${last}`
      const script = addDrifted(hosts(), server, toRestart, { dieAfterStop: last })
      const { sentence } = await carry(hosts(), server, script)
      assert.match(sentence ?? '', /the script was ended there in step 2 of 2, "Restart IIS .*", before it was done/)
      assert.ok(!runningIn(server).includes('W3SVC'))
      await again(server, script)
      assert.equal(runningIn(server), ['W3SVC', 'NetTcpActivator'])
    })

  byOneWay('what does not start after the restart is named, and the others start', async () => {
    const disabled = { ...toRestart, ...withServices(service('NetTcpActivator', 'Disabled', 'Running')) }
    const script = addDrifted(hosts(), 'UNSTARTED', disabled)
    const { sentence } = await carry(hosts(), 'UNSTARTED', script)
    assert.match(sentence ?? '', /: failed: NetTcpActivator ran before, and does not start: .*Cannot start service/)
    assert.equal(runningIn('UNSTARTED'), ['W3SVC'])
    hosts().servers.change('UNSTARTED', withServices(service('NetTcpActivator', 'Manual', 'Stopped')))
    await again('UNSTARTED', script)
    assert.equal(runningIn('UNSTARTED'), ['W3SVC', 'NetTcpActivator'])
  })

  byOneWay('what does not stop for the restart is named, and all that ran runs again', async () => {
    const script = addDrifted(hosts(), 'UNSTOPPED', toRestart, { unstoppable: ['WAS'] })
    const { sentence } = await carry(hosts(), 'UNSTOPPED', script)
    assert.match(sentence ?? '', /, failed: WAS did not stop: it is in Running after [\d.]+ s/)
    assert.equal(runningIn('UNSTOPPED'), ['W3SVC', 'NetTcpActivator'])
    hosts().servers.behave('UNSTOPPED', { unstoppable: [] })
    await again('UNSTOPPED', script)
  })
})
