import { join } from 'node:path'
import * as t from 'io-ts'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { compliance } from '../commands/run'
import { stackOutputs } from '../support/engine'
import { organizationRecorded } from '../support/inOrganization'
import { change, changesIn, denied, disabled, enrolled } from './fleet'

const test = suite('engine: check')

const audit = t.type({
  coverage: t.UnknownRecord,
  servers: t.array(
    t.type({
      name: t.string,
      verdicts: t.array(
        t.type({
          policy: t.string,
          status: t.keyof({ compliant: null, drift: null, unknown: null, 'not-applicable': null }),
          waiver: t.union([t.string, t.null]),
          drifts: t.array(t.type({ path: t.string, actual: t.string, desired: t.string }))
        })
      )
    })
  )
})

const fleet = {
  EX01: disabled('MSExchangeServiceHost', 'W3SVC'),
  EX02: denied,
  EX03: disabled('MSExchangeIS'),
  EX04: {},
  EX05: { setupLog: { error: 'access denied' } }
}

const waiver = { server: 'EX03', policy: 'services-start', reason: 'CHG-7', expires: '2999-12-31' }

test('check comes to the verdicts of the Pulumi program, and its exit code to that of the gate', async () => {
  const { stack, servers } = await enrolled(fleet)
  const settings = { servers, enforcement: 'mandatory', waivers: [waiver], policies: { 'folder-acls': 'disabled' } }
  stack.settings(settings)
  await stack.pulumi('up', '--yes', '--skip-preview')
  const outputs = await stackOutputs(stack)
  const file = join(stack.folder, 'Pulumi.test.yaml')
  const { code, stdout } = await compliance(stack.folder, 'check', '--stack', file, '--format', 'json')
  const decoded = audit.decode(JSON.parse(stdout))
  if (decoded._tag === 'Left') throw new Error(stdout)
  const verdicts = decoded.right.servers.flatMap(({ name, verdicts: all }) =>
    all.map((verdict) => ({ name, ...verdict }))
  )
  const open = verdicts.filter((verdict) => verdict.waiver === null)
  assert.equal(
    open.flatMap(({ name, policy, drifts }) =>
      drifts.map(({ path, actual, desired }) => ({ server: name, policy, path, actual, desired }))
    ),
    outputs.drifts
  )
  const count = (status: string): number => open.filter((verdict) => verdict.status === status).length
  const { coverage, compliant, drift, unknown, notApplicable, waived } = outputs.summary
  assert.equal(
    { compliant, drift, unknown, notApplicable, waived },
    {
      ...{ compliant: count('compliant'), drift: count('drift'), unknown: count('unknown') },
      ...{ notApplicable: count('not-applicable'), waived: verdicts.length - open.length }
    }
  )
  assert.equal(decoded.right.coverage, coverage)
  assert.ok(drift > 0 && unknown > 0 && waived === 1)
  assert.is(code, 1)
  const gate = await stack.pulumi('preview', '--diff')
  assert.not.equal(gate.code, 0)
  const shown = changesIn(gate).filter((line) => line.includes('"Disabled, Stopped"'))
  const services = outputs.drifts.filter(({ actual }) => actual === 'Disabled, Stopped')
  const names = services.map(({ path = '' }) => path.replace('services.', ''))
  assert.equal([...shown].sort(), names.map(change).sort())
})

test('of one server the exit code says what the gate would say of it alone', async () => {
  const { stack, servers } = await enrolled(fleet)
  const codes: Readonly<Record<string, number>> = { EX01: 1, EX02: 3, EX03: 0, EX04: 0, EX05: 3 }
  stack.settings({ servers, enforcement: 'mandatory', waivers: [waiver] })
  const file = join(stack.folder, 'Pulumi.test.yaml')
  for (const [name, code] of Object.entries(codes)) {
    const alone = await compliance(stack.folder, 'check', name, '--stack', file)
    assert.is(alone.code, code, alone.stdout)
  }
})

test('a member of a DAG that is asked alone has the verdict of the preview and of its DAG', async () => {
  const { stack, servers } = await enrolled({ EX01: {}, EX02: {} })
  const recorded = stack.write('organization.json', JSON.stringify(organizationRecorded()))
  const listed = servers.map((server) => ({ ...server, dag: 'DAG1' }))
  stack.settings({ servers: listed, enforcement: 'mandatory', organization: { recorded } })
  const file = join(stack.folder, 'Pulumi.test.yaml')
  const preview = await stack.pulumi('preview')
  assert.is(preview.code, 0, preview.all)
  for (const words of [['EX01'], ['EX02'], ['--dag', 'DAG1']]) {
    const { code, stdout } = await compliance(stack.folder, 'check', ...words, '--verbose', '--stack', file)
    assert.is(code, 0, stdout)
    assert.match(stdout, /ok [^.]*dag-build/)
  }
})

test.run()
