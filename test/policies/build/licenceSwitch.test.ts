import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Product } from '../../../kernel/product'
import { licenceSwitch } from '../../../policies/build/licenceSwitch'

const test = suite('the licence switch')

const plain = '/IAcceptExchangeServerLicenseTerms'
const diagnostic = '/IAcceptExchangeServerLicenseTerms_DiagnosticDataOFF'

const rows: ReadonlyArray<[Product, string, string | null]> = [
  ['2010', 'SP3', null],
  ['2013', 'RTM', plain],
  ['2013', 'CU23', plain],
  ['2016', 'RTM', plain],
  ['2016', 'CU9', plain],
  ['2016', 'CU21', plain],
  ['2016', 'CU22', diagnostic],
  ['2016', 'CU23', diagnostic],
  ['2019', 'RTM', plain],
  ['2019', 'CU10', plain],
  ['2019', 'CU11', diagnostic],
  ['2019', 'CU15', diagnostic],
  ['SE', 'RTM', diagnostic],
  ['SE', 'CU1', diagnostic]
]

for (const [product, cu, expected] of rows)
  test(`${product} ${cu}: ${expected ?? 'none'}`, () => assert.is(licenceSwitch(product, cu), expected))

test.run()
