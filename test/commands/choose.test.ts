import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { choosePlans } from '../../commands/chooseServers'
import { planServers } from '../../stacks/plan'
import { decodeSettings } from '../../stacks/settings'

const test = suite('commands: choosing servers')

const connection = { type: 'ssh' }
const listed = [
  { name: 'EX01', dag: 'DAG1', site: 'Berlin', connection },
  { name: 'EX02.contoso.example', dag: 'dag1', site: 'Bonn', connection },
  { name: 'EX03', site: 'Berlin', connection },
  { name: 'EX04.a.example', connection },
  { name: 'EX04.b.example', connection }
]
const settings = decodeSettings({ servers: JSON.stringify(listed) })
const plans = E.isRight(settings) ? planServers(settings.right, '2026-11-01', () => null) : []

const chosen = (servers: ReadonlyArray<string>, dag: string | null = null, site: string | null = null) => {
  const found = choosePlans(plans, { servers, dag, site }, 'production')
  return E.isLeft(found) ? found.left : found.right.map(({ place }) => place.server.split('.')[0]).join()
}

const rows: ReadonlyArray<readonly [string, string, string]> = [
  ['all where nothing is asked for', chosen([]), 'EX01,EX02,EX03,EX04,EX04'],
  ['names without case, in the order of the stack', chosen(['ex03', 'EX01']), 'EX01,EX03'],
  ['a name without its domain', chosen(['EX02']), 'EX02'],
  ['a name with one that the stack leaves out', chosen(['EX01.contoso.example']), 'EX01'],
  ['a DAG without case', chosen([], 'DAG1'), 'EX01,EX02'],
  ['a site', chosen([], null, 'berlin'), 'EX01,EX03'],
  ['a DAG at a site', chosen([], 'DAG1', 'Berlin'), 'EX01'],
  ['a name that two have', chosen(['EX04']), 'EX04 could be EX04.a.example or EX04.b.example; write the whole name'],
  ['an unknown name', chosen(['EX1']), 'the stack production lists no server EX1; did you mean EX01?'],
  ['names with commas', chosen(['EX01,EX03']), 'write spaces between the names of servers, and no commas: EX01 EX03'],
  ['an unknown DAG', chosen([], 'DAG2'), 'the stack has no server in the DAG DAG2; did you mean DAG1?'],
  [
    'a server that is not at the site',
    chosen(['EX03'], null, 'Bonn'),
    'EX03 is not at the site Bonn; leave that out, or name another server'
  ]
]

for (const [name, found, expected] of rows)
  test(name, () => {
    assert.is(found, expected)
  })

test.run()
