import * as fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { powershell } from '../../../kernel/powershell'
import { toRun } from '../../../policies/services/serviceFunctions'
import { type PlannedStep, remediationScript } from '../../../remediation/script'
import { hostileText } from '../../support/hostile'
import { recording } from '../../support/server'
import { carry, type Hosts, ways } from './hosts'

/** A service, a folder, and the subject of a certificate, by names that were made to break out. */
interface Named {
  readonly service: string
  readonly folder: string
  readonly subject: string
}

const parts = { rank: 0, interrupts: null, starts: null, enables: null, seconds: null, needsRestart: false } as const
const base = { ...parts, policies: ['hostile'] } as const

const startService = ({ service, subject }: Named): PlannedStep => ({
  ...base,
  kind: 'start',
  title: subject,
  test: powershell`Test-Running ${service}`,
  backUp: null,
  set: `${powershell`Start-AndWait ${service}`} 5`,
  functions: toRun
})

const inherit = ({ folder, subject }: Named): PlannedStep => ({
  ...base,
  kind: 'rights',
  title: subject,
  test: powershell`-not (Get-Acl -LiteralPath ${folder}).AreAccessRulesProtected`,
  backUp: powershell`[IO.File]::WriteAllText((Join-Path $backup 'rights.sddl'), (Get-Acl -LiteralPath ${folder}).Sddl)`,
  set: powershell`& "$env:SystemRoot\\System32\\icacls.exe" ${folder} '/inheritance:e'`,
  functions: []
})

const sectionsOf = (all: ReadonlyArray<Named>) => ({
  services: all.map(({ service }) => ({ name: service, startType: 'Manual', status: 'Stopped' })),
  acls: all.map(({ folder }) => ({ path: folder, sddl: 'D:PAI(A;;FA;;;SY)', inherits: false }))
})

const named = fc.array(fc.tuple(hostileText, hostileText, hostileText), { minLength: 10, maxLength: 20 }).map((all) =>
  all.map(([service, folder, subject], index) => ({
    service: `${service}${index}`,
    folder: `C:\\${folder}${index}`,
    subject: `CN=${subject}`
  }))
)

for (const { name, missing, open } of ways) {
  const test = suite(`remediation: hostile names over ${name}`)
  const simulated = missing === null ? test : test.skip
  if (missing !== null) process.stdout.write(`skipped: ${missing}, so that no names were sent over ${name}\n`)
  let hosts: Hosts | null = null
  test.before(async () => {
    if (missing === null) hosts = await open()
  })
  test.after(() => hosts?.stop())

  /** What the server's commands were given for each step. */
  const received = (server: string): ReadonlyArray<ReadonlyArray<string>> => {
    const calls = hosts?.servers.hands().filter((hand) => hand.server === server) ?? []
    const steps = calls.filter(({ event }) => event === 'step')
    return steps.map(({ number, title = '' }) => [
      title,
      ...new Set(calls.filter((one) => one.event === 'call' && one.number === number).flatMap(({ args = [] }) => args))
    ])
  }

  const prove = async (server: string, all: ReadonlyArray<Named>): Promise<void> => {
    if (hosts === null) throw new Error('no hosts are there')
    hosts.servers.add(server, { behaviour: 'windows', answer: recording(sectionsOf(all), server) })
    const steps = all.flatMap((one) => [startService(one), inherit(one)])
    const { sentence, lines } = await carry(hosts, server, remediationScript(server, 0, steps))
    assert.is(sentence, null)
    assert.equal(
      received(server),
      all.flatMap(({ service, folder, subject }) => [
        [subject, service],
        [subject, folder, '/inheritance:e']
      ])
    )
    assert.equal(
      lines.slice(0, -1).map(({ step, result }) => [step, result]),
      steps.map(({ title }) => [title, 'done'])
    )
    assert.ok(JSON.stringify(hosts.servers.facts(server).services).split('Running').length === all.length + 1)
  }

  simulated('services, folders and subjects arrive as data, exactly as they are', async () => {
    let count = 0
    await fc.assert(
      fc.asyncProperty(named, (all) => prove(`EX${count++}`, all)),
      { numRuns: 4, endOnFailure: true }
    )
  })

  test.run()
}
