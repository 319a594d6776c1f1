import type { PropertyPath } from '../kernel/propertyPath'
import { showPath } from '../kernel/propertyPath'
import type { Waiver } from '../kernel/waiver'

/** Whether the waiver has run out on a day given as `YYYY-MM-DD`. */
export const isExpired =
  (today: string) =>
  ({ expires }: Pick<Waiver, 'expires'>): boolean =>
    expires < today

/** The text of the first waiver that covers a path of a policy, or null. */
export const coveringWaiver = (waivers: ReadonlyArray<Waiver>, policy: string, path: PropertyPath): string | null => {
  const waiver = waivers.find((w) => w.policy === policy && (w.path === null || w.path === showPath(path)))
  return waiver === undefined ? null : `${waiver.reason} (until ${waiver.expires})`
}
