import type { Product } from '../../kernel/product'

/** The first Cumulative Update whose setup asks about diagnostic data; Infinity where none ever did. */
const firstAsking = { '2010': Infinity, '2013': Infinity, '2016': 22, '2019': 11, SE: 0 }

const numberOf = (cu: string): number => Number(/^CU(\d+)$/.exec(cu)?.[1] ?? 0)

/**
 * The switch by which unattended setup accepts the licence terms, by the version of the media; null for 2010, which
 * has none. Where `..._DiagnosticDataOFF` is returned, `..._DiagnosticDataON` is accepted as well.
 */
export const licenceSwitch = (product: Product, cu: string): string | null => {
  if (product === '2010') return null
  const plain = '/IAcceptExchangeServerLicenseTerms'
  return numberOf(cu) >= firstAsking[product] ? `${plain}_DiagnosticDataOFF` : plain
}
