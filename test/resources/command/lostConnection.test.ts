import * as assert from 'uvu/assert'
import { service } from '../../policies/remediated'
import { addDrifted, carry } from './hosts'
import { down, eventsOf, overEachWay, resultsOf, statusOf, until } from './overWays'

overEachWay('a lost connection or run', ({ byOneWay, hosts, simulated }) => {
  simulated('a second run waits for the first one, or gives up in time', async () => {
    const script = addDrifted(hosts(), 'BUSY', down, { seconds: 2 })
    const first = carry(hosts(), 'BUSY', script)
    await until(() => eventsOf(hosts(), 'BUSY').length > 0)
    const impatient = await carry(hosts(), 'BUSY', script, { busy: 0 })
    assert.match(impatient.sentence ?? '', /^BUSY: nothing was touched: an earlier remediation is still at work there/)
    const second = await carry(hosts(), 'BUSY', script)
    assert.equal(resultsOf(second.lines), ['1 unchanged', '2 unchanged', '0 done'])
    assert.equal(resultsOf((await first).lines), ['1 done', '2 done', '0 done'])
    const hands = eventsOf(hosts(), 'BUSY').filter((event) => event === 'begin' || event === 'end')
    assert.equal(hands, ['begin', 'end', 'begin', 'end'])
  })

  simulated('a connection that is cut is found again, and nothing is told twice or missed', async () => {
    const script = addDrifted(hosts(), 'CUT', down, { seconds: 1, cutAt: { step: 1, requests: 3 } })
    const { sentence, lines } = await carry(hosts(), 'CUT', script)
    assert.is(sentence, null)
    assert.equal(resultsOf(lines), ['1 done', '2 done', '0 done'])
  })

  simulated('a connection that stays lost is told, and the script goes on', async () => {
    const script = addDrifted(hosts(), 'GONE', down, { seconds: 1, cutAt: { step: 1, requests: 1_000 } })
    const { sentence } = await carry(hosts(), 'GONE', script, { silent: 1 })
    assert.match(sentence ?? '', 'GONE: the connection was lost, and the script goes on there: ')
    await until(() => eventsOf(hosts(), 'GONE').includes('end'))
    assert.equal(statusOf(hosts(), 'GONE', 'MSExchangeRepl'), service('MSExchangeRepl', 'Automatic', 'Running'))
  })

  simulated('a run that is killed on its server is told, and the next one does the rest', async () => {
    const script = addDrifted(hosts(), 'KILLED', down, { dieAt: 2 })
    const killed = await carry(hosts(), 'KILLED', script)
    assert.is(
      killed.sentence,
      'KILLED: the script was ended there in step 2 of 2, "Start MSExchangeRepl", before it was done (the result of its task is ' +
        '0x00000000); 1 step done; run pulumi up again'
    )
    const again = await carry(hosts(), 'KILLED', script)
    assert.equal(resultsOf(again.lines), ['1 unchanged', '2 done', '0 done'])
  })

  simulated('a server that is silent from the first is told', async () => {
    hosts().servers.add('SILENT', { behaviour: 'silent' })
    const { sentence } = await carry(hosts(), 'SILENT', '$null', { silent: 0 }, 1)
    assert.is(sentence, 'SILENT: the script could not be sent, or no word came that it began: no answer within 1 s')
  })

  byOneWay('a script that takes too long is left to itself, and told', async () => {
    const script = addDrifted(hosts(), 'SLOW', down, { seconds: 3 })
    const { sentence } = await carry(hosts(), 'SLOW', script, { total: 0 })
    assert.is(sentence, 'SLOW: the script is still at work there after 0 minutes')
  })
})
