import type { Drift, Headline } from '../../judging/policy'
import { type Drifts, listed, nameIn } from '../headlineParts'

/** An account by its name, else by its SID. */
const accountIn = (drift: Drift): string => drift.named?.account ?? nameIn(drift)

export const revocationCheckHeadline: Headline = {
  title: (drifts: Drifts) => `check for revoked certificates is off: ${listed(drifts.map(accountIn))}`,
  why: () => 'Without the check, programs run although the certificate of their publisher was revoked.'
}
