import type { Product } from '../../kernel/product'

/** The versions of the .NET Framework that Exchange is used with, by the least value of Release. */
const releases = [
  [378389, '4.5'],
  [378675, '4.5.1'],
  [379893, '4.5.2'],
  [393295, '4.6'],
  [394254, '4.6.1'],
  [394802, '4.6.2'],
  [460798, '4.7'],
  [461308, '4.7.1'],
  [461808, '4.7.2'],
  [528040, '4.8'],
  [533320, '4.8.1']
] as const

/** The version of a value of Release, such as `4.8`; null before 4.5. */
export const versionOf = (release: number): string | null =>
  releases.filter(([least]) => release >= least).at(-1)?.[1] ?? null

type Row = readonly [first: number, last: number, versions: ReadonlyArray<string>]

const newest = Number.POSITIVE_INFINITY

/** By the numbers of Cumulative Updates, RTM as 0; the newest version comes first. */
const rows: Readonly<Partial<Record<Product, ReadonlyArray<Row>>>> = {
  SE: [[0, newest, ['4.8.1', '4.8']]],
  '2019': [
    [14, newest, ['4.8.1', '4.8']],
    [4, 13, ['4.8']],
    [2, 3, ['4.8', '4.7.2']],
    [0, 1, ['4.7.2']]
  ],
  '2016': [
    [15, newest, ['4.8']],
    [13, 14, ['4.8', '4.7.2']],
    [11, 12, ['4.7.2', '4.7.1']],
    [10, 10, ['4.7.1']],
    [8, 9, ['4.7.1', '4.6.2']],
    [5, 7, ['4.6.2']],
    [3, 4, ['4.6.2', '4.6.1', '4.5.2']],
    [2, 2, ['4.6.1', '4.5.2']],
    [0, 1, ['4.5.2']]
  ],
  '2013': [
    [23, newest, ['4.8', '4.7.2']],
    [21, 22, ['4.7.2', '4.7.1']],
    [19, 20, ['4.7.1', '4.6.2']],
    [16, 18, ['4.6.2']],
    [15, 15, ['4.6.2', '4.6.1', '4.5.2', '4.5.1']],
    [13, 14, ['4.6.1', '4.5.2', '4.5.1', '4.5']],
    [4, 12, ['4.5.2', '4.5.1', '4.5']],
    [0, 3, ['4.5']]
  ]
}

/** Windows Server 2019 has no 4.8.1. */
const lacks481 = '10.0.17763'

/** The number of a Cumulative Update by its name; null for another name. */
const numberOf = (cu: string): number | null => {
  if (/^RTM\b/.test(cu)) return 0
  if (/^SP1\b/.test(cu)) return 4
  const number = /^CU(\d{1,2})\b/.exec(cu)?.[1]
  return number === undefined ? null : Number(number)
}

/** The supported versions for a Cumulative Update on this Windows, the newest first; none where it isn't known. */
export const supportedVersions = (product: Product, cu: string, os: string | null): ReadonlyArray<string> => {
  const number = numberOf(cu)
  const row = number === null ? undefined : rows[product]?.find(([first, last]) => number >= first && number <= last)
  return (row?.[2] ?? []).filter((version) => version !== '4.8.1' || os !== lacks481)
}

const places: ReadonlyArray<string> = releases.map(([, version]) => version)

/** Whether a version is newer than another one. */
export const isNewer = (version: string, other: string): boolean => places.indexOf(version) > places.indexOf(other)
