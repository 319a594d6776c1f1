import * as fc from 'fast-check'
import * as O from 'fp-ts/Option'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { cumulativeUpdates } from '../../../kernel/builds/buildTable'
import { type Build, compareBuilds, parseBuild, showBuild } from '../../../kernel/compare'
import { productOf, products } from '../../../kernel/product'
import { build } from '../../../policies/build/policy'
import { judgeRow } from '../../support/policyTester'
import { installed } from './installedBuild'

const part = fc.nat({ max: 3000 })

const tableBuilds = products.flatMap((product) =>
  cumulativeUpdates(product).flatMap((cu) => [cu.build, ...cu.updates.map((update) => update.build)])
)

const anyBuild: fc.Arbitrary<Build> = fc.oneof(
  fc.tuple(fc.constantFrom(14, 15), fc.nat({ max: 3 }), part, part),
  fc.constantFrom(...tableBuilds)
)

const test = suite('properties of builds')

test('a build survives being shown and parsed', () => {
  fc.assert(fc.property(anyBuild, (one) => assert.equal(parseBuild(showBuild(one)), O.some(one))))
})

test('builds are totally ordered', () => {
  fc.assert(
    fc.property(anyBuild, anyBuild, anyBuild, (a, b, c) => {
      assert.is(Math.sign(compareBuilds(a, b)), -Math.sign(compareBuilds(b, a)) + 0)
      assert.is(compareBuilds(a, b) === 0, showBuild(a) === showBuild(b))
      if (compareBuilds(a, b) <= 0 && compareBuilds(b, c) <= 0) assert.ok(compareBuilds(a, c) <= 0)
    })
  )
})

const buildDrifts = (exSetup: Build, target: Parameters<typeof judgeRow>[1]['desired']) =>
  judgeRow(build, { name: '', facts: installed(showBuild(exSetup)), desired: target }).drifts.length

test('a build that is its own minimum never drifts', () => {
  fc.assert(
    fc.property(anyBuild, (one) => {
      const product = O.toNullable(productOf(one))
      assert.is(buildDrifts(one, { build: { [product ?? 'none']: showBuild(one) } }), 0)
    })
  )
})

test('a higher update of one Cumulative Update never drifts where a lower one does not', () => {
  fc.assert(
    fc.property(
      anyBuild,
      fc.nat({ max: 200 }),
      fc.constantFrom('latest' as const, 'march-2021' as const),
      (one, more, target) => {
        const higher: Build = [one[0], one[1], one[2], one[3] + more]
        if (buildDrifts(one, { build: target }) === 0) assert.is(buildDrifts(higher, { build: target }), 0)
      }
    )
  )
})

test.run()
