import { type CumulativeUpdate, sameCumulativeUpdate } from '../../kernel/builds/buildTable'
import { type Build, compareBuilds } from '../../kernel/compare'
import type { Product } from '../../kernel/product'

/** How far Active Directory is prepared: rangeUpper of the schema, objectVersion of the organization and of a domain. */
export interface Levels {
  readonly schema: number
  readonly organization: number
  readonly domain: number
}

type Row = readonly [cumulativeUpdate: string, schema: number, organization: number, domain: number]

/**
 * The levels from a Cumulative Update on, up to the next row of its product. Where sources differ the lower one stands.
 * https://learn.microsoft.com/exchange/plan-and-deploy/prepare-ad-and-domains
 */
const rows: Readonly<Record<Product, ReadonlyArray<Row>>> = {
  '2010': [
    ['RTM', 14_622, 12_640, 12_639],
    ['SP1', 14_726, 13_214, 13_040],
    ['SP2', 14_732, 14_247, 13_040],
    ['SP3', 14_734, 14_322, 13_040]
  ],
  '2013': [
    ['RTM', 15_137, 15_449, 13_236],
    ['CU1', 15_254, 15_614, 13_236],
    ['CU2', 15_281, 15_688, 13_236],
    ['CU3', 15_283, 15_763, 13_236],
    ['CU4', 15_292, 15_844, 13_236],
    ['CU5', 15_300, 15_870, 13_236],
    ['CU6', 15_303, 15_965, 13_236],
    ['CU7', 15_312, 15_965, 13_236],
    ['CU10', 15_312, 16_130, 13_236],
    ['CU22', 15_312, 16_131, 13_236],
    ['CU23', 15_312, 16_133, 13_237]
  ],
  '2016': [
    ['Preview', 15_317, 16_041, 13_236],
    ['RTM', 15_317, 16_210, 13_236],
    ['CU1', 15_323, 16_211, 13_236],
    ['CU2', 15_325, 16_212, 13_236],
    ['CU3', 15_326, 16_212, 13_236],
    ['CU4', 15_326, 16_213, 13_236],
    ['CU6', 15_330, 16_213, 13_236],
    ['CU7', 15_332, 16_213, 13_236],
    ['CU11', 15_332, 16_214, 13_236],
    ['CU12', 15_332, 16_215, 13_236],
    ['CU13', 15_332, 16_217, 13_237],
    ['CU18', 15_332, 16_218, 13_238],
    ['CU19', 15_333, 16_219, 13_239],
    ['CU20', 15_333, 16_220, 13_240],
    ['CU21', 15_334, 16_221, 13_241],
    ['CU22', 15_334, 16_222, 13_242],
    ['CU23', 15_334, 16_223, 13_243]
  ],
  '2019': [
    ['Preview', 15_332, 16_213, 13_236],
    ['RTM', 17_000, 16_751, 13_236],
    ['CU1', 17_000, 16_752, 13_236],
    ['CU2', 17_001, 16_754, 13_237],
    ['CU7', 17_001, 16_755, 13_238],
    ['CU8', 17_002, 16_756, 13_239],
    ['CU9', 17_002, 16_757, 13_240],
    ['CU10', 17_003, 16_758, 13_241],
    ['CU11', 17_003, 16_759, 13_242],
    ['CU12', 17_003, 16_760, 13_243],
    ['CU13', 17_003, 16_761, 13_243],
    ['CU14', 17_003, 16_762, 13_243],
    ['CU15', 17_003, 16_763, 13_243]
  ],
  SE: [['RTM', 17_003, 16_763, 13_243]]
}

/** The last Cumulative Update of each product that the table knows. */
const lastKnown: Readonly<Record<Product, string>> = {
  '2010': 'SP3',
  '2013': 'CU23',
  '2016': 'CU23',
  '2019': 'CU15',
  SE: 'RTM'
}

/** From these Security Updates of May 2022 on, domains need another level than their Cumulative Update does. */
const raised: ReadonlyArray<readonly [build: Build, domain: number]> = [
  [[15, 0, 1497, 36], 13_238],
  [[15, 1, 2375, 28], 13_243],
  [[15, 2, 986, 26], 13_243]
]

/** The level of domains that a Security Update asks for beyond its Cumulative Update; null for none. */
export const domainLevelOf = (installed: Build): number | null =>
  raised.find(([build]) => sameCumulativeUpdate(build, installed) && compareBuilds(installed, build) >= 0)?.[1] ?? null

const names = (all: ReadonlyArray<CumulativeUpdate>): ReadonlyArray<string> => all.map(({ name }) => name)

/** The levels that a Cumulative Update needs; `isExact` is false where it is newer than the table. Null for a name not known. */
export const levelsOf = (
  product: Product,
  cumulativeUpdate: string,
  all: ReadonlyArray<CumulativeUpdate>
): (Levels & { readonly isExact: boolean }) | null => {
  const order = names(all)
  const place = order.indexOf(cumulativeUpdate)
  const row = rows[product].filter(([name]) => order.indexOf(name) >= 0 && order.indexOf(name) <= place).at(-1)
  if (place < 0 || row === undefined) return null
  const [, schema, organization, domain] = row
  return { schema, organization, domain, isExact: place <= order.indexOf(lastKnown[product]) }
}
