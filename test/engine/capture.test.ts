import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { readFile } from '../../connections/files'
import { defaultLimits } from '../../connections/limit'
import { judgeFleet } from '../../judging/fleet'
import { noOrganization } from '../../judging/inOrganization'
import { defaultEnforcement } from '../../judging/levels'
import type { Verdict } from '../../judging/verdict'
import { policies } from '../../policies/catalogue'
import { openDrifts, summarize } from '../../reports/summary'
import { judgeServer } from '../../resources/judgeServer'
import { createStack, stackOutputs, temporaryFolder } from '../support/engine'
import { assertHolds, assertNoStackTrace } from './fleet'

const path = join(__dirname, '..', '..', '..', 'shared', 'data', 'captures', 'E19')

const name = 'SOLO-E19A'

const verdictsOf = async (): Promise<ReadonlyArray<Verdict>> => {
  const target = { server: name, connection: { type: 'captures', path, maxAge: null } } as const
  const { facts, errors } = await readFile(target, defaultLimits.deadlineSeconds)
  assert.equal(errors, [])
  const verdicts = judgeServer(
    facts,
    { build: 'latest', services: {}, baseline: null, organization: null, enforcement: defaultEnforcement },
    null,
    [],
    noOrganization
  )
  const desired = { build: 'latest', services: {}, baseline: null } as const
  const standard = { desired, enforcement: defaultEnforcement, waivers: [], organization: noOrganization }
  const [all = []] = judgeFleet(policies, [{ facts, standard, verdicts }])
  return all
}

const test = suite('engine: capture')

test('an empty folder is told as an error, and all of its server is unknown', async () => {
  const stack = await createStack()
  const empty = temporaryFolder()
  stack.settings({ servers: [{ name, connection: { type: 'captures', path: empty } }] })
  const preview = await stack.pulumi('preview', '--diff')
  assert.not.equal(preview.code, 0)
  assertHolds(preview.all, `error: ${name}: `)
  assertHolds(preview.all, `What was recorded of ${name} can't be used`)
  assert.match(preview.all, /0 of 1 server compliant, 1 not read\./)
  assertNoStackTrace(preview)
})

const withCapture = existsSync(path) ? test : test.skip
if (!existsSync(path)) process.stdout.write('skipped: there is no capture of a real server here\n')

withCapture('a captured server is enrolled and judged as it is without Pulumi', async () => {
  const servers = [{ server: name, verdicts: await verdictsOf() }]
  const stack = await createStack()
  stack.settings({ servers: [{ name, connection: { type: 'captures', path } }] })
  const ending = await stack.pulumi('up', '--skip-preview', '--yes')
  assert.is(ending.code, 0, ending.all)
  const outputs = await stackOutputs(stack)
  assert.equal(outputs.summary, summarize(servers))
  assert.equal(outputs.drifts, openDrifts(servers))

  const preview = await stack.pulumi('preview', '--diff', '--expect-no-changes')
  assert.is(preview.code, 7, preview.all)
  const binding = servers.flatMap(({ verdicts }) => verdicts).filter((verdict) => verdict.countsAsChange)
  const changes = openDrifts([{ server: name, verdicts: binding }])
  assert.ok(changes.length > 0)
  for (const { actual, desired } of changes) assertHolds(preview.all, `"${actual}" => "${desired}"`)
  assertHolds(preview.all, '=> "readable"')
})

test.run()
