import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { readOrganization } from '../../connections/organization'
import { organizationNews } from '../../stacks/organization'
import { planServers, sourceOf } from '../../stacks/plan'
import { decodeSettings } from '../../stacks/settings'
import { temporaryFolder } from '../support/engine'

const test = suite('stacks: organization')

const none = { type: 'none' } as const

const listed = (name: string, roles = ['Mailbox']) => ({
  name,
  fqdn: null,
  site: null,
  roles,
  edition: null,
  version: null
})

const facts = {
  servers: [listed('EX01'), listed('EX02'), listed('EX03'), listed('ADMIN01', [])],
  dags: [{ name: 'DAG1', members: ['EX01', 'EX02', 'EX04'], operationalMembers: ['EX01'], witnessServer: null }],
  authConfig: { error: 'access denied' }
}

const news = async (recorded: unknown) => {
  const path = join(temporaryFolder(), 'organization.json')
  writeFileSync(path, JSON.stringify(recorded))
  return newsFrom(JSON.stringify({ recorded: path }))
}

const newsFrom = async (organization: string) => {
  const connection = { type: 'recorded', path: 'EX.json' }
  const servers = [
    { name: 'ex01.contoso.example', dag: 'dag1', connection },
    { name: 'EX02', dag: 'DAG2', connection },
    { name: 'ex04.contoso.example', connection },
    { name: 'EX05', connection },
    { name: 'EX06', dag: 'DAG1', connection }
  ]
  const settings = decodeSettings({
    servers: JSON.stringify(servers),
    organization
  })
  if (E.isLeft(settings)) throw new Error(settings.left.join())
  const plans = planServers(settings.right, '2026-11-01', () => null)
  const bounds = { seconds: 20, signal: new AbortController().signal }
  return organizationNews(settings.right, plans, await readOrganization(sourceOf(settings.right) ?? none, bounds)())
}

const recorded = (sections: unknown) => ({
  version: 1,
  organization: 'Contoso',
  collectedAt: new Date().toISOString(),
  facts: sections,
  servers: {}
})

test('names servers that the stack does not list, and those in another DAG than the settings say', async () => {
  const { warnings, broken } = await news(recorded(facts))
  assert.equal(broken, [])
  assert.match(warnings[0] ?? '', /nobody checks here: EX03$/)
  assert.equal(warnings.slice(1), [
    'EX02: the settings place it in the DAG DAG2, but it is in DAG1',
    'ex04.contoso.example: the settings place it in no DAG, but it is in DAG1',
    'EX06: the settings place it in the DAG DAG1, but it is in none'
  ])
})

test('says what could not be read', async () => {
  const denied = { error: 'access denied' }
  const { warnings } = await news(recorded({ servers: denied, dags: denied, authConfig: denied }))
  assert.is(warnings.filter((text) => text.endsWith('access denied')).length, 2)
})

test('names the endpoint that answered, and those that could not be reached', async () => {
  const endpoints = [
    { name: 'ex01.contoso.example', fault: 'EX09 answered: it is broken' },
    { name: 'ex02.contoso.example', fault: null }
  ]
  const { warnings } = await news({ ...recorded(facts), endpoints })
  assert.is(
    warnings[0],
    'ex02.contoso.example answered the questions on the organization, since the PowerShell endpoint of ' +
      "ex01.contoso.example can't be reached: EX09 answered: it is broken"
  )
  const before = await news(recorded(facts))
  assert.equal((await news({ ...recorded(facts), endpoints: endpoints.slice(1) })).warnings, before.warnings)
})

test('calls a file broken that holds no organization facts', async () => {
  const { broken } = await news({ version: 1 })
  assert.is(broken.length, 1)
})

test('warns of members of a DAG where no source is named', async () => {
  assert.equal((await newsFrom('none')).warnings, [
    'The settings place ex01.contoso.example, EX02, EX06 in a DAG, but name no source of organization facts ' +
      '(exchange-compliance:organization). So it is not judged whether a server is in maintenance.'
  ])
})

test.run()
