import * as fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { changesSince } from '../../reports/changes'
import { fleetDocument } from '../../reports/fleetJson'
import { junit } from '../../reports/junit'
import { reported } from '../../reports/plainFinding'
import { aFleet, aServer, ofEachKind } from '../support/fleet'
import { hostileText } from '../support/hostile'
import { aDrift } from '../support/verdict'

const test = suite('reports: JUnit')

interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Array<Element>
  text: string
}

const parse = (xml: string): Element => {
  const top: Element = { name: '', attributes: {}, children: [], text: '' }
  const open = [top]
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes, children: [], text: '' }
    open[open.length - 1]?.children.push(element)
    open.push(element)
  })
  parser.on('text', (text) => {
    const element = open[open.length - 1]
    if (element !== undefined) element.text += text
  })
  parser.on('closetag', () => {
    open.pop()
  })
  parser.on('error', (error) => {
    throw error
  })
  parser.write(xml).close()
  const [root] = top.children
  if (root === undefined) throw new Error('there is no element')
  return root
}

/** What the schema of Jenkins' xUnit plugin (junit-10.xsd) allows of the elements that we write. */
const schema: Readonly<
  Record<
    string,
    {
      readonly required: ReadonlyArray<string>
      readonly may: ReadonlyArray<string>
      readonly holds: ReadonlyArray<string>
    }
  >
> = {
  testsuites: { required: [], may: ['name', 'time', 'tests', 'failures', 'errors'], holds: ['testsuite'] },
  testsuite: {
    required: ['name', 'tests', 'failures', 'errors'],
    may: ['time', 'skipped', 'timestamp', 'hostname', 'id', 'package', 'file', 'log', 'url', 'group'],
    holds: ['testsuite', 'properties', 'testcase', 'system-out', 'system-err']
  },
  properties: { required: [], may: [], holds: ['property'] },
  property: { required: ['name', 'value'], may: [], holds: [] },
  testcase: {
    required: ['name'],
    may: ['time', 'classname', 'group'],
    holds: ['skipped', 'error', 'failure', 'system-out', 'system-err']
  },
  failure: { required: [], may: ['type', 'message'], holds: [] },
  error: { required: [], may: ['type', 'message'], holds: [] },
  skipped: { required: [], may: ['type', 'message'], holds: [] },
  'system-out': { required: [], may: [], holds: [] }
}

const assertAllowed = ({ name, attributes, children, text }: Element): void => {
  const rule = schema[name]
  if (rule === undefined) throw new Error(`${name} is not in the schema`)
  for (const attribute of rule.required) assert.ok(attribute in attributes, `${name} lacks ${attribute}`)
  for (const attribute of Object.keys(attributes))
    assert.ok([...rule.required, ...rule.may].includes(attribute), `${name} may not have ${attribute}`)
  if (attributes.time !== undefined) assert.match(attributes.time, /^(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?$/)
  if (rule.holds.length > 0) assert.is(text.trim(), '', `${name} has text`)
  for (const child of children) {
    if (!rule.holds.includes(child.name)) throw new Error(`${name} may not hold ${child.name}`)
    assertAllowed(child)
  }
}

const casesIn = ({ children }: Element): ReadonlyArray<Element> => children.filter(({ name }) => name === 'testcase')

const casesOf = (xml: string) =>
  Object.fromEntries(
    parse(xml).children.flatMap((one) =>
      casesIn(one).map(({ attributes, children }) => [`${one.attributes.name} ${attributes.name}`, children[0] ?? null])
    )
  )

test('is of the form that Jenkins, GitLab and Azure DevOps read', () => {
  const errors = [{ source: 'EX02.json', message: 'is not complete JSON' }]
  const root = parse(junit(aFleet([aServer('EX01', ofEachKind), aServer('EX03')], { errors })))
  assert.is(root.name, 'testsuites')
  assertAllowed(root)
  assert.throws(() => assertAllowed(parse('<testsuites><testcase name="a"/></testsuites>')), /may not hold/)
})

test('the type of a failure is the own level of its policy, and its text has the effective one where that differs', () => {
  const cases = casesOf(
    junit(
      aFleet([
        aServer('EX01', { build: { ...ofEachKind['services-start'], level: 'advisory' } }),
        aServer('EX02', { build: { ...ofEachKind['services-start'], level: 'mandatory' } }),
        aServer('EX03', { build: { ...ofEachKind['services-start'], ownLevel: 'advisory', level: 'mandatory' } })
      ])
    )
  )
  const told = ['EX01', 'EX02', 'EX03'].map((server) => {
    const found = cases[`${server} build`]
    return [found?.attributes.type, /^Level: (.*)$/m.exec(found?.text ?? '')?.[1]]
  })
  assert.equal(told, [
    ['mandatory', 'own level mandatory, effective level advisory'],
    ['mandatory', 'mandatory'],
    ['advisory', 'own level advisory, effective level mandatory']
  ])
})

test('counts, in each suite and in all, what the cases are', () => {
  const errors = [{ source: 'EX02.json', message: 'is not complete JSON' }]
  const root = parse(junit(aFleet([aServer('EX01', ofEachKind), aServer('EX03')], { errors })))
  const count = (suite: Element, kind: string) =>
    String(casesIn(suite).filter((one) => one.children.some(({ name }) => name === kind)).length)
  for (const one of root.children)
    assert.equal(
      [one.attributes.tests, one.attributes.failures, one.attributes.errors, one.attributes.skipped],
      [String(casesIn(one).length), count(one, 'failure'), count(one, 'error'), count(one, 'skipped')]
    )
  const sum = (name: string) => String(root.children.reduce((all, one) => all + Number(one.attributes[name]), 0))
  for (const name of ['tests', 'failures', 'errors']) assert.is(root.attributes[name], sum(name), name)
  assert.equal([root.attributes.failures, root.attributes.errors], ['1', '2'])
})

test('tells drift as failure, unknown as error, and what was not judged as skipped, never as passed', () => {
  const cases = casesOf(junit(aFleet([aServer('EX01', ofEachKind)])))
  const kinds = ['build', 'services-start', 'folder-acls', 'dag-health', 'shared-web-config', 'maintenance'].map(
    (policy) => cases[`EX01 ${policy}`]?.name ?? 'passed'
  )
  assert.equal(kinds, ['passed', 'failure', 'error', 'skipped', 'skipped', 'skipped'])
  const message = (policy: string) => cases[`EX01 ${policy}`]?.attributes.message
  assert.match(message('services-start') ?? '', 'services.W3SVC')
  assert.match(message('folder-acls') ?? '', /^acls: .*access denied$/)
  assert.is(message('shared-web-config'), 'waived: CHG-7')
  assert.is(message('dag-health'), 'not applicable: the server is no member of a DAG')
  assert.is(message('maintenance'), 'not judged: nobody named the organization')
  assert.match(
    cases['EX01 services-start']?.text ?? '',
    /Do: Expected W3SVC to run; start it\.\n[\s\S]*Start-Service W3SVC/
  )
})

test('an input that could not be used is an error', () => {
  const cases = casesOf(junit(aFleet([], { errors: [{ source: 'EX02.json', message: 'is empty' }] })))
  assert.equal([cases['inputs EX02.json']?.name, cases['inputs EX02.json']?.attributes.message], ['error', 'is empty'])
})

test('each suite says what the gate says', () => {
  const gate = { passes: true, line: 'Gate: advisory, passes whatever is found.', text: '' }
  const [suite] = parse(junit(aFleet([aServer('EX01')], { gate }))).children
  const [property] = suite?.children[0]?.children ?? []
  assert.equal({ ...property?.attributes }, { name: 'gate', value: 'Gate: advisory, passes whatever is found.' })
})

test('is of that form with what changed since an earlier report, too', () => {
  const then = fleetDocument(aFleet([aServer('EX01', ofEachKind), aServer('EX02')]))
  const servers = [aServer('EX01'), aServer('EX02', ofEachKind)]
  const root = parse(junit(aFleet(servers, { changes: changesSince(then, servers) })))
  assertAllowed(root)
  const outputs = root.children
    .flatMap(casesIn)
    .filter(({ children }) => children.some(({ name }) => name === 'system-out'))
  assert.equal(
    outputs.map(({ attributes }) => attributes.name),
    ['shared-web-config', 'services-start', 'folder-acls']
  )
})

test('a server that no policy judged is an error', () => {
  const xml = junit(aFleet([aServer('EX01', {}, { verdicts: [] })]))
  assertAllowed(parse(xml))
  assert.is(casesOf(xml)['EX01 policies']?.name, 'error')
  assert.equal([parse(xml).attributes.tests, parse(xml).attributes.errors], ['1', '1'])
})

test('a policy that the settings switch off is skipped on each server that was judged', () => {
  const disabled = ['folder-acls', 'dag-health']
  const xml = junit(aFleet([aServer('EX01', ofEachKind), aServer('EX02', {}, { verdicts: [] })], { disabled }))
  const root = parse(xml)
  assertAllowed(root)
  assert.is(casesOf(xml)['EX01 folder-acls']?.attributes.message, 'not judged: disabled by the settings')
  assert.is(casesOf(xml)['EX02 folder-acls'], undefined)
  const without = parse(junit(aFleet([aServer('EX01', ofEachKind), aServer('EX02', {}, { verdicts: [] })])))
  assert.is(Number(root.attributes.tests) - Number(without.attributes.tests), disabled.length)
  const skipped = ({ children: [first] }: Element) => Number(first?.attributes.skipped)
  assert.is(skipped(root) - skipped(without), disabled.length)
})

test('whatever a server sends, the XML parses, and gives it back as it is shown', () => {
  fc.assert(
    fc.property(fc.oneof(hostileText, fc.string({ unit: 'binary' })), (text) => {
      const drifts = [aDrift({ actual: text, evidence: [text] })]
      const root = parse(junit(aFleet([aServer(text, { build: { status: 'drift', drifts } })], { name: text })))
      assertAllowed(root)
      const [one] = root.children
      const shown = reported(text).replace(/[\ufffe\uffff]/g, (found) => `\\u${found.charCodeAt(0).toString(16)}`)
      assert.is(root.attributes.name, shown)
      assert.is(one?.attributes.name, shown)
      assert.ok(
        (one === undefined ? [] : casesIn(one))
          .find(({ children }) => children.length > 0)
          ?.children[0]?.text.includes(`Evidence: ${shown}`)
      )
    }),
    { numRuns: 200 }
  )
})

test.run()
