import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { collect, engine, refusals } from './collectOrganization'
import { exchangePlace, forest } from './forest'

const test = suite('the collector of organization facts: its endpoints, in a real PowerShell')
const real = engine.missing === null ? test : test.skip
if (engine.missing !== null) process.stdout.write(`skipped: ${engine.missing}\n`)

real('endpoints are tried in turn, by https where that is asked for', async () => {
  const { asked, exitCode, facts } = await collect({}, "-Endpoint 'broken.contoso.example,ex02.contoso.example' -Https")
  assert.is(exitCode, 0)
  assert.equal(asked.slice(0, 2), [
    'https://broken.contoso.example/PowerShell/',
    'https://ex02.contoso.example/PowerShell/'
  ])
  assert.equal(facts?.endpoints, [
    {
      name: 'broken.contoso.example',
      fault: 'EX09 answered: Connecting to remote server failed. [Server=EX09,RequestId=1] Access'
    },
    { name: 'ex02.contoso.example', fault: null }
  ])
})

/** What the directory has of endpoints: 1942063431 is 15.1.2375, and 1937866970 is of Exchange 2010. */
const listedServers: ReadonlyArray<readonly [endpoint: string, versionNumber: string | null, query: string]> = [
  ['broken1.contoso.example', '1937866970', ''],
  ['broken2.contoso.example', "'1; x'", ''],
  ['broken3.contoso.example', '-7', ''],
  ['broken4.contoso.example', '9942063431', ''],
  ['broken5.contoso.example', null, ''],
  ['ex01.contoso.example', '1942063431', '?ExchClientVer=15.1.2375.0']
]

real('an endpoint is told the version that the directory knows of its server, in all sessions', async () => {
  const names = listedServers.map(([endpoint]) => endpoint)
  const filter = `(|${names.map((name) => `(networkAddress=ncacn_ip_tcp:${name})`).join('')})`
  const objects = listedServers.flatMap(([endpoint, version]) =>
    version === null
      ? []
      : [`@{ networkAddress = @('netbios:X', 'ncacn_ip_tcp:${endpoint.toUpperCase()}'); versionNumber = ${version} }`]
  )
  const servers = { [`${exchangePlace}|(&(objectClass=msExchExchangeServer)${filter})`]: objects.join(', ') }
  const { asked } = await collect({ directory: forest(servers) }, `-Endpoint '${names.join()}'`)
  const expected = listedServers.map(([endpoint, , query]) => `http://${endpoint}/PowerShell/${query}`)
  assert.is(asked.length, 3 * names.length)
  assert.equal(asked, [...expected, ...expected, ...expected])
})

real('the back end that failed is named, where the front end knows it', async () => {
  const by = async (refusal: string) => (await collect({ refusal }, '-Endpoint broken.contoso.example')).stderr
  assert.match(await by(refusals.unknown), "can't be reached: Exception: Failed.")
  const long = await by(`${refusals.newer} ${'x'.repeat(500)}`)
  assert.match(long, /ex09\.contoso\.example answered: Failed\..*xxx\.\.\./)
})

real('where no endpoint can be reached, each is named, and the server that answered', async () => {
  const { exitCode, stdout, stderr } = await collect({}, "-Endpoint 'broken.contoso.example,broken2.contoso.example'")
  assert.is(exitCode, 1)
  assert.is(stdout, '')
  assert.match(stderr, "endpoint of broken.contoso.example can't be reached: EX09 answered: ")
  assert.match(stderr, "endpoint of broken2.contoso.example can't be reached")
})

const refused = ['ex01', 'ex01.contoso.example,', 'ex01.contoso.example/x', 'ex01.contoso.example:80', 'a.b,c']
real('a name that is no endpoint is refused', async () => {
  for (const name of refused) {
    const { exitCode, stderr, asked } = await collect({}, `-Endpoint '${name}'`)
    assert.is(exitCode, 1, name)
    assert.equal(asked, [], name)
    assert.match(stderr, 'needs the parameter -Endpoint', name)
  }
})

test.run()
