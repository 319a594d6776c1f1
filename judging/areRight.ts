import type { Judgement } from './policy'

/** Whether all that was judged is right; null where something is not known, or nothing was judged. */
export const areRight = (judged: ReadonlyArray<Judgement>): boolean | null => {
  if (judged.some(({ _tag }) => _tag === 'Drift')) return false
  return judged.some(({ _tag }) => _tag === 'Unknown') || !judged.some(({ _tag }) => _tag === 'Compliant') ? null : true
}
