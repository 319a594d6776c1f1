import { productName } from '../../kernel/builds/buildNames'
import type { Product } from '../../kernel/product'

/** The last day of support (learn.microsoft.com/lifecycle), and whether Extended Security Updates followed. */
const supportEnds: Readonly<Record<Product, { readonly day: string; readonly extended: boolean } | null>> = {
  '2010': { day: '2020-10-13', extended: false },
  '2013': { day: '2023-04-11', extended: false },
  '2016': { day: '2025-10-14', extended: true },
  '2019': { day: '2025-10-14', extended: true },
  SE: null
}

const extendedOnly = 'updates after that day are only for customers with Extended Security Updates'

/** Says that support has ended, if it had on a day (`YYYY-MM-DD`). */
export const endOfSupport = (product: Product, today: string): string | null => {
  const end = supportEnds[product]
  if (end === null || today <= end.day) return null
  return `support for ${productName(product)} ended on ${end.day}${end.extended ? `; ${extendedOnly}` : ''}`
}

/** Whether an update of a day is to be had only with Extended Security Updates. */
export const needsExtendedUpdates = (product: Product, released: string): boolean => {
  const end = supportEnds[product]
  return end?.extended === true && released > end.day
}

/** Whether a product gets no more updates at all, as far as a table of a day (`YYYY-MM-DD`) can tell. */
export const getsNoMoreUpdates = (product: Product, asOf: string): boolean => {
  const end = supportEnds[product]
  return end !== null && !end.extended && asOf > end.day
}
