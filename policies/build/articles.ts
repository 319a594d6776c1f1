import type { BuildTable } from '../../kernel/builds/buildTable'
import { rememberedFor } from '../../kernel/remembered'

/** The numbers of all articles that a table has, in upper case. */
export const articlesIn = rememberedFor(
  (table: BuildTable): ReadonlySet<string> =>
    new Set(
      [...table.products.values()]
        .flat()
        .flatMap((cu) => [cu, ...cu.updates])
        .flatMap(({ kb }) => (kb === null ? [] : [kb.toUpperCase()]))
    )
)
