import * as assert from 'uvu/assert'
import { planFor, scriptOf } from '../../policies/remediated'
import { recording } from '../../support/server'
import { addDrifted, carry } from './hosts'
import { down, eventsOf, overOneWay, resultsOf } from './overWays'

overOneWay('refusals', ({ byOneWay, hosts }) => {
  const refusals: ReadonlyArray<readonly [string, Readonly<Record<string, unknown>>, string]> = [
    ['SETUP', { installing: true }, 'an installation of Exchange runs (exsetup): wait until it is done'],
    ['MSI', { installing: 'other' }, 'the Windows Installer installs something: wait until it is done'],
    ['SUSPENDED', { suspended: true }, 'an installation was begun and not finished (Installer\\InProgress)'],
    ['FULL', { freeBytes: 40_000_000 }, 'only 38 MB are free on C:\\ and a run needs 64'],
    ['HALF', { unfinished: ['Mailbox'] }, 'setup is unfinished (watermark): Mailbox'],
    [
      'OUT',
      { componentStates: { ServerWideOffline: { Maintenance: '1:0:638975000000000000' } } },
      'somebody has taken the server out of service: Maintenance holds ServerWideOffline Inactive'
    ]
  ]
  for (const [server, state, reason] of refusals)
    byOneWay(`nothing is touched where ${reason}`, async () => {
      const { sentence, lines } = await carry(hosts(), server, addDrifted(hosts(), server, down, state))
      assert.ok(sentence?.startsWith(`${server}: nothing was touched: ${reason}`), sentence ?? '')
      assert.equal(resultsOf(lines), ['0 refused'])
      assert.equal(eventsOf(hosts(), server), ['begin', 'end'])
    })

  byOneWay('after the first change only an installation of Exchange stops a run', async () => {
    for (const [server, installing] of [
      ['BROWSER', 'browser'],
      ['AGENT', 'other']
    ] as const) {
      const script = addDrifted(hosts(), server, down, { installsAfter: 1, installs: installing })
      const { sentence, lines } = await carry(hosts(), server, script)
      assert.is(sentence, null)
      assert.equal(resultsOf(lines), ['1 done', '2 done', '0 done'])
    }
  })

  byOneWay('a setup.exe of another product holds nothing back', async () => {
    const script = addDrifted(hosts(), 'UPDATER', down, { installing: 'browser' })
    assert.is((await carry(hosts(), 'UPDATER', script)).sentence, null)
  })

  byOneWay('nothing is begun by an account that is no administrator', async () => {
    const { sentence, lines } = await carry(hosts(), 'USER', addDrifted(hosts(), 'USER', down, { elevated: false }))
    assert.is(
      sentence,
      'USER: the script could not be started: CONTOSO\\operator is no local administrator here, or is not elevated: connect as one who is'
    )
    assert.equal(lines, [])
  })

  byOneWay('nothing is touched where others were at work since the plan was made', async () => {
    const script = addDrifted(hosts(), 'OTHERS', down)
    const later = scriptOf(planFor({ ...Object(hosts().servers.facts('OTHERS')), journal: { lastEntry: 1 } }))
    for (const one of [script, later]) assert.is((await carry(hosts(), 'OTHERS', one)).sentence, null)
    hosts().servers.change('OTHERS', down)
    const { sentence, lines } = await carry(hosts(), 'OTHERS', script)
    assert.is(
      sentence,
      'OTHERS: nothing was touched: others were at work here since this was planned after entry 0 of the journal: run pulumi up again'
    )
    assert.equal(resultsOf(lines), ['0 refused'])
  })

  byOneWay('setup that begins between two steps stops the second one', async () => {
    const script = addDrifted(hosts(), 'BEGINS', down, { installsAfter: 1 })
    const { sentence, lines } = await carry(hosts(), 'BEGINS', script)
    assert.match(sentence ?? '', /^BEGINS: step 2 .* failed: an installation of Exchange runs.*; 1 step done(?:\n|$)/)
    assert.equal(resultsOf(lines), ['1 done', '2 failed'])
  })

  byOneWay('nothing is touched on another computer than the one that is meant', async () => {
    hosts().servers.add('OTHER', { behaviour: 'windows', answer: recording(down, 'OTHER') })
    const { sentence } = await carry(hosts(), 'OTHER', scriptOf(planFor(down)))
    assert.is(sentence, 'OTHER: nothing was touched: this computer is OTHER, and the script is for EX01')
  })
})
