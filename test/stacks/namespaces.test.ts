import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ownSettings } from '../../stacks/namespaces'
import { settingNames } from '../../stacks/settings'

const test = suite('stacks: namespaces')

const project = 'exchange-compliance'

const faultsOf = (keys: ReadonlyArray<string>, name = project): ReadonlyArray<string> => {
  const own = ownSettings(Object.fromEntries(keys.map((key) => [key, 'mandatory'])), name)
  return E.isLeft(own) ? own.left : []
}

const refused: ReadonlyArray<readonly [key: string, told: string]> = [
  ['exchange:enforcement', 'did you mean exchange-compliance:enforcement?'],
  ['exchange-complience:enforcement', 'did you mean exchange-compliance:enforcement?'],
  ['Exchange-Compliance:enforcement', 'did you mean exchange-compliance:enforcement?'],
  ['exchange_compliance:policies', 'did you mean exchange-compliance:policies?'],
  ['compliance:enforcment', 'did you mean exchange-compliance:enforcement?'],
  ['other:servers', 'did you mean exchange-compliance:servers?'],
  ['pulumi:enforcement', 'did you mean exchange-compliance:enforcement?'],
  ['pulumi:enforcment', 'did you mean exchange-compliance:enforcement?'],
  ['command:enforcement', 'did you mean exchange-compliance:enforcement?'],
  ['aws:region', 'settings begin with exchange-compliance:'],
  ['constructor:prototype', 'settings begin with exchange-compliance:'],
  ['exchange:timeout', 'settings begin with exchange-compliance:']
]

for (const [key, told] of refused)
  test(`refuses ${key}: ${told}`, () => {
    assert.equal(faultsOf([key]), [`${key} is not a setting of this project; ${told}`])
  })

for (const key of [
  'pulumi:tags',
  'pulumi:disable-default-providers',
  'pulumi:autonaming',
  'pulumi:new-thing',
  'command:version'
])
  test(`leaves ${key} to whom it belongs`, () => {
    assert.equal(
      ownSettings({ [key]: 'x', 'exchange-compliance:enforcement': 'mandatory' }, project),
      E.right({ enforcement: 'mandatory' })
    )
  })

test('names every such key at once', () => {
  assert.is(faultsOf(['exchange:enforcement', 'aws:region', 'exchange-compliance:servers']).length, 2)
})

test("takes a key under the project's name, where Pulumi puts one without a namespace", () => {
  const own = ownSettings({ 'renamed:enforcement': 'mandatory', 'exchange-compliance:servers': '[]' }, 'renamed')
  assert.equal(own, E.right({ enforcement: 'mandatory', servers: '[]' }))
})

test('refuses a setting that stands under both names', () => {
  assert.equal(faultsOf(['renamed:enforcement', 'exchange-compliance:enforcement'], 'renamed'), [
    'enforcement is set twice, as exchange-compliance:enforcement and as renamed:enforcement; keep one of them'
  ])
})

test('no key is passed over in silence, whatever it is called', () => {
  const word = fc.stringMatching(/^[A-Za-z_.-]{1,12}$/)
  fc.assert(
    fc.property(word, fc.oneof(word, fc.constantFrom(...settingNames)), (space, name) => {
      const own = ownSettings({ [`${space}:${name}`]: 'x' }, project)
      const isTaken = E.isRight(own) && Object.hasOwn(own.right, name)
      const isOfOthers = ['pulumi', 'command'].includes(space) && !settingNames.includes(name)
      assert.ok(isTaken === (space === project) && (E.isLeft(own) || isTaken || isOfOthers))
    })
  )
})

test.run()
