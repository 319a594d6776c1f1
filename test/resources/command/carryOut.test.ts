import { setTimeout as sleep } from 'node:timers/promises'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { isAtWork } from '../../../resources/command/carryOut'
import { detachedScript, type Request } from '../../../resources/command/detachedScript'
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
import { addDrifted, askOn, carry, type Hosts, ways } from './hosts'

const down = withServices(
  service('MSExchangeIS', 'Automatic', 'Stopped'),
  service('MSExchangeRepl', 'Automatic', 'Stopped')
)
const journal = 'C:\\ProgramData\\ExchangeCompliance'

const resultsOf = (lines: ReadonlyArray<Readonly<Record<string, unknown>>>): ReadonlyArray<string> =>
  lines.flatMap(({ number, result }) => (result === undefined ? [] : [`${number} ${result}`]))

const statusOf = (hosts: Hosts, server: string, name: string): unknown => {
  const { services } = hosts.servers.facts(server)
  return Array.isArray(services) ? services.find((one) => one.name === name) : services
}

const eventsOf = (hosts: Hosts, server: string): ReadonlyArray<string> =>
  hosts.servers
    .hands()
    .filter((hand) => hand.server === server && hand.event !== 'call')
    .map(({ event, number }) => (number === undefined ? event : `${event} ${number}`))

const until = async (isSo: () => boolean): Promise<void> => {
  for (let waited = 0; !isSo() && waited < 600; waited++) await sleep(100)
  assert.ok(isSo(), 'it never came')
}

const main = ways.find(({ missing }) => missing === null)

for (const { name, missing, open } of ways) {
  const test = suite(`remediation: carryOut over ${name}`)
  const simulated = missing === null ? test : test.skip
  // What depends on the server alone is proved by one way.
  const byOneWay = main === undefined || main.name === name ? simulated : () => undefined
  if (missing !== null) process.stdout.write(`skipped: ${missing}, so that nothing was carried out over ${name}\n`)
  let opened: Hosts | null = null
  test.before(async () => {
    if (missing === null) opened = await open()
  })
  test.after(() => opened?.stop())
  const hosts = (): Hosts => {
    if (opened === null) throw new Error('no hosts are there')
    return opened
  }

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

  byOneWay('setup that begins between two steps stops the second one', async () => {
    const script = addDrifted(hosts(), 'BEGINS', down, { installsAfter: 1 })
    const { sentence, lines } = await carry(hosts(), 'BEGINS', script)
    assert.match(sentence ?? '', /^BEGINS: step 2 .* failed: an installation of Exchange runs.*; 1 step done(?:\n|$)/)
    assert.equal(resultsOf(lines), ['1 done', '2 failed'])
  })

  const planting = [journal, `${journal}\\runs`, `${journal}\\runs\\0f8fad5b-d9cb-469f-a165-70867728950e`]
  for (const [index, path] of planting.slice(0, 2).entries())
    byOneWay(`no task is believed in where an ordinary user has made ${path}`, async () => {
      const server = `FAKED${index}`
      const script = addDrifted(hosts(), server, down, { planted: planting.slice(index) })
      hosts().servers.plantTask(server, 'ExchangeCompliance%200f8fad5b-d9cb-469f-a165-70867728950e.json')
      const fault = `${path} does not belong to Administrators: see who made it, then remove it`
      const { sentence } = await carry(hosts(), server, script)
      assert.is(sentence, `${server}: the script could not be started: ${fault}`)
      assert.equal(await isAtWork((code) => askOn(hosts(), server, code)), E.left(fault))
    })

  byOneWay("an ordinary user's task by the name of a run is no run", async () => {
    addDrifted(hosts(), 'NAMED', down)
    hosts().servers.plantTask('NAMED', 'ExchangeCompliance%200f8fad5b-d9cb-469f-a165-70867728950e.json')
    assert.equal(await isAtWork((code) => askOn(hosts(), 'NAMED', code)), E.right(false))
  })

  byOneWay('who may see no task is not told that there is none', async () => {
    addDrifted(hosts(), 'UNSEEN', down, { elevated: false })
    const answer = await isAtWork((code) => askOn(hosts(), 'UNSEEN', code))
    assert.match(E.isLeft(answer) ? answer.left : '', /^CONTOSO\\operator is no local administrator here/)
  })

  byOneWay('nothing is begun in a folder that an ordinary user has made', async () => {
    const script = addDrifted(hosts(), 'PLANTED', down, { planted: ['C:\\ProgramData\\ExchangeCompliance\\runs'] })
    const { sentence } = await carry(hosts(), 'PLANTED', script)
    assert.is(
      sentence,
      `PLANTED: the script could not be started: ${journal}\\runs does not belong to Administrators: see who made it, then remove it`
    )
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

  byOneWay('nothing is touched on another computer than the one that is meant', async () => {
    hosts().servers.add('OTHER', { behaviour: 'windows', answer: recording(down, 'OTHER') })
    const { sentence } = await carry(hosts(), 'OTHER', scriptOf(planFor(down)))
    assert.is(sentence, 'OTHER: nothing was touched: this computer is OTHER, and the script is for EX01')
  })

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

  test.run()
}
