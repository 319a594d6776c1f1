import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { findSources } from '../../../commands/audit/sources'
import { readBaseline } from '../../../connections/baseline'
import { readRecorded } from '../../../connections/recorded'
import { readLogFile, readSetupFolder } from '../../../connections/setup-log/setupFolder'
import { withFolder } from '../../connections/folders'
import { recording } from '../../support/server'
import { goodLog } from '../../support/setupLogs'

const test = suite('audit: hostile folders')
const onUnix = process.platform === 'win32' ? test.skip : test
if (process.platform === 'win32') process.stdout.write('skipped: Windows has no pipes in folders\n')

const recorded = JSON.stringify(recording())

onUnix('a pipe, a device and a link in a folder are not opened, and cost themselves alone', () =>
  withFolder({ 'EX01.json': recorded, 'other/EX02.json': recorded }, async (folder) => {
    execFileSync('mkfifo', [join(folder, 'pipe.json'), join(folder, 'pipe.log'), join(folder, 'pipe')])
    symlinkSync('/dev/zero', join(folder, 'zero.json'))
    symlinkSync(folder, join(folder, 'other', 'round'))
    const { sources, errors } = await findSources(folder)()
    assert.equal(
      sources.map(({ path }) => path),
      [join(folder, 'EX01.json'), join(folder, 'other', 'EX02.json')]
    )
    assert.equal(errors.map(({ source }) => source).sort(), [
      join(folder, 'other', 'round'),
      join(folder, 'pipe.json'),
      join(folder, 'pipe.log'),
      join(folder, 'zero.json')
    ])
  })
)

onUnix('a pipe that is named itself is refused, and not waited for', () =>
  withFolder({}, async (folder) => {
    const pipe = join(folder, 'pipe.log')
    execFileSync('mkfifo', [pipe])
    for (const read of [readRecorded(pipe), readLogFile(pipe)]) {
      const { errors } = await read()
      assert.match(errors.join(), 'is not a regular file')
    }
  })
)

onUnix('links and pipes among the logs of setup are not followed, and the log is read all the same', () =>
  withFolder({ 'logs/ExchangeSetup.log': goodLog, 'elsewhere.msilog': 'secret' }, async (folder) => {
    const logs = join(folder, 'logs')
    symlinkSync(join(folder, 'elsewhere.msilog'), join(logs, 'a.msilog'))
    execFileSync('mkfifo', [join(logs, 'b.msilog'), join(logs, 'ServiceControl.log')])
    mkdirSync(join(logs, 'ServiceState.xml'))
    const { facts, errors } = await readSetupFolder(logs)()
    assert.ok(E.isRight(facts.sections.setupLog))
    assert.is(errors.length, 4, errors.join('\n'))
    for (const name of [
      'a.msilog is a link',
      'b.msilog is not',
      'ServiceControl.log is not',
      'ServiceState.xml is not'
    ])
      assert.ok(
        errors.some((error) => error.includes(name)),
        name
      )
  })
)

onUnix('a log of setup that is a link is not followed', () =>
  withFolder({ 'real.log': goodLog, 'logs/x': '' }, async (folder) => {
    symlinkSync(join(folder, 'real.log'), join(folder, 'logs', 'ExchangeSetup.log'))
    const { errors } = await readSetupFolder(join(folder, 'logs'))()
    assert.match(errors.join(), 'is a link')
  })
)

onUnix('a baseline that is a link is not followed', () =>
  withFolder({ 'EX01.json': recorded }, async (folder) => {
    symlinkSync(join(folder, 'EX01.json'), join(folder, 'linked.json'))
    const read = await readBaseline('EX01', join(folder, 'linked.json'))()
    assert.match(E.isLeft(read) ? read.left : '', 'is a link')
  })
)

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`

test('a file that is nested without end costs itself alone', () =>
  withFolder({ 'EX01.json': recorded, 'deep.json': nested(200_000) }, async (folder) => {
    const { sources } = await findSources(folder)()
    assert.equal(
      sources.map(({ path }) => path),
      [join(folder, 'EX01.json')]
    )
  }))

const rolesIn = (log: string) => log.replace('BridgeheadRole', 'constructor __proto__ toString BridgeheadRole')

test('a role or a start mode that is the name of something in JavaScript is an unknown one', () =>
  withFolder(
    {
      'ExchangeSetup.log': rolesIn(goodLog),
      'ServiceStartupMode.xml':
        '<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">' +
        '<Obj RefId="0"><MS><S N="Name">W3SVC</S><S N="StartMode">constructor</S></MS></Obj></Objs>'
    },
    async (folder) => {
      const { facts, errors } = await readSetupFolder(folder)()
      assert.equal(errors, [])
      const { identity, servicesBefore } = facts.sections
      assert.equal(E.isRight(identity) && identity.right.roles, ['HubTransport', 'ClientAccess', 'Mailbox'])
      assert.equal(E.isRight(servicesBefore) && servicesBefore.right?.startModes, [{ name: 'W3SVC', startType: null }])
    }
  ))

test('an installation folder in a log that can be none does not cost the server its identity', () =>
  withFolder({ 'ExchangeSetup.log': `${goodLog}\r\n` }, async (folder) => {
    const { facts, errors } = await readSetupFolder(folder)()
    assert.equal(errors, [])
    assert.ok(E.isRight(facts.sections.identity))
  }))

test.run()
