import * as assert from 'uvu/assert'
import {
  allDisabled,
  before,
  bindingsLost,
  owa,
  owaHas,
  planFor,
  remediating,
  scriptOf,
  service,
  withServices
} from '../../policies/remediated'
import { frontEndCertificate, healthySections, recording } from '../../support/server'
import { addDrifted, carry } from './hosts'
import { down, eventsOf, journal, overEachWay, resultsOf, statusOf } from './overWays'

overEachWay('what is repaired and told', ({ byOneWay, hosts, simulated }) => {
  simulated('every step is told, the drifts are gone, and the journal has an entry', async () => {
    const script = addDrifted(hosts(), 'GOOD', down)
    const { sentence, lines } = await carry(hosts(), 'GOOD', script)
    assert.is(sentence, null)
    assert.equal(resultsOf(lines), ['1 done', '2 done', '0 done'])
    assert.is(lines[lines.length - 1]?.backup, `${journal}\\1`)
    assert.equal(statusOf(hosts(), 'GOOD', 'MSExchangeIS'), service('MSExchangeIS', 'Automatic', 'Running'))
    assert.equal(eventsOf(hosts(), 'GOOD'), ['begin', 'step 1', 'set 1', 'step 2', 'set 2', 'end'])
  })

  byOneWay('what is well already stays as it is', async () => {
    const script = addDrifted(hosts(), 'WELL', down)
    hosts().servers.change('WELL', { services: healthySections.services })
    const { sentence, lines } = await carry(hosts(), 'WELL', script)
    assert.is(sentence, null)
    assert.equal(resultsOf(lines), ['1 unchanged', '2 unchanged', '0 done'])
    assert.equal(eventsOf(hosts(), 'WELL'), ['begin', 'step 1', 'step 2', 'end'])
  })

  byOneWay('a server that a failed update has left works again', async () => {
    hosts().servers.add('UPDATED', { behaviour: 'windows', answer: recording(allDisabled, 'EX01') })
    const standard = remediating({ ...before, services: { MSExchangeHM: 'AutomaticDelayedStart' } })
    const { sentence } = await carry(hosts(), 'UPDATED', scriptOf(planFor(allDisabled, standard)))
    assert.is(sentence, null)
    assert.equal(
      statusOf(hosts(), 'UPDATED', 'MSExchangeHM'),
      service('MSExchangeHM', 'AutomaticDelayedStart', 'Running')
    )
    const left = scriptOf(planFor(hosts().servers.facts('UPDATED'), standard))
    assert.is(left, '')
  })

  byOneWay('bindings, files and rights are repaired, and IIS restarts once', async () => {
    const sections = {
      ...bindingsLost,
      ...owaHas('D:PAI(A;;FA;;;BA)', false),
      sharedWebConfig: { clientAccess: 'absent', httpProxy: 'malformed' }
    }
    const script = addDrifted(hosts(), 'WEB', sections, { handedDown: '' })
    const { sentence } = await carry(hosts(), 'WEB', script)
    assert.is(sentence, null)
    const facts = JSON.parse(JSON.stringify(hosts().servers.facts('WEB')))
    assert.equal(facts.sharedWebConfig, { clientAccess: 'present', httpProxy: 'present' })
    assert.is(facts.bindings[0].thumbprint, frontEndCertificate)
    const own = facts.acls.find(({ path }: { path: string }) => path === owa)
    assert.equal(own, { path: owa, sddl: 'D:AI(A;;FA;;;BA)(A;OICI;FA;;;SY)(A;OICI;FR;;;AU)', inherits: true })
    assert.is(eventsOf(hosts(), 'WEB').filter((event) => event === 'stop').length, 2)
    assert.is(scriptOf(planFor(facts)), '')
  })

  simulated('a step that fails is named, with how much was done and where the backups are', async () => {
    const sections = withServices(
      service('MSExchangeHM', 'Disabled', 'Running'),
      service('MSExchangeIS', 'Automatic', 'Stopped'),
      service('MSExchangeRepl', 'Automatic', 'Stopped')
    )
    const standard = remediating({ services: { MSExchangeHM: 'Automatic' } })
    hosts().servers.add('FAILS', {
      behaviour: 'windows',
      answer: recording(sections, 'EX01'),
      failAt: { step: 3, message: 'the store is damaged' }
    })
    const { sentence, lines } = await carry(hosts(), 'FAILS', scriptOf(planFor(sections, standard)))
    assert.is(
      sentence,
      'FAILS: step 3 (services-start), "Start MSExchangeRepl", failed: the store is damaged; ' +
        `2 steps done; backups: ${journal}\\1`
    )
    assert.equal(resultsOf(lines), ['1 done', '2 done', '3 failed', '0 done'])
    hosts().servers.behave('FAILS', { failAt: undefined })
    const again = await carry(hosts(), 'FAILS', scriptOf(planFor(hosts().servers.facts('FAILS'), standard)))
    assert.equal(resultsOf(again.lines), ['1 done', '0 done'])
    assert.is(again.lines[again.lines.length - 1]?.backup, `${journal}\\2`)
  })

  byOneWay('Windows refuses to start what is disabled', async () => {
    const script = addDrifted(hosts(), 'OFF', down)
    hosts().servers.change('OFF', withServices(service('MSExchangeIS', 'Disabled', 'Stopped')))
    const { sentence } = await carry(hosts(), 'OFF', script)
    assert.match(sentence ?? '', /^OFF: step 1 .* failed: .*Cannot start service MSExchangeIS.*nothing was changed/)
  })

  byOneWay(
    'where Group Policy sets the execution policy, Winmgmt is enabled and started first, and kept in the journal',
    async () => {
      const sections = withServices(
        service('WinMgmt', 'Disabled', 'Stopped'),
        service('MSExchangeIS', 'Automatic', 'Stopped'),
        service('MSExchangeRepl', 'Automatic', 'Stopped')
      )
      const script = addDrifted(hosts(), 'POLICY', down, { scriptPolicy: { EnableScripts: 1 } })
      hosts().servers.change('POLICY', sections)
      const { sentence, lines } = await carry(hosts(), 'POLICY', script)
      assert.is(sentence, null)
      assert.equal(statusOf(hosts(), 'POLICY', 'WinMgmt'), service('WinMgmt', 'Automatic', 'Running'))
      const [first] = lines.filter(({ result }) => result !== undefined)
      assert.equal([first?.number, first?.result, first?.backup], [0, 'done', `${journal}\\1\\0`])
      hosts().servers.change('POLICY', sections)
      hosts().servers.behave('POLICY', { scriptPolicy: undefined })
      await carry(hosts(), 'POLICY', script)
      assert.equal(statusOf(hosts(), 'POLICY', 'WinMgmt'), service('WinMgmt', 'Disabled', 'Stopped'))
    }
  )

  byOneWay('a run leaves one event in the log Application, which names who ordered it and its entry', async () => {
    const script = addDrifted(hosts(), 'TOLD', down)
    await carry(hosts(), 'TOLD', script)
    const [event, ...more] = hosts().servers.events('TOLD')
    assert.equal(more, [])
    assert.equal([event?.source, event?.kind, event?.id], ['ExchangeCompliance', 'Information', 100])
    assert.match(
      event?.text ?? '',
      'ordered by CONTOSO\\operator. Steps done: 2 of 2; journal: C:\\ProgramData\\ExchangeCompliance\\1.'
    )
  })

  byOneWay('a record of http.sys with settings of its own is left as it is', async () => {
    const sections = {
      bindings: bindingsLost.bindings,
      httpSys: [{ address: '0.0.0.0', port: 444, host: null, thumbprint: null }]
    }
    const { sentence } = await carry(hosts(), 'FLAGS', addDrifted(hosts(), 'FLAGS', sections, { recordFlags: 2 }))
    assert.match(
      sentence ?? '',
      'failed: the record of http.sys has settings that would be lost (DefaultFlags 2): do it by netsh'
    )
    assert.equal(Object(hosts().servers.facts('FLAGS')).bindings, sections.bindings)
  })

  byOneWay('a fix that does not hold is done, and the drift is back', async () => {
    const script = addDrifted(hosts(), 'STUBBORN', down, { stubborn: ['MSExchangeIS'] })
    const { sentence } = await carry(hosts(), 'STUBBORN', script)
    assert.is(sentence, null)
    assert.equal(statusOf(hosts(), 'STUBBORN', 'MSExchangeIS'), service('MSExchangeIS', 'Automatic', 'Stopped'))
  })

  byOneWay('what the stand-in does not know is no success', async () => {
    const script = addDrifted(hosts(), 'NEW', down).replaceAll('{ Start-AndWait', '{ Start-Anyhow')
    const { sentence, lines } = await carry(hosts(), 'NEW', script)
    assert.is(
      sentence,
      'NEW: the script ended with exit code 97 and said last: The simulated host does not know the program Start-Anyhow.; ' +
        'nothing was changed before that'
    )
    assert.ok(lines.some(({ output }) => output === 'The simulated host does not know the program Start-Anyhow.'))
  })
})
